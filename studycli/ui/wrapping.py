"""Text that is wrapped as its script wants it: between Chinese characters too, and list items stay clear of their mark.

Rich breaks at blanks only, which throws a whole Chinese sentence on to the next line.
"""

import re
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

# What may not begin a line, and what may not end one.
_CLOSING = frozenset("、。，．：；？！）］｝」』】》〉”’…—·～%‰,.:;?!)]}")
_OPENING = frozenset("（［｛「『【《〈“‘([{$¥￥")
# These belong to the number before them, with or without a blank.
_UNITS = frozenset("%‰°")
_JOINTS = "/._-"
_JOINER = "\u200d"
_MARK = re.compile(r"\s*(?:•\s*|\d{1,3}(?:[.)]\s+|、\s*))?")


# A blank at which no line is broken; it is shown as any other.
NO_BREAK = "\u00a0"


class WrappedText(Text):
    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        lines = Lines()
        for line in self.split("\n", allow_blank=True):
            lines.extend(_broken(line, width).wrap(console, width, **options))
        for line in lines:
            line.plain = line.plain.replace(NO_BREAK, " ")
        return lines


def wrapped(text: Text) -> Text:
    """The same text, to be wrapped here. Print it in a Group: by itself Rich makes it a plain text again."""
    result = WrappedText(justify=text.justify, overflow=text.overflow)
    return result.append_text(text)


def breaks(line: str, width: int, indent: int = 0) -> list[int]:
    """Where a line is to be broken so that no part is wider; parts after the first are `indent` columns narrower."""
    cuts: list[int] = []
    start = 0
    for begin, end in _units(line):
        room = width - (indent if cuts else 0)
        if cell_len(line[start:end].rstrip()) <= room:
            continue
        if begin > start:
            cuts.append(begin)
            start, room = begin, width - indent
        while cell_len(line[start:end].rstrip()) > room:
            start += _fitting(line[start:end], room)
            cuts.append(start)
            room = width - indent
    return cuts


def longest_unit(line: str) -> int:
    """The columns of the longest part of a line that holds together."""
    return max((cell_len(line[start:end].strip()) for start, end in _units(line)), default=0)


def _broken(line: Text, width: int) -> Text:
    if line.cell_len <= width:
        return line
    mark = _MARK.match(line.plain)
    indent = min(cell_len(mark[0]) if mark else 0, width // 2)
    first, *rest = line.divide(breaks(line.plain, width, indent))
    first.rstrip()
    for part in rest:
        part.rstrip()
        first.append("\n" + " " * indent).append_text(part)
    return first


def _units(line: str) -> list[tuple[int, int]]:
    """The parts of a line that hold together, blanks after each included."""
    ends = [at for at in range(1, len(line)) if _may_break(line[at - 1], line[at])]
    return list(zip([0, *ends], [*ends, len(line)], strict=True))


def _may_break(before: str, after: str) -> bool:
    if _is_blank(after) or _is_blank(before):
        return not _is_blank(after) and after not in _UNITS
    if after in _CLOSING or before in _OPENING or before == _JOINER or cell_len(after) == 0:
        return False
    return 2 in (cell_len(before), cell_len(after))


def _is_blank(character: str) -> bool:
    return character.isspace() and character != NO_BREAK


def _fitting(text: str, width: int) -> int:
    """How many characters fit, at least one; of ids, paths and options as many as end at one of their joints."""
    taken = 0
    for count, character in enumerate(text):
        taken += cell_len(character)
        if taken > width and count:
            joint = max(text.rfind(sign, 0, count) for sign in _JOINTS) + 1
            return joint if joint > count // 3 else count
    return len(text)
