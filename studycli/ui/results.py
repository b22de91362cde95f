"""Search results, each with the passage that shows why it was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from studycli.ui.reading import stacked
from studycli.ui.styles import BOLD, DIM, MATCH
from studycli.ui.wrapping import wrapped

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """One result as it is shown: `spans` of the title and of the passage are what matches in them.

    `state` and `due` are a few columns wide; `due` may be "".
    """

    title: str
    title_spans: Spans
    about: str
    state: str
    due: str
    passage: str
    passage_spans: Spans


def results_view(rows: Iterable[Row]) -> RenderableType:
    """Title, where it stands, passage, and beside them how it stands; a blank line between results."""
    return Padding(stacked(_result(row) for row in rows), (0, 1))


def _result(row: Row) -> Group:
    head = Table.grid(padding=(0, 2, 0, 0), expand=True)
    head.add_column(ratio=1)
    head.add_column(justify="right", no_wrap=True)
    head.add_row(_marked(row.title, row.title_spans, BOLD), Text(row.state, DIM))
    head.add_row(wrapped(Text(row.about, DIM)), Text(row.due, DIM))
    lines: list[RenderableType] = [head]
    if row.passage and row.passage != row.title:
        lines.append(wrapped(_marked(row.passage, row.passage_spans, "")))
    return Group(*lines)


def _marked(text: str, spans: Spans, style: str) -> Text:
    marked = Text(text, style, overflow="fold")
    for start, end in spans:
        marked.stylize(MATCH, start, end)
    return marked
