"""Rows in columns: words to the left, numbers to the right, nothing drawn around them."""

from collections.abc import Sequence

from rich.table import Table

from studycli.ui.styles import DIM


def table_view(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=DIM, pad_edge=False)
    for index, head in enumerate(heads):
        numbers = all(row[index].isdigit() for row in rows)
        table.add_column(head, justify="right" if numbers else "left", no_wrap=numbers, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
