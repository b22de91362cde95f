"""Markdown as lines to be heard: formulas read in one line, each row of a table a line with its headings."""

import re
from collections.abc import Iterator

from studycli.core.formula import Formula, split
from studycli.ui.printable import printable
from studycli.ui.prose import light

_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
# Bars in code, in formulas and behind a stroke part no cells.
_CELL = re.compile(r"((?:\\.|`[^`]*`|\$[^$]*\$|[^|])*)(?:\||$)")
# Nothing is wrapped here; the terminal does it.
_WIDE = 10_000


def plain_lines(markdown: str) -> list[str]:
    """Without empty lines, and without what only the eye needs."""
    pieces = (_in_line(piece) if isinstance(piece, Formula) else piece.source for piece in split(printable(markdown)))
    text = "\n".join(_without_tables("".join(pieces).splitlines()))
    return [line.rstrip().replace("\xa0", " ") for line in light(text, _WIDE).plain.splitlines() if line.strip()]


def _in_line(formula: Formula) -> str:
    return f"\n\n${' '.join(formula.tex.split())}$\n\n" if formula.display else formula.source


def _without_tables(lines: list[str]) -> Iterator[str]:
    heads: list[str] = []
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= bool(_FENCE.match(line))
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if fenced or "|" not in line:
            heads = []
            yield line
        elif "|" in after and _RULE.fullmatch(after):
            heads = _cells(line)
        elif not heads:
            yield line
        elif not _RULE.fullmatch(line):
            yield "; ".join(f"{head}: {cell}" for head, cell in zip(heads, _cells(line), strict=False)) + "\n"


def _cells(line: str) -> list[str]:
    row = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in _CELL.findall(row)[:-1]]
