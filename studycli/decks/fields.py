"""What may stand under a key: one reader per kind of value, which tells what is wrong and then gives None."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from studycli.core.messages import N_, _
from studycli.core.model import NOTE_ID, Choice, Source, Text
from studycli.decks.nodes import MappingNode, Node, ScalarNode, SequenceNode
from studycli.decks.report import Mark, Report, excerpt

# A subset of BCP 47: en, zh, zh-Hant, pt-BR, es-419.
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

FieldReader = Callable[[Node, str, Report], Any]


def read_entries(node: MappingNode, known: Mapping[str, FieldReader], report: Report) -> dict[str, Any]:
    """The values of the known keys in the author's order; None for a faulty or an empty one."""
    values: dict[str, Any] = {}
    for key, (mark, value) in node.entries.items():
        if reader := known.get(key):
            values[key] = reader(value, key, report)
        else:
            report.unknown_key(mark, key, known)
    return values


def any_text(node: Node, name: str, report: Report) -> Text | None:
    """A text, blank or not. Line ends at its end are not part of it, so a block and a quoted scalar compare equal."""
    if isinstance(node, ScalarNode):
        return Text((("", node.text.rstrip("\n")),))
    if isinstance(node, SequenceNode) or not node.entries:
        _wrong_type(node, name, _("text, or a mapping from language code to text"), report)
        return None
    read = [(code, _variant(code, *entry, report)) for code, entry in node.entries.items()]
    found = Text(tuple([(code, text) for code, text in read if text is not None]))
    for code, variant in () if _is_blank(found) else found.variants:
        if not variant.strip():
            message = _("`{name}` is empty in {code}; write it or remove it").format(name=name, code=code)
            report.warning(node.entries[code][0], "empty-value", message)
    return found if found.variants else None


def _variant(code: str, key: Mark, node: Node, report: Report) -> str | None:
    if not LANGUAGE.fullmatch(code):
        message = _("`{code}` is no language code such as en, zh, zh-Hant; put text with a comma or colon in quotes")
        report.error(key, "bad-language", message.format(code=excerpt(code)))
        return None
    if isinstance(node, ScalarNode):
        return node.text.rstrip("\n")
    _wrong_type(node, code, _("one text"), report)
    return None


def text(node: Node, name: str, report: Report) -> Text | None:
    """A text that must say something."""
    found = any_text(node, name, report)
    if found is not None and _is_blank(found):
        report.error(node.mark, "empty-text", _("`{name}` is empty; write it").format(name=name))
        return None
    return found


def optional_text(node: Node, name: str, report: Report) -> Text | None:
    found = any_text(node, name, report)
    if found is not None and _is_blank(found):
        _empty(node, name, report)
        return None
    return found


def answer(node: Node, name: str, report: Report) -> Text | None:
    found = any_text(node, name, report)
    if found is not None and _is_blank(found):
        report.warning(node.mark, "unanswered", _("the answer is not written yet, so the note is not asked"))
    return found


def texts(node: Node, name: str, report: Report) -> tuple[Text, ...]:
    found = [optional_text(item, name, report) for item in _items(node, name, N_("a list of texts"), report)]
    return tuple([item for item in found if item is not None])


def word(node: Node, name: str, report: Report) -> str | None:
    if not isinstance(node, ScalarNode):
        _wrong_type(node, name, _("one text"), report)
        return None
    if node.text.strip():
        return node.text.rstrip("\n")
    _empty(node, name, report)
    return None


def words(node: Node, name: str, report: Report) -> tuple[str, ...]:
    found = [word(item, name, report) for item in _items(node, name, N_("a list of words or texts"), report)]
    return tuple([item for item in found if item is not None])


def tags(node: Node, name: str, report: Report) -> tuple[str, ...]:
    found = [_tag(item, name, report) for item in _items(node, name, N_("a list of tags"), report)]
    return tuple([tag for tag in found if tag is not None])


def note_id(node: Node, _name: str, report: Report) -> str | None:
    if isinstance(node, ScalarNode) and NOTE_ID.fullmatch(node.text):
        return node.text
    report.error(node.mark, "bad-id", _no_id(node))
    return None


def _no_id(node: Node) -> str:
    if isinstance(node, ScalarNode):
        message = _(
            "`{given}` is no id: up to 64 of A-Z a-z 0-9 . _ -, a letter or digit first; write one, or remove the line"
        )
        return message.format(given=excerpt(node.text))
    return _("this is no id: up to 64 of A-Z a-z 0-9 . _ -, a letter or digit first; write one, or remove the line")


def flag(node: Node, name: str, report: Report) -> bool | None:
    if isinstance(node, ScalarNode) and node.text in ("true", "false"):
        return node.text == "true"
    _wrong_type(node, name, _("true or false"), report)
    return None


