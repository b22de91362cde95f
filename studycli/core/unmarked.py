"""Lines of Markdown as plain words, to be shown alone: no `**`, backticks, `$`, list marks or bars."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studycli.core.soft_breaks import joined

# What opens and closes lines that are taken as they are: code, and formulas on lines of their own.
_FENCE = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(```|~~~|\$\$\s*$|\\\[\s*$|\\\]\s*$)")
_RULE = re.compile(r"[\s|:*_=-]*")
_HEAD = re.compile(r"\A\s*(?:(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|#{1,6}(?=\s)|\[[ xX]\](?=\s))\s*)+")
_KEPT = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)|(?P<dollars>\$\$?)(?=\S)(?P<tex>[^$`]+?)(?<=\S)(?P=dollars)(?!\d)"
    r"|\\\((?P<paren>.+?)\\\)|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<private>[\U000f0000-\U000fffff])"
)
_LINK = re.compile(r"!?\[(?P<label>[^\]]*)\]\([^)]*\)")
_STARS = re.compile(r"(?<![^\s*])\*+(?!\S)|(?<=[A-Za-z0-9)])\*+(?=[A-Za-z0-9(])|(?P<mark>\*+)")
_LOW_LINES = re.compile(r"(?<![\w])_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|~~(?=\S)|(?<=\S)~~")
_BARS = re.compile(r"\s*(?<!\\)\|\s*")


class Line(NamedTuple):
    """`literal`: code or TeX, in which nothing is a mark."""

    text: str
    literal: bool


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold words, white space collapsed; fences and rules are left out.

    Lines of prose that were broken only because they were long are put together.
    """
    literal, prose = False, list[str]()
    for line in text.splitlines():
        if _FENCE.match(line):
            yield from _prose(prose)
            literal, prose = not literal, []
        elif not literal:
            prose.append("" if _RULE.fullmatch(line) else line)
        elif not _RULE.fullmatch(line):
            yield Line(" ".join(line.split()), literal=True)
    yield from _prose(prose)


def _prose(lines: Iterable[str]) -> Iterator[Line]:
    return (Line(" ".join(line.split()), literal=False) for line in joined(lines) if line)


def unmarked(line: Line) -> str:
    if line.literal:
        return line.text
    kept: list[str] = []
    text = _KEPT.sub(lambda found: _set_aside(found, kept), _HEAD.sub("", line.text))
    text = _LOW_LINES.sub("", _STARS.sub(_star, _LINK.sub(lambda found: found["label"], text)))
    if text.startswith("|"):
        text = _BARS.sub(" · ", text.strip("| "))
    return "".join(kept[ord(char) - _FIRST] if _FIRST <= ord(char) < _FIRST + len(kept) else char for char in text)


def _star(found: re.Match[str]) -> str:
    """Between two letters or digits, or two blanks, stars are a product or a power."""
    return "" if found["mark"] else found[0]


# Private characters stand for code, formulas and escaped characters while marks are taken out.
_FIRST = 0xF0000


def _set_aside(found: re.Match[str], kept: list[str]) -> str:
    kept.append(next(found[name] for name in ("code", "tex", "paren", "escaped", "private") if found[name]))
    return chr(_FIRST + len(kept) - 1)
