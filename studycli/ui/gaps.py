"""Cloze texts with one gap open or filled in; the gap is marked, so that it can be styled once the text is drawn."""

import re

from rich.text import Text

from studycli.core.cloze import ClozeFault, parse
from studycli.ui.styles import GAP

# Noncharacters: they cannot stand in a text that is exchanged.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARKS = {ord(_OPEN): None, ord(_CLOSE): None}


def with_gap_open(text: str, number: int) -> str:
    """The sentence with `[...]` or `[hint]` for that gap and the others filled in."""
    return _filled(text, number, hide=True)


def with_gap_filled(text: str, number: int) -> str:
    return _filled(text, number, hide=False)


def without_marks(text: str) -> str:
    return text.translate(_MARKS)


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and where in it the gap stands."""
    plain, gaps, start = "", [], 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", text):
        if part == _OPEN:
            start = len(plain)
        elif part == _CLOSE:
            gaps.append((start, len(plain)))
        else:
            plain += part
    return plain, gaps


def styled(text: Text) -> Text:
    """The text with its gap in the style of gaps, and without the marks."""
    if _OPEN not in text.plain and _CLOSE not in text.plain:
        return text
    cuts = [at + side for at, character in enumerate(text.plain) if ord(character) in _MARKS for side in (0, 1)]
    parts, inside = text.blank_copy(), False
    for part in text.divide(cuts):
        if part.plain in (_OPEN, _CLOSE):
            inside = part.plain == _OPEN
            continue
        if inside:
            part.stylize(GAP)
        parts.append_text(part)
    return parts


def _filled(text: str, number: int, *, hide: bool) -> str:
    pieces = parse(text)
    if isinstance(pieces, ClozeFault):
        return text
    parts = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif piece.number != number:
            parts.append(piece.hidden)
        else:
            shown = f"[{piece.hint or '...'}]" if hide else piece.hidden
            parts.append(f"{_OPEN}{shown}{_CLOSE}")
    return "".join(parts)
