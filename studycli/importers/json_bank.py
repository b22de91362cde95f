"""Questions in JSON: objects in a list, in a list under one key, or one on each line."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studycli.core.messages import _
from studycli.core.model import Choice, Text
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.draft import Draft
from studycli.importers.finding import Finding, Shape, nothing, share

_QUESTIONS = ("question", "front", "q", "prompt", "instruction", "term", "题目", "问题")
_ANSWERS = (
    "answer",
    "back",
    "a",
    "completion",
    "output",
    "response",
    "definition",
    "答案",
    "correct_answer",
    "correct",
)
_EXPLANATIONS = ("explanation", "rationale", "解析", "reason")
_OPTIONS = ("options", "choices", "选项")
_TAGS = ("tags", "tag", "category", "topic", "标签")
_TURNS = ("conversations", "messages")
_ASKERS = ("human", "user")
_REPLIERS = ("gpt", "assistant", "model", "bot")
_SPACE = re.compile(r"[\s,]*")


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    path: str
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    objects: int = 0

    def lost(self, line: int, message: str) -> None:
        self.problems.append(warning(self.path, line, 0, "left-out", message))


def find(bank: Bank) -> Finding:
    text = bank.text.strip()
    if not text.startswith(("{", "[")):
        return nothing(_("no JSON"))
    reading = _Reading(bank.path)
    for line, value in _values(bank, reading):
        reading.objects += 1
        _take(value, line, reading)
    answers = sum(draft.is_answered for draft in reading.drafts)
    reason = _("{answers} of {objects} JSON objects with keys such as question and answer").format(
        answers=answers, objects=reading.objects
    )
    score = share(answers, len(reading.drafts)) if answers else 0.0
    return Finding(tuple(reading.drafts), reason, score, tuple(reading.problems))


JSON = Shape("json", find, weight=2.0)


def _values(bank: Bank, reading: _Reading) -> Iterator[tuple[int, Any]]:
    """The objects with their lines: those of the first list, or one on each line."""
    try:
        whole = json.loads(bank.text)
    except (ValueError, RecursionError):
        yield from _lines(bank, reading)
        return
    if isinstance(whole, list):
        yield from _located(bank.text, bank.text.index("["))
    elif any(key in whole for key in (*_QUESTIONS, *_TURNS)) and not isinstance(whole.get("questions"), list):
        yield 1, whole
    else:
        key = next((key for key, value in whole.items() if isinstance(value, list) and _holds_objects(value)), None)
        found = re.search(rf"{re.escape(json.dumps(key))}\s*:\s*\[", bank.text) if key is not None else None
        if found:
            yield from _located(bank.text, found.end() - 1)
        elif key is not None:
            yield from ((1, value) for value in whole[key])


def _holds_objects(values: Sequence[Any]) -> bool:
    return any(isinstance(value, dict) for value in values)


def _located(text: str, opening: int) -> Iterator[tuple[int, Any]]:
    """The members of the list that opens there, each with its line."""
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    at = opening + 1
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if at >= len(text) or text[at] == "]":
            return
        line, counted = line + text.count("\n", counted, at), at
        value, at = decoder.raw_decode(text, at)
        yield line, value


def _lines(bank: Bank, reading: _Reading) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(bank.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            reading.lost(number, _("this line is no JSON; it is left out"))


def _take(value: Any, line: int, reading: _Reading) -> None:
    if not isinstance(value, dict):
        reading.lost(line, _("no object with a question; it is left out"))
    elif turns := _first(value, _TURNS):
        _take_turns(turns, line, reading)
    else:
        _take_object(value, line, reading)


def _take_object(value: Mapping[str, Any], line: int, reading: _Reading) -> None:
    question = _text(_first(value, _QUESTIONS))
    if not question:
        message = _("no question under the keys {keys}; it is left out").format(keys=", ".join(map(str, value)))
        reading.lost(line, message if value else _("no question under the keys of an empty object; it is left out"))
        return
    context = _text(value.get("input"))
    answer = _first(value, _ANSWERS)
    options = _first(value, _OPTIONS)
    choices = _choices(options, answer)
    if options and not choices:
        message = _("no option is named as the answer; all went to the question")
        reading.problems.append(warning(reading.path, line, 0, "choices", message))
        question = "\n\n".join((question, "\n".join(f"- {_text(option)}" for option in _list(options))))
    tags = _first(value, _TAGS)
    reading.drafts.append(
        Draft(
            question=f"{question}\n\nInput:\n\n{context}" if context else question,
            answer="" if choices else _text(answer),
            choices=choices,
            explanation=_text(_first(value, _EXPLANATIONS)),
            tags=tuple(map(_text, tags)) if isinstance(tags, list) else tuple(re.split("[,，;；]+", _text(tags))),
            line=line,
        )
    )


def _take_turns(turns: Any, line: int, reading: _Reading) -> None:
    """Each turn of a person with the reply that follows it."""
    question = ""
    for turn in turns if isinstance(turns, list) else ():
        if not isinstance(turn, dict):
            continue
        speaker, said = _text(turn.get("from") or turn.get("role")), _text(turn.get("value") or turn.get("content"))
        if speaker in _ASKERS:
            question = f"{question}\n\n{said}".strip()
        elif speaker in _REPLIERS and question:
            reading.drafts.append(Draft(question=question, answer=said, line=line))
            question = ""
    if question:
        reading.drafts.append(Draft(question=question, answer="", line=line))


def _choices(options: Any, answer: Any) -> tuple[Choice, ...]:
    """The options with the right ones marked: by position from 0, by letter, or by their text."""
    texts = [_text(option) for option in _list(options)]
    keys = [str(key) for key in options] if isinstance(options, dict) else []
    right = {_position(one, texts, keys) for one in (answer if isinstance(answer, list) else [answer])}
    if len(texts) < 2 or None in right or not all(texts):
        return ()
    return tuple(Choice(Text.plain(text), at in right) for at, text in enumerate(texts))


def _position(answer: Any, texts: Sequence[str], keys: Sequence[str]) -> int | None:
    if isinstance(answer, int) and not isinstance(answer, bool):
        return answer if 0 <= answer < len(texts) else None
    told = _text(answer)
    if told in keys:
        return keys.index(told)
    if told in texts:
        return texts.index(told)
    if re.fullmatch(r"[A-Za-z]\.?", told) and ord(told[0].upper()) - ord("A") < len(texts):
        return ord(told[0].upper()) - ord("A")
    return None


def _list(options: Any) -> list[Any]:
    return list(options.values()) if isinstance(options, dict) else options if isinstance(options, list) else []


def _first(value: Mapping[str, Any], keys: Sequence[str]) -> Any:
    """What stands under the first of some keys, in any case, that is there."""
    lower = {key.lower(): key for key in reversed([*value])}
    return next((value[lower[key]] for key in keys if key in lower and value[lower[key]] not in (None, "", [])), None)


def _text(value: Any) -> str:
    """Words as they are, figures as words, a list as lines, an option as its text."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8").strip()
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            return "\n".join(f"- {_text(one)}" for one in value if not isinstance(one, list))
        case dict():
            inner = _first(value, ("text", "value", "content", "label", *_ANSWERS))
            return "" if isinstance(inner, list | dict) else _text(inner)
        case _:
            return ""
