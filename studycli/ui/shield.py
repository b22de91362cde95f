"""Formulas taken out of a text while its Markdown is read: one private character stands for each.

What knows formulas is imported for a text that may have one; most first screens have none.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from studycli.ui.gaps import without_marks
from studycli.ui.printable import printable
from studycli.ui.wrapping import NO_BREAK

if TYPE_CHECKING:
    from studycli.core.formula import Formula

_FIRST = 0x100000
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Shielded:
    text: str
    formulas: dict[str, "Formula"]

    def read(self, text: str) -> str:
        """A part of the text with its formulas in one line."""
        if not any(stand_in in text for stand_in in self.formulas):
            return text
        from studycli.ui.formula import inline

        return "".join(_unbroken(inline(self.formulas[c].tex)) if c in self.formulas else c for c in text)

    def restored(self, text: str) -> str:
        """A part of the text with its formulas as they were written."""
        return "".join(self.formulas[c].source if c in self.formulas else c for c in text)

    def parts(self, text: str) -> list["str | Formula"]:
        """A part of the text cut at the formulas that want lines of their own; the others still stand there.

        A point or comma after such a formula goes with it.
        """
        displayed = "".join(stand_in for stand_in, formula in self.formulas.items() if formula.display)
        if not displayed:
            return [text]
        pieces = re.split(f"([{displayed}][,.;:，。；：、]?)", text)
        return [self._displayed(piece) if number % 2 else piece for number, piece in enumerate(pieces) if piece]

    def _displayed(self, piece: str) -> "Formula":
        formula, stop = self.formulas[piece[0]], piece[1:]
        return formula._replace(tex=f"{formula.tex}\\text{{{stop}}}") if stop else formula


def shield(text: str) -> Shielded:
    text = printable(text)
    if "$" not in text and "\\" not in text:
        return Shielded(text, {})
    from studycli.core.formula import Formula, split

    parts: list[str] = []
    formulas: dict[str, Formula] = {}
    for piece in split(text):
        if not isinstance(piece, Formula):
            parts.append(piece.source)
            continue
        stand_in = chr(_FIRST + len(formulas))
        # An environment, such as a matrix, cannot be read in one line.
        display = piece.display or "\\begin" in piece.tex
        formulas[stand_in] = piece._replace(tex=without_marks(piece.tex), display=display)
        parts.append(stand_in)
    return Shielded("".join(parts), formulas)


def _unbroken(reading: str) -> str:
    """A short formula stays in one line."""
    return reading.replace(" ", NO_BREAK) if cell_len(reading) <= _SHORT else reading


def formula_lines(tex: str, width: int) -> tuple[str, ...]:
    """A formula on its own: drawn, or read in one line where it cannot be drawn in that width."""
    from studycli.ui.formula import draw, inline

    return draw(tex, width) or (inline(tex),)
