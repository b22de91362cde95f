"""A bank as Markdown blocks, with its slips put right and told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studycli.core.messages import _
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Parsed, parse
from studycli.importers.labels import Role, label_of
from studycli.importers.numbering import numbered
from studycli.importers.repairs import Repaired, repair

# A bank with more fences left open than this is read as it stands.
_MOST_OPEN_FENCES = 8
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[ \t]*(?:[\w-]+[ \t]?:|- |#).*\n|[ \t]*\n){1,60}?(?:---|\.\.\.)[ \t]*\n")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+)")
_CLOSINGS = (("<!--", "-->"), ("<pre", "</pre>"), ("<script", "</script>"), ("<style", "</style>"))


@dataclass(frozen=True, slots=True)
class Document:
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A bank repaired and parsed once; `lines` are those that were parsed, `numbers` where they stand in the bank."""

    repaired: Repaired
    lines: list[str]
    numbers: list[int]
    parsed: Parsed

    def numbers_in_code(self) -> frozenset[int]:
        return frozenset(number for start, end, _mark in self.parsed.code for number in self.numbers[start:end])


@lru_cache(maxsize=2)
def read(bank: Bank) -> Document:
    """The bank's blocks. All importers of Markdown share one reading of a bank."""
    text = _FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), bank.text)
    closings: dict[int, str] = {}
    problems: list[Problem] = []
    reading = _reading(text, bank.path, frozenset(), closings)
    for _fence in range(_MOST_OPEN_FENCES):
        found = _swallowed(reading.lines, reading.parsed)
        if not found or reading.numbers[found[1]] in closings:
            break
        start, question = reading.numbers[found[0]], reading.numbers[found[1]]
        message = _("the code that begins here has no end; it was ended before line {line}")
        problems.append(warning(bank.path, start, 0, "open-fence", message.format(line=question)))
        closings[question] = found[2]
        reading = _reading(text, bank.path, frozenset(), closings)
    if reading.repaired.touched & reading.numbers_in_code():
        reading = _reading(text, bank.path, reading.numbers_in_code(), closings)
    if text != bank.text:
        message = _("the settings between --- at the top are left out")
        problems.append(warning(bank.path, 1, 0, "left-out", message))
    told = (*reading.repaired.problems, *problems, *_comments(reading, bank), *_open_fences(reading, bank))
    return Document(reading.parsed.blocks, told)


def _reading(text: str, path: str, untouchable: frozenset[int], closings: Mapping[int, str]) -> _Reading:
    """Parse the text with its repairs, and with what ends a fence put before each line of `closings`."""
    repaired = repair(text, path, untouchable)
    missing = dict(closings)
    lines: list[str] = []
    numbers: list[int] = []
    for number, line in zip(repaired.numbers, repaired.text.split("\n"), strict=True):
        closing = missing.pop(number, None) if missing else None
        lines += [line] if closing is None else [closing, "", line]
        numbers += [number] if closing is None else [number] * 3
    return _Reading(repaired, lines, numbers, parse(lines, numbers))


def _comments(reading: _Reading, bank: Bank) -> Iterator[Problem]:
    """One problem for all HTML comments, which are dropped when the text is written."""
    fenced = {at for start, end, mark in reading.parsed.code if mark for at in range(start, end)}
    found = [at for at, line in enumerate(reading.lines) if "<!--" in line and at not in fenced]
    if found:
        message = _("HTML comments are left out, {number} in all").format(number=len(found))
        yield warning(bank.path, reading.numbers[found[0]], 0, "left-out", message)


def _open_fences(reading: _Reading, bank: Bank) -> Iterator[Problem]:
    for start, end, mark in reading.parsed.code:
        if mark and not _is_closed(reading.lines, start, end, mark):
            message = _("the code that begins here has no end")
            yield warning(bank.path, reading.numbers[start], 0, "open-fence", message)


def _is_closed(lines: Sequence[str], start: int, end: int, mark: str) -> bool:
    last = lines[end - 1].lstrip(" \t>").rstrip()
    return end - 1 > start and last.startswith(mark) and not last.strip(mark[0])


def _swallowed(lines: Sequence[str], parsed: Parsed) -> tuple[int, int, str] | None:
    """The first code without an end that holds a question: its first line, the question's, and the missing end."""
    for start, end, mark in parsed.code:
        closing = mark or _html_end(lines[start])
        if not closing or (not mark and end < len(lines)):
            continue
        opened = not mark or not _is_closed(lines, start, end, mark) or _opens_again(lines, start, end, mark)
        question = next((at for at in range(start + 1, end) if _is_question(lines[at])), None) if opened else None
        if question is not None:
            return start, question, closing
    return None


def _html_end(line: str) -> str:
    opening = line.lstrip().lower()
    return next((closing for start, closing in _CLOSINGS if opening.startswith(start) and closing not in opening), "")


def _opens_again(lines: Sequence[str], start: int, end: int, mark: str) -> bool:
    """Whether a fence with a language stands inside, which can only mean that the one before was not closed."""
    return any(re.match(rf" {{0,3}}{re.escape(mark)}\w", lines[at]) for at in range(start + 1, end))


def _is_question(line: str) -> bool:
    """A numbered heading, but not `# 1. …`, which is a comment in most languages; or a label in bold."""
    heading = _HEADING.match(line)
    if heading:
        return len(heading[1]) > 1 and numbered(heading[2]).number is not None
    label = label_of(line) if line.startswith("**") else None
    return bool(label and label.role is Role.QUESTION)
