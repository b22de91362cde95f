"""Numbers of consecutive days as columns that stand side by side."""

from collections.abc import Sequence

from rich.console import Group
from rich.text import Text

from studycli.core.clock import day_text
from studycli.ui.styles import BAR_DONE, DIM

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_HEIGHT = 4
_WIDEST_COLUMN = 3


def day_chart(days: Sequence[int], counts: Sequence[int], width: int) -> Group:
    """As wide as fits, in whole columns; the largest number stands at the top, the first and last day below."""
    most = max(counts, default=0)
    label = f"{most:,} "
    column = max(1, min(_WIDEST_COLUMN, (width - len(label)) // max(1, len(days))))
    margin = " " * len(label)
    lines = []
    for level in reversed(range(_HEIGHT)):
        cells = "".join(_cell(count, most, level) * (column - (column > 1)) + " " * (column > 1) for count in counts)
        lines.append(Text.assemble((label if level == _HEIGHT - 1 else margin, DIM), (cells.rstrip(), BAR_DONE)))
    breadth = column * len(days) - (column > 1)
    first, last = day_text(days[0]), day_text(days[-1])
    gap = " " * (breadth - len(first) - len(last))
    return Group(*lines, Text(f"{margin}{'─' * breadth}", DIM), Text(f"{margin}{first}{gap}{last}", DIM))


def _cell(count: int, most: int, level: int) -> str:
    """What one column shows at one level; any number but 0 can be seen."""
    if not count:
        return " "
    eighths = max(1, round(8 * _HEIGHT * count / most))
    return _EIGHTHS[max(0, min(8, eighths - 8 * level))]
