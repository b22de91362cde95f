"""Lines that an author broke only because they were long: put together again, as Markdown does."""

import re
from collections.abc import Collection, Iterable, Iterator
from unicodedata import category, east_asian_width

# What begins a block of its own: items, headings, quotes, tables, fences, rules.
_BLOCK = re.compile(r"\s*(?:[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||`{3}|~{3}|(?:[-*_]\s*){3,}$)")
_HEADING = re.compile(r"\s*#{1,6}\s")


def joined(lines: Iterable[str], apart: Collection[str] = ()) -> Iterator[str]:
    """The lines, each with those that go on where it broke off. Lines with one of the marks in `apart` stay alone."""
    held: str | None = None
    for line in lines:
        if held is not None and _goes_on(held, line, apart):
            held = _together(held, line.strip())
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _goes_on(before: str, line: str, apart: Collection[str]) -> bool:
    """A hard break is two blanks or a backslash at the end."""
    if not before.strip() or not line.strip() or before.endswith(("  ", "\\")):
        return False
    if _BLOCK.match(line) or _HEADING.match(before):
        return False
    return not any(mark in before or mark in line for mark in apart)


def _together(before: str, line: str) -> str:
    return before.rstrip() + ("" if closes_up(before[-1], line[0]) else " ") + line


def closes_up(before: str, after: str) -> bool:
    """Whether no blank stands where a line was broken between the two: beside Chinese, and at its punctuation."""
    are_wide = [east_asian_width(character) in "WF" for character in (before, after)]
    stops = [wide and category(mark).startswith("P") for wide, mark in zip(are_wide, (before, after), strict=True)]
    quotes = any(are_wide) and (before in "“‘" or after in "”’")
    return all(are_wide) or any(stops) or quotes
