"""Gaps in a sentence: `{{c1::hidden::hint}}`.

Braces inside a gap may nest, so that TeX such as `$\\frac{a}{b^{2}}$` does not end it; `::` parts the hint from the
hidden text only outside formulas and code.
"""

import re
from typing import NamedTuple

from studycli.core.messages import _

OPENING = re.compile(r"\{\{c(\d{1,3})::")
_SHIELD = re.compile(r"\$\$.+?\$\$|\$.+?\$|\\\(.+?\\\)|\\\[.+?\\\]|`[^`]+`", re.S)


class Gap(NamedTuple):
    number: int
    hidden: str
    hint: str = ""


class ClozeFault(NamedTuple):
    """`offset` is where in the text the fault stands."""

    offset: int
    message: str


Piece = str | Gap


def parse(text: str) -> tuple[Piece, ...] | ClozeFault:
    """The text as plain strings and gaps in order, or the first fault."""
    pieces: list[Piece] = []
    at = 0
    while opening := OPENING.search(text, at):
        end = _closing(text, opening.end())
        if end is None:
            return ClozeFault(opening.start(), _("gap c{number} is not closed by }}}}").format(number=opening[1]))
        inner = text[opening.end() : end]
        if fault := _fault_of(opening, inner):
            return fault
        if opening.start() > at:
            pieces.append(text[at : opening.start()])
        pieces.append(Gap(int(opening[1]), *_part_hint(inner)))
        at = end + 2
    if at < len(text):
        pieces.append(text[at:])
    if not any(isinstance(piece, Gap) for piece in pieces):
        return ClozeFault(0, _("no gap such as {{c1::hidden}}"))
    return tuple(pieces)


def filled(text: str) -> str:
    """The plain sentence; a text without gaps, or with a fault, as it is."""
    pieces = parse(text)
    if isinstance(pieces, ClozeFault):
        return text
    return "".join(piece if isinstance(piece, str) else piece.hidden for piece in pieces)


def gap_numbers(text: str) -> tuple[int, ...]:
    """The gap numbers of a text, ascending, each once; none when the text is faulty."""
    pieces = parse(text)
    if isinstance(pieces, ClozeFault):
        return ()
    return tuple(sorted({piece.number for piece in pieces if isinstance(piece, Gap)}))


def _fault_of(opening: re.Match[str], inner: str) -> ClozeFault | None:
    if int(opening[1]) == 0:
        return ClozeFault(opening.start(), _("gaps count from c1"))
    if OPENING.search(inner):
        return ClozeFault(opening.start(), _("gap c{number} has another gap inside").format(number=opening[1]))
    if not _part_hint(inner)[0].strip():
        return ClozeFault(opening.start(), _("gap c{number} hides nothing").format(number=opening[1]))
    return None


def _closing(text: str, start: int) -> int | None:
    """Where the `}}` stands that ends a gap, or None; single braces before it are paired off."""
    depth, at = 0, start
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "{":
            depth += 1
        elif text[at] == "}" and depth:
            depth -= 1
        elif text.startswith("}}", at):
            return at
        at += 1
    found = text.find("}}", start)
    return found if found >= 0 else None


def _part_hint(inner: str) -> tuple[str, str]:
    shielded = _SHIELD.sub(lambda match: "\0" * len(match[0]), inner)
    at = shielded.find("::")
    return (inner, "") if at < 0 else (inner[:at], inner[at + 2 :])
