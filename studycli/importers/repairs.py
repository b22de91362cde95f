"""Slips that hide a bank's structure from a Markdown parser, put right one line at a time and reported."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from studycli.core.messages import _
from studycli.core.problem import Problem, warning

_CHAT_MARK = re.compile(r"<\|[A-Za-z_]{1,30}\|>(?![ \t]*#{1,6}[ \t])")
_GLUED = re.compile(
    r"(?<=[。！？])[ \t]*(?=#{1,6}[ \t]+\S)"
    r"|(?<=[.!?])[ \t]*(?=#{2,6}[ \t]+\S)"
    r"|<\|[A-Za-z_]{1,30}\|>[ \t]*(?=#{1,6}[ \t])"
)
# An item may hold a heading, which its number does not glue.
_MARKERS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?=#)")
_INVISIBLES = "\u200b\u200c\u200d\ufeff"
_INVISIBLE = f"[{_INVISIBLES}]+"
_ZERO_WIDTH = re.compile(rf"{_INVISIBLE}(?=[*_#>-]|\d+[.、])|(?<=[*_:：#]){_INVISIBLE}|^{_INVISIBLE}", re.M)
_WIDE_BLANKS = "\u00a0\u3000"
_WIDE_BLANK = re.compile(rf"^([ \t]{{0,3}}(?:#{{1,6}}|[-*+]|\d{{1,9}}[.)]))[ \t]*[{_WIDE_BLANKS}]+", re.M)
_TIGHT_HEADING = re.compile(
    r"^([ ]{0,3}#{1,6})(?=\**(?:\d{1,4}[.、．)]|第\s*\d+\s*[题问]|[Qq]\d|[问题]题?目?\s*\d))", re.M
)
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_LABEL_PLACE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_ORDERED = re.compile(r"^([ \t]*)(\d{1,3})([.)、．])([ \t]+(?=\S)|(?![\s\d.)、．]))", re.M)

# How far a list's previous or next number is looked for, so that no input takes long.
_NEAR = 200


@dataclass(slots=True)
class Repaired:
    """The text with its repairs. `touched` are the lines of the bank that changed, `numbers` those of each line."""

    text: str
    numbers: list[int] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def repair(text: str, path: str, untouchable: frozenset[int] = frozenset()) -> Repaired:
    """The text with every repair that does not fall on a line of `untouchable` (counted from 1)."""
    done = Repaired(text)
    rewrite = partial(_rewrite, done, path, untouchable)
    rewrite(_CHAT_MARK, lambda _mark: "", "chat-mark", _("the mark {found} of a chat is dropped"))
    if any(character in text for character in _INVISIBLES):
        rewrite(_ZERO_WIDTH, lambda _blank: "")
    if any(character in text for character in _WIDE_BLANKS):
        rewrite(_WIDE_BLANK, lambda match: f"{match[1]} ")
    message = _("a blank was put behind {found}, to make it a heading")
    rewrite(_TIGHT_HEADING, lambda match: f"{match[1]} ", "heading", message)
    rewrite(_BOLD, _label_without_blanks, "bold", _("{found} is not bold in Markdown; its blanks were dropped"))
    _close_bold(done, path, rewrite)
    spaced = _unspaced_items(done.text)
    message = _("{found} is no list item without a blank after it")
    rewrite(_ORDERED, lambda match: _spaced(match, spaced), "list-item", message)
    _split_glued(done, path, untouchable)
    return done


def _rewrite(
    done: Repaired,
    path: str,
    untouchable: frozenset[int],
    pattern: re.Pattern[str],
    change: Callable[[re.Match[str]], str],
    code: str = "",
    message: str = "",
) -> None:
    """Change all matches; with a code, each change is reported by its line."""
    starts: list[int] = []

    def changed(match: re.Match[str]) -> str:
        new = change(match)
        if new == match[0]:
            return new
        starts.extend(_line_starts(done.text) if not starts else ())
        line = bisect_right(starts, match.start())
        if line in untouchable:
            return match[0]
        done.touched.add(line)
        if code:
            done.problems.append(warning(path, line, 0, code, message.format(found=match[0].strip())))
        return new

    done.text = pattern.sub(changed, done.text)


def _line_starts(text: str) -> Iterator[int]:
    yield 0
    yield from (match.end() for match in re.finditer("\n", text))


def _label_without_blanks(match: re.Match[str]) -> str:
    """`** x：**` as `**x：**`, where a label may stand."""
    inner, after = match[1], match.string[match.end() : match.end() + 1]
    start = match.string.rfind("\n", 0, match.start()) + 1
    is_label = inner.rstrip().endswith((":", "：")) or after in (":", "：")
    if not is_label or inner == inner.strip() or not _LABEL_PLACE.fullmatch(match.string, start, match.start()):
        return match[0]
    return f"**{inner.strip()}**"


def _close_bold(done: Repaired, path: str, rewrite: Callable[..., None]) -> None:
    """`**x：**y` as `**x：** y`: after punctuation the stars close nothing unless a blank follows. Reported once."""
    before = len(done.problems)
    rewrite(_BOLD, _closed_bold, "bold", "")
    found = done.problems[before:]
    if found:
        message = _("a blank was put after bold text that ends in punctuation, {number} in all")
        done.problems[before:] = [warning(path, found[0].line, 0, "bold", message.format(number=len(found)))]


def _closed_bold(match: re.Match[str]) -> str:
    inner, after = match[1], match.string[match.end() : match.end() + 1]
    closes = inner[-1].isspace() or inner[-1].isalnum() or not after.isalnum() or inner.count("`") % 2
    return match[0] if closes else f"{match[0]} "


def _spaced(match: re.Match[str], starts: frozenset[int]) -> str:
    return f"{match[1]}{match[2]}. " if match.start() in starts else match[0]


def _unspaced_items(text: str) -> frozenset[int]:
    """Where lines such as `3.text` start that go on a numbered list, or begin one."""
    markers = {match.start(): match for match in _ORDERED.finditer(text)}
    if all(_is_spaced(match) for match in markers.values()):
        return frozenset()
    lines = list(_line_starts(text))
    return frozenset(
        start
        for start, match in markers.items()
        if not _is_spaced(match)
        and any(
            (other := _neighbour(text, lines, start, len(match[1]), step)) in markers
            and int(markers[other][2]) == int(match[2]) + step
            and markers[other][1] == match[1]
            for step in (-1, 1)
        )
    )


def _is_spaced(match: re.Match[str]) -> bool:
    return bool(match[4]) and match[3] in ".)"


def _neighbour(text: str, lines: list[int], start: int, indent: int, step: int) -> int:
    """The start of the next line, up or down, that is neither blank nor indented deeper; -1 for none."""
    at = bisect_right(lines, start) - 1
    for index in range(at + step, at + step * _NEAR, step):
        if not 0 <= index < len(lines):
            return -1
        line = text[lines[index] : lines[index + 1] if index + 1 < len(lines) else None]
        if line.strip() and len(line) - len(line.lstrip(" \t")) <= indent:
            return lines[index]
    return -1


def _split_glued(done: Repaired, path: str, untouchable: frozenset[int]) -> None:
    """A heading that stands behind a sentence on its line gets lines of its own."""
    lines: list[str] = []
    for number, line in enumerate(done.text.split("\n"), 1):
        pieces = _unglued(line) if "#" in line and number not in untouchable else [line]
        if len(pieces) > 1:
            done.touched.add(number)
            message = _("a heading in mid-line was given its own line")
            done.problems.append(warning(path, number, 0, "glued", message))
        for piece in pieces:
            lines += [piece] if piece is pieces[0] else ["", piece]
            done.numbers += [number] if piece is pieces[0] else [number, number]
    done.text = "\n".join(lines)


def _unglued(line: str) -> list[str]:
    marker = _MARKERS.match(line)
    start = marker.end() if marker else 0
    first, *others = _GLUED.split(line[start:])
    return [line[:start] + first, *others]
