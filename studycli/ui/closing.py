"""The screens beside the cards: the keys, and what a session came to."""

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from studycli.core.schedule import Rating
from studycli.ui.footer import duration_text
from studycli.ui.hanging import Hanging
from studycli.ui.keymap import KEYS, KeyHelp, When
from studycli.ui.markdown import question_text
from studycli.ui.reading import stacked
from studycli.ui.styles import BAR_DONE, BOLD, DIM, KEY, WIDEST
from studycli.ui.summary import Summary

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


def summary_view(summary: Summary, width: int, next_due: str = "") -> RenderableType:
    """`next_due` is a sentence that says when to come back."""
    parts: list[RenderableType] = [_headline(summary)]
    if summary.reviewed:
        parts.append(_ratings(summary.ratings))
    if summary.missed:
        points = (Hanging("• ", question_text(text, min(width, WIDEST))) for text in summary.missed)
        parts.append(Group(Text("Missed points", BOLD), *points))
    if next_due:
        parts.append(Text(next_due))
    return Padding(stacked(parts), (0, 1))


def _headline(summary: Summary) -> Text:
    if not summary.reviewed:
        return Text("Nothing was answered.", BOLD)
    cards = "1 answer" if summary.reviewed == 1 else f"{summary.reviewed} answers"
    each = duration_text(summary.seconds / summary.reviewed)
    return Text.assemble((f"{cards} in {duration_text(summary.seconds)}", BOLD), (f"  {each} each", DIM))


def _ratings(ratings: Mapping[Rating, int]) -> RenderableType:
    total = sum(ratings.values())
    most = max(ratings.values(), default=0) or 1
    digits = len(str(most))
    rows = []
    for rating in Rating:
        count = ratings.get(rating, 0)
        bar = "━" * -(-count * min(_LONGEST_BAR, most) // most)
        rows.append(Text.assemble(f"{rating.word.capitalize():<6}", f"{count:>{digits}}  ", (bar, BAR_DONE)))
    remembered = total - ratings.get(Rating.AGAIN, 0)
    share = round(100 * remembered / total) if total else 0
    return Group(*rows, Text(f"Remembered {share} %", DIM))
