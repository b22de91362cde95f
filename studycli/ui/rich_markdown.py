"""Rich's Markdown with formulas, and with headings, code, tables and images that suit a card."""

from collections.abc import Iterable, Iterator
from itertools import dropwhile, zip_longest
from typing import ClassVar, Final

from markdown_it.token import Token
from pygments.token import Comment, Keyword, Name, Number, String
from rich import box
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderResult
from rich.markdown import (
    CodeBlock,
    Heading,
    HorizontalRule,
    Markdown,
    MarkdownContext,
    MarkdownElement,
    Paragraph,
    TableDataElement,
    TableElement,
)
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.table import Table
from rich.text import Text, TextType

from studycli.ui.gaps import styled, unmarked, without_marks
from studycli.ui.hanging import Hanging
from studycli.ui.markdown_tokens import FORMULA, tokens_of
from studycli.ui.prose import INDENT
from studycli.ui.shield import formula_lines
from studycli.ui.styles import BOLD, DIM, GAP
from studycli.ui.wrapping import longest_unit, wrapped

# Of the sixteen colours those that can be read on light and on dark.
_CODE_THEME: Final = ANSISyntaxTheme(
    {
        Comment: Style(dim=True, italic=True),
        Keyword: Style(color="magenta"),
        Name.Function: Style(bold=True),
        Name.Class: Style(bold=True),
        Name.Decorator: Style(color="cyan"),
        Number: Style(color="cyan"),
        String: Style(color="green"),
    }
)

# Columns narrower than this are no reading: such a table is shown row by row.
_LEAST_COLUMN = 8
# Blanks between two columns.
_BETWEEN = 3


class _Paragraph(Paragraph):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = self.justify
        yield wrapped(styled(self.text))


class _Heading(Heading):
    """Bold, at the left, whatever its level."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.style_name = BOLD

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield wrapped(styled(self.text))


class _Code(CodeBlock):
    """Coloured, without a ground; a line that is too long goes on below with a sign that it does."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code, gaps = unmarked(str(self.text).expandtabs(4).strip("\n").rstrip())
        highlighted = Syntax("", self.lexer_name, theme=_CODE_THEME, background_color="default").highlight(code)
        for start, end in gaps:
            highlighted.stylize(GAP, start, end)
        highlighted.rstrip()
        for line in highlighted.split("\n", allow_blank=True):
            yield _code_line(line, options.max_width - len(INDENT))


class _Cell(TableDataElement):
    def __init__(self, justify: JustifyMethod) -> None:
        super().__init__(justify)
        self.content = wrapped(self.content)

    def on_text(self, context: MarkdownContext, text: TextType) -> None:
        super().on_text(context, without_marks(text) if isinstance(text, str) else text)


class _Formula(MarkdownElement):
    @classmethod
    def create(cls, _markdown: Markdown, token: Token) -> "_Formula":
        return cls(token.content)

    def __init__(self, tex: str) -> None:
        self.tex = tex

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for row in formula_lines(self.tex, options.max_width - len(INDENT)):
            yield Hanging(INDENT, wrapped(Text(row)))


class _Rule(HorizontalRule):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("─" * options.max_width, DIM)
        yield Text()


class _Table(TableElement):
    """A table; row by row, each cell after its heading, where the columns would be too narrow to read."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        headings = [cell.content for cell in self.header.row.cells] if self.header and self.header.row else []
        rows = [[cell.content for cell in row.cells] for row in self.body.rows] if self.body else []
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, border_style=DIM, header_style=BOLD)
        least = [_least(column) for column in zip_longest(headings, *rows)]
        for heading, width in zip(headings, least, strict=False):
            table.add_column(heading, min_width=width)
        for row in rows:
            table.add_row(*row)
        fits = Measurement.get(console, options.update(width=1000), table).maximum <= options.max_width
        words_fit = sum(least) + _BETWEEN * (len(headings) - 1) <= options.max_width
        if fits or (words_fit and len(headings) * _LEAST_COLUMN <= options.max_width):
            yield table
        else:
            yield from _row_by_row(headings, rows)


class AnswerMarkdown(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "paragraph_open": _Paragraph,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
        "hr": _Rule,
        "table_open": _Table,
        "th_open": _Cell,
        "td_open": _Cell,
        FORMULA: _Formula,
    }

    def __init__(self, text: str) -> None:
        super().__init__("")
        self.parsed = tokens_of(text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Without the blank line that Rich puts before a list, table or quote even where nothing stands above."""
        return dropwhile(Segment.line().__eq__, super().__rich_console__(console, options))


def _code_line(line: Text, width: int) -> Hanging:
    if line.cell_len <= width:
        return Hanging(INDENT, line)
    blanks = len(line.plain) - len(line.plain.lstrip())
    margin = INDENT + " " * min(blanks, max(0, width // 2 - len(INDENT) - len("↪ ")))
    return Hanging(margin, wrapped(line[blanks:]), further=f"{margin}↪ ")


def _least(column: Iterable[Text | None]) -> int:
    """How wide a column has to be so that no word of it is broken."""
    return max((longest_unit(line) for cell in column if cell for line in cell.plain.split("\n")), default=0)


def _row_by_row(headings: list[Text], rows: list[list[Text]]) -> Iterator[Text]:
    for number, row in enumerate(rows):
        if number:
            yield Text()
        for heading, cell in zip(headings, row, strict=False):
            label = f"{heading.plain}: " if heading.plain else ""
            yield wrapped(Text.assemble((label, BOLD), cell))
