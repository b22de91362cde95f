"""The rows and cells of a table in HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studycli.core.html.tree import Element

# Wider tables than any that people write would make much Markdown of little HTML.
_WIDEST = 60
_NUMBERS = re.compile(r"\b(?:linenos|lineno|gutter)\b")


@dataclass(frozen=True, slots=True)
class Cell:
    """`alignment` is "left", "right", "center" or ""."""

    children: Sequence[Element | str]
    alignment: str = ""


def grid_of(table: Element) -> list[list[Cell]]:
    """The rows that have cells, without the line numbers of code; empty cells follow one over several columns."""
    rows = [[cell for found in row.below("td", "th") for cell in _cells(found)] for row in table.below("tr")]
    return [row[:_WIDEST] for row in rows if row]


def _cells(found: Element) -> list[Cell]:
    if _NUMBERS.search(found.css_class()):
        return []
    style = re.search(r"text-align\s*:\s*(\w+)", found.attributes.get("style", ""))
    alignment = found.attributes.get("align") or (style[1] if style else "")
    span = found.attributes.get("colspan", "1")
    empty = min(int(span), _WIDEST) - 1 if span.isdecimal() and len(span) < 5 else 0
    return [Cell(found.children, alignment.lower()), *[Cell(())] * empty]


def strays_of(table: Element) -> list[Element | str]:
    """What stands in a table and in no cell of a row; a browser shows it above."""
    return _strays(table, in_row=False)


def _strays(node: Element, *, in_row: bool) -> list[Element | str]:
    strays: list[Element | str] = []
    for child in node.children:
        if isinstance(child, str):
            strays += [child] if child.strip() else []
        elif child.name in ("td", "th"):
            strays += [] if in_row else [child]
        elif child.name == "tr" or any(child.below("td", "th")):
            strays += _strays(child, in_row=in_row or child.name == "tr")
        else:
            strays.append(child)
    return strays