def deck_format(node: Node, name: str, report: Report) -> None:
    if not isinstance(node, ScalarNode) or node.text != "1":
        _wrong_type(node, name, "1", report)


def notes(node: Node, name: str, report: Report) -> list[Node]:
    return _items(node, name, N_("a list of notes"), report)


def _whole_number(least: int) -> FieldReader:
    def whole_number(node: Node, name: str, report: Report) -> int | None:
        if isinstance(node, ScalarNode) and re.fullmatch("[0-9]{1,9}", node.text) and int(node.text) >= least:
            return int(node.text)
        _wrong_type(node, name, _("a whole number from {least}").format(least=least), report)
        return None

    return whole_number


def _bank(node: Node, name: str, report: Report) -> str | None:
    if isinstance(node, ScalarNode) and not node.text.strip():
        message = _("`{name}` is empty; name the file the question was met in").format(name=name)
        report.error(node.mark, "empty-text", message)
        return None
    return word(node, name, report)


_SOURCE: Mapping[str, FieldReader] = {
    "bank": _bank,
    "section": word,
    "part": _whole_number(1),
    "number": _whole_number(0),
    "line": _whole_number(1),
}


def sources(node: Node, name: str, report: Report) -> tuple[Source, ...]:
    found = (_source(item, report) for item in _items(node, name, N_("a list of mappings with `bank`"), report))
    return tuple(item for item in found if item is not None)


def _source(node: Node, report: Report) -> Source | None:
    values = _mapping(node, "sources", _SOURCE, "bank", report)
    return Source(**values) if values is not None else None


_CHOICE: Mapping[str, FieldReader] = {"text": text, "correct": flag, "why": optional_text}


def choices(node: Node, name: str, report: Report) -> tuple[Choice, ...] | None:
    found = [_choice(item, report) for item in _items(node, name, N_("a list of mappings with `text`"), report)]
    whole = tuple(choice for choice in found if choice is not None)
    if not isinstance(node, SequenceNode):
        return None
    if len(found) < 2:
        report.error(node.mark, "too-few-choices", _("a question with choices has at least two; write the others"))
    elif len(whole) == len(found) and not any(choice.correct for choice in whole):
        report.error(node.mark, "no-correct-choice", _("no choice is correct; write `correct: true` under one"))
    return whole


def _choice(node: Node, report: Report) -> Choice | None:
    values = _mapping(node, "choices", _CHOICE, "text", report)
    if values is None or values.get("correct", False) is None:
        return None
    return Choice(values["text"], values.get("correct", False), values.get("why"))


def _tag(node: Node, name: str, report: Report) -> str | None:
    tag = word(node, name, report)
    if tag is not None and tag.split() != [tag]:
        message = _("tag `{tag}` has white space in it; write - or _ for it").format(tag=excerpt(tag))
        report.error(node.mark, "tag-with-space", message)
    return tag


def _mapping(
    node: Node, name: str, known: Mapping[str, FieldReader], needed: str, report: Report
) -> dict[str, Any] | None:
    if not isinstance(node, MappingNode):
        _wrong_type(node, name, _("a mapping with `{needed}`").format(needed=needed), report)
        return None
    values = read_entries(node, known, report)
    if needed not in values:
        report.error(node.mark, f"no-{needed}", _("`{needed}` is missing here; write it").format(needed=needed))
    return values if values.get(needed) is not None else None


def _items(node: Node, name: str, expected: str, report: Report) -> list[Node]:
    if isinstance(node, SequenceNode):
        return node.items
    if isinstance(node, ScalarNode) and not node.text.strip():
        _empty(node, name, report)
    else:
        _wrong_type(node, name, _(expected), report)
    return []


def _is_blank(text: Text) -> bool:
    """`not text`, without the generator that makes it the slowest step of reading."""
    for _code, variant in text.variants:  # noqa: SIM110
        if variant and not variant.isspace():
            return False
    return True


def _wrong_type(node: Node, name: str, expected: str, report: Report) -> None:
    message = _("`{name}` takes {expected}, not {given}")
    match node:
        case ScalarNode(text=found) if found.strip():
            given = _("the text `{found}`").format(found=excerpt(found))
        case ScalarNode():
            message, given = _("`{name}` takes {expected}, not nothing"), ""
        case SequenceNode():
            given = _("a list")
        case MappingNode():
            given = _("a mapping")
    report.error(node.mark, "wrong-type", message.format(name=name, expected=expected, given=given))


def _empty(node: Node, name: str, report: Report) -> None:
    message = _("`{name}` is empty and counts as absent; write it or remove it").format(name=name)
    report.warning(node.mark, "empty-value", message)
