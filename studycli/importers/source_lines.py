"""Lines of a bank that are read one by one, because its format has no Markdown structure, with code told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"\s{0,8}(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1."""

    number: int
    text: str
    is_code: bool


def lines_of(text: str, first: int = 1) -> Iterator[Line]:
    """The lines; those of a fence, and its marks, are code. A fence without an end makes no code."""
    lines = text.split("\n")
    fence = ""
    ends = _closings(lines)
    for at, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            yield Line(first + at, line, True)
            if _closes(line, fence):
                fence = ""
        elif found and at < ends.get(found[1][0], -1) and not ("`" in found[2] and found[1][0] == "`"):
            fence = found[1]
            yield Line(first + at, line, True)
        else:
            yield Line(first + at, line, False)


def _closings(lines: list[str]) -> dict[str, int]:
    """The last line that could close a fence of backticks, and of tildes."""
    return {line.strip()[0]: at for at, line in enumerate(lines) if re.fullmatch(r"\s{0,8}(?:`{3,}|~{3,})\s*", line)}


def _closes(line: str, fence: str) -> bool:
    mark = line.strip()
    return mark.startswith(fence) and not mark.strip(fence[0])
