"""A label with something beside it, whose further lines stay clear of the label."""

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment


@dataclass(frozen=True, slots=True)
class Hanging:
    """`further` stands before each line but the first; blanks when it is empty."""

    label: str
    body: RenderableType
    style: str = ""
    further: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = console.get_style(self.style)
        further = self.further or " " * cell_len(self.label)
        # In a very narrow place the labels are cut rather than the text.
        room = options.max_width // 2
        taken = min(max(cell_len(self.label), cell_len(further)), room)
        inner = options.update(width=max(1, options.max_width - taken), height=None)
        label = self.label
        for line in console.render_lines(self.body, inner, pad=False):
            yield Segment(set_cell_size(label, min(cell_len(label), room)), style)
            yield from line
            yield Segment.line()
            label = further
