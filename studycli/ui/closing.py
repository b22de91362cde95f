"""The screens beside the cards: the keys, and what a session came to."""

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from studycli.core.messages import _, n_
from studycli.core.schedule import Rating
from studycli.ui.footer import duration_text, rating_name
from studycli.ui.hanging import Hanging
from studycli.ui.keymap import KEYS, KeyHelp, When, worded
from studycli.ui.markdown import question_text
from studycli.ui.printable import printable
from studycli.ui.reading import stacked
from studycli.ui.styles import BAR_DONE, BOLD, DIM, KEY, WIDEST, WRONG
from studycli.ui.summary import DeckSummary, Summary, Way
from studycli.ui.times import times_text
from studycli.ui.wrapping import wrapped

_LONGEST_BAR = 20


def help_view(keys: Iterable[KeyHelp] = KEYS) -> RenderableType:
    keys = tuple(map(worded, keys))
    label = max(cell_len(key.label) for key in keys) + 2
    groups = []
    for when in When:
        works = (key for key in keys if key.when is when)
        rows = [Hanging(set_cell_size(key.label, label), wrapped(Text(key.does)), KEY) for key in works]
        if rows:
            groups.append(Group(Text(_(when.value), DIM), *rows))
    return Padding(stacked(groups), (0, 1))


def summary_view(
    summary: Summary, width: int, next_due: str = "", ways: Sequence[Way] = (), *, bars: bool = True
) -> RenderableType:
    """`next_due` says in sentences when to come back, `ways` how to go on."""
    parts: list[RenderableType] = [_headline(summary)]
    if summary.reviewed:
        parts.append(_ratings(summary.ratings, bars=bars))
    if len(summary.decks) > 1:
        parts.append(Group(Text(_("Decks"), BOLD), *map(_deck, summary.decks)))
    if summary.missed:
        often = dict(summary.often)
        points = (_missed(text, often.get(text, 0), width) for text in summary.missed)
        parts.append(Group(Text(_("Missed points"), BOLD), *points))
    if next_due:
        parts.append(wrapped(Text(next_due)))
    parts += map(_way, ways)
    return Padding(stacked(parts), (0, 1))


def nothing_due_view(next_due: str, ways: Sequence[Way] = (), *, has_match: bool = True) -> RenderableType:
    """When the next card is due, and what could be done instead."""
    said = _("Nothing is due. {next_due}").format(next_due=next_due).rstrip() if has_match else _("No card matches.")
    return Padding(stacked([wrapped(Text(said)), *map(_way, ways)]), (0, 1))


def _way(way: Way) -> RenderableType:
    """The command on a line of its own, to be copied."""
    does = wrapped(Text(_("{does}:").format(does=way.does)))
    return Group(does, Hanging("  ", Text(way.command, BOLD, overflow="fold")))


def _deck(deck: DeckSummary) -> RenderableType:
    share = round(100 * deck.passed / deck.reviewed)
    told = n_("{deck}: {n} answer, {share} % remembered", "{deck}: {n} answers, {share} % remembered", deck.reviewed)
    return Hanging("• ", wrapped(Text(told.format(deck=printable(deck.name), share=share))))


def _missed(text: str, times: int, width: int) -> RenderableType:
    point = question_text(text, min(width, WIDEST))
    often = Text(_("missed {times}").format(times=times_text(times)), WRONG)
    return Hanging("• ", Group(point, often) if times else point)


def _headline(summary: Summary) -> Text:
    if not summary.reviewed:
        return Text(_("Nothing was answered."), BOLD)
    answers = n_("{n} answer in {time}", "{n} answers in {time}", summary.reviewed)
    if 0 < summary.cards < summary.reviewed:
        answers = n_("{n} answer on {cards} in {time}", "{n} answers on {cards} in {time}", summary.reviewed)
    cards = n_("{n} card", "{n} cards", summary.cards)
    told = answers.format(cards=cards, time=duration_text(summary.seconds))
    each = _("{time} each").format(time=duration_text(summary.seconds / summary.reviewed))
    return Text.assemble((told, BOLD), (f"  {each}", DIM))


def _ratings(ratings: Mapping[Rating, int], *, bars: bool) -> RenderableType:
    total = sum(ratings.values())
    most = max(ratings.values(), default=0) or 1
    digits = len(str(most))
    name = max(cell_len(rating_name(rating)) for rating in Rating) + 1
    rows = []
    for rating in Rating:
        count = ratings.get(rating, 0)
        bar = "━" * -(-count * min(_LONGEST_BAR, most) // most) if bars else ""
        rows.append(Text.assemble(set_cell_size(rating_name(rating), name), f"{count:>{digits}}  ", (bar, BAR_DONE)))
    remembered = total - ratings.get(Rating.AGAIN, 0)
    share = round(100 * remembered / total) if total else 0
    return Group(*rows, Text(_("Remembered {share} %").format(share=share), DIM))
