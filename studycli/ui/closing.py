"""The screens beside the cards: the keys, and what a session came to."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from studycli.core.schedule import Rating
from studycli.ui.footer import duration_text
from studycli.ui.hanging import Hanging
from studycli.ui.keymap import KEYS, KeyHelp, When
from studycli.ui.markdown import question_text
from studycli.ui.printable import printable
from studycli.ui.reading import stacked
from studycli.ui.styles import BAR_DONE, BOLD, DIM, KEY, WIDEST, WRONG
from studycli.ui.summary import DeckSummary, Summary, Way
from studycli.ui.times import times_text

_LONGEST_BAR = 20


def help_view(keys: Iterable[KeyHelp] = KEYS) -> RenderableType:
    keys = tuple(keys)
    label = max(len(key.label) for key in keys) + 2
    groups = []
    for when in When:
        rows = [Hanging(key.label.ljust(label), Text(key.does), KEY) for key in keys if key.when is when]
        if rows:
            groups.append(Group(Text(when.value, DIM), *rows))
    return Padding(stacked(groups), (0, 1))


def summary_view(
    summary: Summary, width: int, next_due: str = "", ways: Sequence[Way] = (), *, bars: bool = True
) -> RenderableType:
    """`next_due` says in sentences when to come back, `ways` how to go on."""
    parts: list[RenderableType] = [_headline(summary)]
    if summary.reviewed:
        parts.append(_ratings(summary.ratings, bars=bars))
    if len(summary.decks) > 1:
        parts.append(Group(Text("Decks", BOLD), *map(_deck, summary.decks)))
    if summary.missed:
        often = dict(summary.often)
        points = (_missed(text, often.get(text, 0), width) for text in summary.missed)
        parts.append(Group(Text("Missed points", BOLD), *points))
    if next_due:
        parts.append(Text(next_due))
    parts += map(_way, ways)
    return Padding(stacked(parts), (0, 1))


def nothing_due_view(next_due: str, ways: Sequence[Way] = (), *, has_match: bool = True) -> RenderableType:
    """When the next card is due, and what could be done instead."""
    said = f"Nothing is due. {next_due}".rstrip() if has_match else "No card matches."
    return Padding(stacked([Text(said), *map(_way, ways)]), (0, 1))


def _way(way: Way) -> RenderableType:
    """The command on a line of its own, to be copied."""
    return Group(Text(f"{way.does}:"), Hanging("  ", Text(way.command, BOLD, overflow="fold")))


def _deck(deck: DeckSummary) -> RenderableType:
    share = round(100 * deck.passed / deck.reviewed)
    return Hanging("• ", Text(f"{printable(deck.name)}: {_counted(deck.reviewed, 'answer')}, {share} % remembered"))


def _missed(text: str, times: int, width: int) -> RenderableType:
    point = question_text(text, min(width, WIDEST))
    return Hanging("• ", Group(point, Text(f"missed {times_text(times)}", WRONG)) if times else point)


def _headline(summary: Summary) -> Text:
    if not summary.reviewed:
        return Text("Nothing was answered.", BOLD)
    answers = _counted(summary.reviewed, "answer")
    if 0 < summary.cards < summary.reviewed:
        answers += f" on {_counted(summary.cards, 'card')}"
    each = duration_text(summary.seconds / summary.reviewed)
    return Text.assemble((f"{answers} in {duration_text(summary.seconds)}", BOLD), (f"  {each} each", DIM))


def _ratings(ratings: Mapping[Rating, int], *, bars: bool) -> RenderableType:
    total = sum(ratings.values())
    most = max(ratings.values(), default=0) or 1
    digits = len(str(most))
    rows = []
    for rating in Rating:
        count = ratings.get(rating, 0)
        bar = "━" * -(-count * min(_LONGEST_BAR, most) // most) if bars else ""
        rows.append(Text.assemble(f"{rating.word.capitalize():<6}", f"{count:>{digits}}  ", (bar, BAR_DONE)))
    remembered = total - ratings.get(Rating.AGAIN, 0)
    share = round(100 * remembered / total) if total else 0
    return Group(*rows, Text(f"Remembered {share} %", DIM))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
