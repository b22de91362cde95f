"""A bank as Markdown blocks, with its slips put right and told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Parsed, parse
from studycli.importers.labels import Role, label_of
from studycli.importers.numbering import numbered
from studycli.importers.repairs import Repaired, repair

# A bank with more fences left open than this is read as it stands.
_MOST_OPEN_FENCES = 8
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[ \t]*(?:[\w-]+:|- |#).*\n|[ \t]*\n){1,60}?(?:---|\.\.\.)[ \t]*\n")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+)")
_CLOSINGS = (("<!--", "-->"), ("<pre", "</pre>"), ("<script", "</script>"), ("<style", "</style>"))


@dataclass(frozen=True, slots=True)
class Document:
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=2)
def read(bank: Bank) -> Document:
    """The bank's blocks. All importers of Markdown share one reading of a bank."""
    text = _FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), bank.text)
    repaired = repair(text, bank.path)
    lines = repaired.text.split("\n")
    parsed = parse(lines, repaired.numbers)
    in_code = _numbers_in_code(parsed, repaired)
    if repaired.touched & in_code:
        repaired = repair(text, bank.path, frozenset(in_code))
        lines = repaired.text.split("\n")
        parsed = parse(lines, repaired.numbers)
    if text != bank.text:
        message = "the settings between --- at the top are left out"
        repaired.problems.append(warning(bank.path, 1, 0, "left-out", message))
    repaired.problems += _comments(bank, lines, parsed, repaired.numbers)
    return _with_fences_closed(bank, repaired, lines, parsed)


def _comments(bank: Bank, lines: Sequence[str], parsed: Parsed, numbers: Sequence[int]) -> Iterator[Problem]:
    """One problem for all HTML comments, which are dropped when the text is written."""
    fenced = {at for start, end, mark in parsed.code if mark for at in range(start, end)}
    found = [at for at, line in enumerate(lines) if "<!--" in line and at not in fenced]
    if found:
        message = f"HTML comments are left out, {len(found)} in all"
        yield warning(bank.path, numbers[found[0]], 0, "left-out", message)


def _numbers_in_code(parsed: Parsed, repaired: Repaired) -> set[int]:
    return {number for start, end, _ in parsed.code for number in repaired.numbers[start:end]}


def _with_fences_closed(bank: Bank, repaired: Repaired, lines: list[str], parsed: Parsed) -> Document:
    """End a fence that was left open before the next question, which it would swallow."""
    problems, numbers = list(repaired.problems), repaired.numbers
    for _ in range(_MOST_OPEN_FENCES):
        found = _swallowed(lines, parsed)
        if not found:
            break
        start, question, closing = found
        lines = [*lines[:question], closing, "", *lines[question:]]
        numbers = [*numbers[:question], *numbers[question : question + 1] * 2, *numbers[question:]]
        message = f"the code that begins here has no end; it was ended before line {numbers[question]}"
        problems.append(warning(bank.path, numbers[start], 0, "open-fence", message))
        parsed = parse(lines, numbers)
    problems += [
        warning(bank.path, numbers[start], 0, "open-fence", "the code that begins here has no end")
        for start, end, mark in parsed.code
        if mark and not _is_closed(lines, start, end, mark)
    ]
    return Document(parsed.blocks, tuple(problems))


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
