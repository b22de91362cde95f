"""Rows in columns: words to the left, numbers to the right, nothing drawn around them."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from studycli.ui.styles import DIM
from studycli.ui.wrapping import wrapped

_BETWEEN = 2


def table_view(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, optional: Collection[str] = ()
) -> Table:
    """Columns in `optional` are left out, the last first, where all do not fit; then words are folded."""
    shown = list(range(len(heads)))
    for index in reversed(range(len(heads))):
        if heads[index] in optional and _needed(heads, rows, shown) > width:
            shown.remove(index)
    table = Table(box=None, padding=(0, _BETWEEN, 0, 0), header_style=DIM, pad_edge=False)
    for index in shown:
        numbers = all(row[index].isdigit() for row in rows)
        table.add_column(heads[index], justify="right" if numbers else "left", no_wrap=numbers, overflow="fold")
    for row in rows:
        table.add_row(*(wrapped(Text(row[index])) for index in shown))
    return table


def _needed(heads: Sequence[str], rows: Sequence[Sequence[str]], shown: Sequence[int]) -> int:
    """Columns of the terminal that the table takes when nothing is folded."""
    widths = (max(cell_len(row[index]) for row in (heads, *rows)) for index in shown)
    return sum(widths) + _BETWEEN * (len(shown) - 1)
