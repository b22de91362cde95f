"""The figures of a history as one screen: periods, days, a year, what is hard."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from studycli.core import stats
from studycli.core.model import NoteId
from studycli.core.stats import Period, Share, Stats, Streak
from studycli.ui.day_chart import day_chart
from studycli.ui.footer import duration_text
from studycli.ui.hanging import Hanging
from studycli.ui.markdown import question_text
from studycli.ui.printable import printable
from studycli.ui.reading import stacked
from studycli.ui.styles import BAR_DONE, BOLD, DIM, WIDEST
from studycli.ui.year import year_view

_CHART_DAYS = 30
_WIDE = 60
_NOTHING = "–"
_PERIODS = {"today": "today", "month": "30 days", "year": "a year", "all": "in all"}


def stats_view(figures: Stats, titles: Mapping[NoteId, str], width: int, most: int) -> RenderableType:
    """`titles` of the notes in the lists, of which `most` rows each are shown."""
    room = width - 2
    counts = {day.day: day.reviews for day in figures.days}
    past = range(figures.today - _CHART_DAYS + 1, figures.today + 1)
    coming = range(figures.today, figures.today + len(figures.forecast))
    parts: list[RenderableType] = [
        Group(_periods(figures, wide=width >= _WIDE), Text(), _streak(figures.streak)),
        _section("Reviews of the last 30 days", day_chart(past, [counts.get(day, 0) for day in past], room)),
        _section("Due in the next 30 days", day_chart(coming, figures.forecast, room)),
        _section("Reviews of a year", year_view(counts, figures.today, room)),
    ]
    if figures.hardest:
        parts.append(_section("Hardest notes", _hardest(figures.hardest[:most], titles)))
    for head, groups in (("Weakest decks", figures.decks), ("Weakest tags", figures.tags)):
        if groups:
            parts.append(_section(head, _groups(groups[:most], width)))
    if figures.missed:
        parts.append(_section("Points missed most often", _missed(figures.missed[:most], titles, min(room, WIDEST))))
    return Padding(stacked(parts), (0, 1))


def _section(head: str, body: RenderableType) -> Group:
    return Group(Text(head, BOLD), body)


def _periods(figures: Stats, wide: bool) -> Table:
    """Reviews, time and true retention; how many cards were tested where there is room for it."""
    table = _columns(gap=3 if wide else 1)
    table.add_column("")
    for head in ("reviews", "time", "young", "mature"):
        table.add_column(Text(head, DIM), justify="right")
    for name, period in figures.periods.items():
        table.add_row(Text(_PERIODS[name], DIM), *_row(period, wide))
    return table


def _row(period: Period, wide: bool) -> tuple[Text, ...]:
    return (
        Text(f"{period.reviews:,}"),
        Text(_time(period.ms)),
        _retention(period.young, wide),
        _retention(period.mature, wide),
    )


def _time(ms: int) -> str:
    """Hours alone where there are many of them."""
    hours = round(ms / 3_600_000)
    return f"{hours:,} h" if hours >= 10 else duration_text(ms / 1000)


def _retention(share: Share, wide: bool) -> Text:
    if share.ratio is None:
        return Text(_NOTHING, DIM)
    of = f" of {share.tested:,}" if wide else ""
    return Text.assemble(_percent(share), (of, DIM))


def _percent(share: Share) -> str:
    return f"{100 * (share.ratio or 0):.0f} %"


def _streak(streak: Streak) -> Text:
    current = "1 day" if streak.current == 1 else f"{streak.current:,} days"
    return Text.assemble(f"{current} in a row", (f", at most {streak.longest:,}", DIM))


def _hardest(notes: Sequence[stats.HardNote], titles: Mapping[NoteId, str]) -> Table:
    table = _columns()
    table.add_column("", overflow="ellipsis")
    for head in ("lapses", "difficulty"):
        table.add_column(Text(head, DIM), justify="right")
    for note in notes:
        title = Text(printable(titles.get(note.note, note.note)))
        table.add_row(title, Text(f"{note.lapses:,}"), Text(f"{note.difficulty:.1f}"))
    return table


def _groups(groups: Sequence[stats.Group], width: int) -> Table:
    bar = 20 if width >= _WIDE else 8
    table = _columns(show_header=False)
    table.add_column(overflow="ellipsis")
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right", style=DIM)
    for group in groups:
        filled = bar * group.share.passed // group.share.tested
        drawn = Text.assemble(("━" * filled, BAR_DONE), ("─" * (bar - filled), DIM))
        table.add_row(Text(printable(group.name)), drawn, _percent(group.share), f"of {group.share.tested:,}")
    return table


def _missed(points: Sequence[stats.MissedPoint], titles: Mapping[NoteId, str], width: int) -> Group:
    digits = max(len(str(point.times)) for point in points)
    return Group(
        *(
            Hanging(
                f"{point.times:>{digits}} × ",
                Group(
                    question_text(point.point, width - digits - 3),
                    Text(printable(titles.get(point.note, point.note)), DIM, no_wrap=True, overflow="ellipsis"),
                ),
            )
            for point in points
        )
    )


def _columns(gap: int = 2, show_header: bool = True) -> Table:
    return Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, show_header=show_header)
