"""The figures of a history as one screen: periods, days, a year, what is hard."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from studycli.core import stats
from studycli.core.messages import N_, _, n_
from studycli.core.model import NoteId
from studycli.core.stats import Share, Stats
from studycli.ui.day_chart import day_chart
from studycli.ui.hanging import Hanging
from studycli.ui.markdown import question_text
from studycli.ui.printable import printable
from studycli.ui.reading import stacked
from studycli.ui.styles import BAR_DONE, BOLD, DIM, WIDEST
from studycli.ui.year import year_view

_CHART_DAYS = 30
_WIDE = 60
_BAR = 20
_PERIODS = {"today": N_("today"), "month": N_("30 days"), "year": N_("365 days"), "all": N_("in all")}


def stats_view(figures: Stats, titles: Mapping[NoteId, str], width: int, most: int) -> RenderableType:
    """`titles` of the notes in the lists, of which `most` rows each are shown."""
    room, wide = width - 2, width >= _WIDE
    parts = [
        _section(_("Reviews and true retention"), "", _periods(figures, wide)),
        *_days(figures, room),
        *([_section(_("Hardest notes"), "", _hardest(figures.hardest[:most], titles))] if figures.hardest else []),
    ]
    for head, groups in ((_("Weakest decks"), figures.decks), (_("Weakest tags"), figures.tags)):
        if groups:
            parts.append(_section(head, _("true retention"), _groups(groups[:most], wide)))
    if figures.missed:
        points = _missed(figures.missed[:most], titles, min(room, WIDEST))
        parts.append(_section(_("Points missed most often"), "", points))
    return Padding(stacked(parts), (0, 1))


def _days(figures: Stats, room: int) -> list[RenderableType]:
    counts = {day.day: day.reviews for day in figures.days}
    past = range(figures.today - _CHART_DAYS + 1, figures.today + 1)
    coming = range(figures.today, figures.today + len(figures.forecast))
    reviews = [counts.get(day, 0) for day in past]
    a_day = _("{reviews} reviews a day").format(reviews=f"{sum(reviews) / len(reviews):,.0f}")
    due = _("{cards} due").format(cards=f"{sum(figures.forecast):,}")
    streak = n_("{n} day in a row, longest {longest}", "{n} days in a row, longest {longest}", figures.streak.current)
    streak = streak.format(longest=f"{figures.streak.longest:,}")
    return [
        _section(_("The last 30 days"), a_day, day_chart(past, reviews, room)),
        _section(_("The next 30 days"), due, day_chart(coming, figures.forecast, room)),
        _section(_("A year"), streak, year_view(counts, figures.today, room)),
    ]


def _section(head: str, aside: str, body: RenderableType) -> Group:
    return Group(Text.assemble((head, BOLD), (f"  {aside}" if aside else "", DIM)), body)


def _periods(figures: Stats, wide: bool) -> Table:
    """How many cards were tested is said where there is room for it."""
    table = _columns(gap=3 if wide else 1)
    table.add_column("", style=DIM)
    for head in (_("reviews"), _("time"), _("young"), _("mature")):
        table.add_column(head, justify="right")
    for name, period in figures.periods.items():
        table.add_row(
            _(_PERIODS[name]),
            f"{period.reviews:,}",
            _time(period.ms),
            _retention(period.young, wide),
            _retention(period.mature, wide),
        )
    return table


def _time(ms: int) -> str:
    hours = ms / 3_600_000
    if hours < 1:
        return _("{minutes} min").format(minutes=f"{ms / 60_000:.0f}")
    return _("{hours} h").format(hours=f"{hours:.1f}" if hours < 10 else f"{hours:,.0f}")


def _retention(share: Share, wide: bool) -> Text:
    if share.ratio is None:
        return Text("–", DIM)
    return Text.assemble(_percent(share), (f" {_tested(share)}" if wide else "", DIM))


def _percent(share: Share) -> str:
    return _("{share} %").format(share=f"{100 * (share.ratio or 0):.0f}")


def _tested(share: Share) -> str:
    return _("of {tested}").format(tested=f"{share.tested:,}")


def _hardest(notes: Sequence[stats.HardNote], titles: Mapping[NoteId, str]) -> Table:
    table = _columns()
    table.add_column("", overflow="fold")
    for head in (_("lapses"), _("difficulty")):
        table.add_column(head, justify="right")
    for note in notes:
        title = printable(titles.get(note.note, note.note))
        table.add_row(Text(title), f"{note.lapses:,}", f"{note.difficulty:.1f}")
    return table


def _groups(groups: Sequence[stats.Group], wide: bool) -> RenderableType:
    """The bar beside the name, or below it where there is no room."""
    table = _columns(show_header=False)
    table.add_column(overflow="fold")
    for justify in ("left", "right", "right"):
        table.add_column(justify=justify)
    lines: list[RenderableType] = []
    for group in groups:
        share = group.share
        filled = _BAR * share.passed // share.tested
        bar = Text.assemble(("━" * filled, BAR_DONE), ("─" * (_BAR - filled), DIM))
        row = (Text(printable(group.name)), bar, Text(_percent(share)), Text(_tested(share), DIM))
        table.add_row(*row)
        lines += [row[0], Text("  ").join(row[1:])]
    return table if wide else Group(*lines)


def _missed(points: Sequence[stats.MissedPoint], titles: Mapping[NoteId, str], width: int) -> Group:
    """Each point with the note it belongs to."""
    digits = max(len(str(point.times)) for point in points)
    rows = []
    for point in points:
        title = Text(printable(titles.get(point.note, point.note)), DIM, overflow="fold")
        label = f"{point.times:>{digits}} × "
        rows.append(Hanging(label, Group(question_text(point.point, width - len(label)), title)))
    return Group(*rows)


def _columns(gap: int = 2, show_header: bool = True) -> Table:
    return Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, show_header=show_header, header_style=DIM)
