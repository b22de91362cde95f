"""A year of days as a map: weeks as columns from Monday to Sunday, darker where more was done."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Group
from rich.text import Text

from studycli.core.clock import day_text
from studycli.core.messages import N_, _
from studycli.ui.styles import BAR_DONE, DIM

_SHADES = "·░▒▓█"
_WEEKS = 53
_DAYS = (N_("Mon"), "", N_("Wed"), "", N_("Fri"), "", N_("Sun"))
_MARGIN = 4
_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
# 1970-01-01 was a Thursday.
_THURSDAY = 3


def year_view(counts: Mapping[int, int], today: int, width: int) -> Group:
    """The weeks up to this one, as many as fit."""
    scale = 2 if width >= _MARGIN + 2 * _WEEKS else 1
    weeks = max(1, min(_WEEKS, (width - _MARGIN) // scale))
    start = today - (today + _THURSDAY) % 7 - 7 * (weeks - 1)
    bounds = _bounds([counts.get(day, 0) for day in range(start, today + 1)])
    rows = []
    for weekday, name in enumerate(_DAYS):
        days = range(start + weekday, today + 1, 7)
        cells = [_SHADES[_level(counts.get(day, 0), bounds)] * scale for day in days]
        label = set_cell_size(_(name), _MARGIN)
        rows.append(Text.assemble((label, DIM), *((cell, _style(cell)) for cell in cells)))
    return Group(Text(_months(start, weeks, scale), DIM), *rows, _legend(bounds, width))


def _style(cell: str) -> str:
    return DIM if cell[0] == _SHADES[0] else BAR_DONE


def _bounds(counts: Sequence[int]) -> tuple[int, ...]:
    """The largest number of each quarter of the days on which something was done."""
    done = sorted(count for count in counts if count)
    return tuple(done[(len(done) * part - 1) // 4] for part in (1, 2, 3, 4)) if done else ()


def _level(count: int, bounds: Sequence[int]) -> int:
    return bisect_left(bounds, count) + 1 if count else 0


def _months(start: int, weeks: int, scale: int) -> str:
    """The name of each month above the week in which it begins, where there is room for it."""
    line = " " * _MARGIN
    for week in range(weeks):
        date = day_text(start + 7 * week + 6)
        place = _MARGIN + week * scale
        name = _(_MONTHS[int(date[5:7]) - 1])
        # 10月11月 can be read without a blank between.
        name += " " if name.isascii() else ""
        fits = cell_len(line) <= place and place + cell_len(name.rstrip()) <= _MARGIN + weeks * scale
        if int(date[8:]) <= 7 and fits:
            line = f"{set_cell_size(line, place)}{name}"
    return line.rstrip()


def _legend(bounds: Sequence[int], width: int) -> Text:
    """What the shades stand for, in reviews a day; where there is no room, in which order they come."""
    legend = Text(f"{_SHADES[0]} 0", DIM)
    least = 1
    for shade, most in zip(_SHADES[1:], bounds, strict=False):
        if most >= least:
            legend.append("  ").append(shade, BAR_DONE).append(f" {least}" if most == least else f" {least}–{most}")
            least = most + 1
    if _MARGIN + legend.cell_len > width:
        legend = Text.assemble(_("none "), _SHADES[0], (_SHADES[1:], BAR_DONE), _(" most"), style=DIM)
    return Text(" " * _MARGIN).append_text(legend)
