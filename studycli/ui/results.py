"""Search results, each with the passage that shows why it was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from studycli.ui.reading import stacked
from studycli.ui.styles import BOLD, DIM, MATCH

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """One result as it is shown: `spans` of the title and of the passage are what matches in them."""

    title: str
    title_spans: Spans
    about: str
    passage: str
    passage_spans: Spans


def results_view(rows: Iterable[Row]) -> RenderableType:
    """Title, where it stands, passage; a blank line between results."""
    return Padding(stacked(_result(row) for row in rows), (0, 1))


def _result(row: Row) -> Group:
    lines = [_marked(row.title, row.title_spans, BOLD), Text(row.about, DIM)]
    if row.passage and row.passage != row.title:
        lines.append(_marked(row.passage, row.passage_spans, ""))
    return Group(*lines)


def _marked(text: str, spans: Spans, style: str) -> Text:
    marked = Text(text, style, overflow="fold")
    for start, end in spans:
        marked.stylize(MATCH, start, end)
    return marked
