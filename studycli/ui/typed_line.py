"""What is being typed, as rows at the bottom of the screen; of a long text those around the cursor."""

from rich.cells import cell_len
from rich.text import Text

from studycli.ui.one_line import Line
from studycli.ui.printable import printable
from studycli.ui.styles import BOLD

_CURSOR = "▏"
MOST_ROWS = 4


def typed_view(line: Line, width: int) -> Text:
    """After what the line is for; at most `MOST_ROWS` rows, each as wide as there is room for."""
    asks = f" {line.prompt}"
    rows, row_of_cursor = _rows(asks, line, width - 1)
    first = max(0, min(row_of_cursor - 1, len(rows) - MOST_ROWS))
    shown = rows[first : first + MOST_ROWS]
    text = Text("\n".join(shown), BOLD, no_wrap=True, overflow="crop")
    if first == 0:
        text.stylize("not bold", 0, len(asks))
    return text


def _rows(asks: str, line: Line, width: int) -> tuple[list[str], int]:
    """All rows, and which one the cursor is in."""
    rows, place, room = [asks], 0, width - cell_len(asks)
    text = [*_characters(line.left), _CURSOR, *_characters(line.right)]
    at_cursor = len(text) - 1 - len(_characters(line.right))
    for at, character in enumerate(text):
        taken = cell_len(character)
        if character == "\n" or taken > room:
            rows.append(" ")
            room = width - 1
        if character != "\n":
            rows[-1] += character
            room -= taken
        if at == at_cursor:
            place = len(rows) - 1
    return rows, place


def _characters(text: str) -> list[str]:
    return list("\n".join(printable(part) for part in text.split("\n")))
