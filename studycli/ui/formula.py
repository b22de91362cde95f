"""Formulas in the terminal: drawn in two dimensions, or read in one line."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from rich.cells import cell_len

from studycli.ui.encoding import can_write
from studycli.ui.scripts import nested
from studycli.ui.tex import letters, prepared

# Drawing is quick but not linear; nobody writes such a formula on a card.
LONGEST = 2000

# TeXicode knows letters, takes each for one column, and stops at any other character. So what is not ASCII is drawn as
# a syllable that stands for it, with another behind that keeps the place of a second column.
_STAND_INS = range(0xAC00, 0xD7A3)
_SECOND_COLUMN = "\ud7a3"


def draw(tex: str, width: int) -> tuple[str, ...] | None:
    """The rows of a formula, at most `width` columns wide, or None where only the TeX itself would be right."""
    rows = _rows(tex)
    if rows is None or max(map(cell_len, rows)) > width or not can_write("".join(rows)):
        return None
    return rows


def inline(tex: str) -> str:
    """A formula in one line, for running text; the TeX itself where there is no such reading."""
    reading = _reading(tex)
    return reading if reading and can_write(reading) else " ".join(tex.split())


@lru_cache(maxsize=1024)
def _reading(tex: str) -> str | None:
    from studycli.ui.linear import linear

    rows = _rows(tex)
    return rows[0] if rows is not None and len(rows) == 1 else linear(prepared(tex))


def one_row(tex: str) -> str | None:
    """TeXicode's drawing of a piece that takes one row."""
    rows = _texicode(tex)
    return rows[0] if rows and len(rows) == 1 else None


@lru_cache(maxsize=1024)
def _rows(tex: str) -> tuple[str, ...] | None:
    if not tex.strip() or len(tex) > LONGEST:
        return None
    tokens = prepared(tex)
    rows = _texicode("".join(nested(tokens)))
    return rows if rows is not None and _says_all(rows, tokens) else None


def _says_all(rows: Iterable[str], tokens: list[str]) -> bool:
    """Whether every letter and digit was drawn: TeXicode drops a script that it has no place for.

    It takes the small gamma for a small y, for Unicode has none; they look alike.
    """
    drawn = Counter(normalize("NFKD", "".join(rows)).replace("γ", "y"))
    return Counter(letters(tokens)) <= drawn


def _texicode(tex: str) -> tuple[str, ...] | None:
    from texicode.pipeline import init_arts, render_tex_rows

    stand_ins = _stand_ins(tex)
    if stand_ins is None:
        return None
    init_arts({"fonts": "normal"})
    try:
        drawn = render_tex_rows(tex.translate(stand_ins), False)
    except Exception:  # TeXicode raises whatever its tables raise
        return None
    if drawn[0].startswith("TeXicode:") or "".join(drawn).count("?") > tex.count("?"):
        return None
    back = {ord(stand_in[0]): chr(character) for character, stand_in in stand_ins.items()}
    rows = [normalize("NFC", _without_second_columns(row).translate(back)).rstrip() for row in drawn]
    return None if _SECOND_COLUMN in "".join(rows) else _trimmed(rows)


def _stand_ins(tex: str) -> dict[int, str] | None:
    """What to draw for each character outside ASCII; None where one takes no column of its own."""
    foreign = sorted({character for character in tex if not character.isascii()})
    if len(foreign) > len(_STAND_INS) or 0 in map(cell_len, foreign):
        return None
    return {
        ord(character): chr(stand_in) + _SECOND_COLUMN * (cell_len(character) - 1)
        for character, stand_in in zip(foreign, _STAND_INS, strict=False)
    }


def _without_second_columns(row: str) -> str:
    """A second column that does not follow its character stays, as a sign that the columns are torn."""
    return re.sub(f"(?<=[\uac00-\ud7a2]){_SECOND_COLUMN}", "", row)


def _trimmed(rows: Iterable[str]) -> tuple[str, ...] | None:
    """Without the blank columns at the left, and without blank rows at the ends or between single lines."""
    rows = list(rows)
    while rows and not rows[-1]:
        rows.pop()
    while rows and not rows[0]:
        rows.pop(0)
    if not rows:
        return None
    if not any(above and below for above, below in pairwise(rows)):
        rows = [row for row in rows if row]
    indent = min(len(row) - len(row.lstrip(" ")) for row in rows if row)
    return tuple(row[indent:] for row in rows)
