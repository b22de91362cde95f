"""What is shown on demand: hint, explanation, pitfalls, and the points of a full answer."""

from collections.abc import Collection, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from studycli.core.messages import _
from studycli.core.model import Note, Text
from studycli.ui.hanging import Hanging
from studycli.ui.markdown import answer_view, question_text
from studycli.ui.reading import stacked, variants
from studycli.ui.styles import BOLD, DIM, RIGHT, WIDEST, WRONG


def hint_view(note: Note, language: str, width: int) -> RenderableType:
    """Light, for it is shown before the answer."""
    width = min(width, WIDEST) - 2
    if not note.hint:
        return _titled(_("Hint"), Line(_("This note has no hint."), DIM))
    return _titled(_("Hint"), stacked(question_text(text, width) for text in variants(note.hint, language)))


def explanation_view(note: Note, language: str) -> RenderableType:
    if not note.explanation:
        return _titled(_("Explanation"), Line(_("This note has no explanation."), DIM))
    return _titled(_("Explanation"), stacked(answer_view(text) for text in variants(note.explanation, language)))


def pitfalls_view(note: Note, language: str) -> RenderableType:
    if not note.pitfalls:
        return _titled(_("Pitfalls"), Line(_("This note names no pitfalls."), DIM))
    rows = (Hanging("! ", _whole(pitfall, language), WRONG) for pitfall in note.pitfalls)
    return _titled(_("Pitfalls"), Group(*rows))


def missed_points(points: Sequence[Text], missed: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The numbers of the points that were missed, by their texts: the note may have been edited since."""
    texts = {text for _number, text in missed}
    return tuple(number for number, point in enumerate(points) if not texts.isdisjoint(point.every()))


def points_order(points: Sequence[Text], missed: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The points as they are gone through: what was missed last time first."""
    first = missed_points(points, missed)
    return first + tuple(number for number in range(len(points)) if number not in first)


def points_view(
    points: Sequence[Text],
    ticked: Collection[int],
    cursor: int,
    language: str,
    *,
    missed: Sequence[tuple[int, str]] = (),
) -> RenderableType:
    """The checklist. `ticked` are numbers of points from 0, `cursor` is a place in the order of `points_order`."""
    again = missed_points(points, missed)
    rows: list[RenderableType] = []
    for place, number in enumerate(points_order(points, missed)):
        label = f"{'›' if place == cursor else ' '} [{'x' if number in ticked else ' '}] "
        lines = [question_text(text, WIDEST) for text in variants(points[number], language)]
        if number in again:
            lines.append(Line(_("missed last time"), DIM))
        style = RIGHT if number in ticked else BOLD if place == cursor else ""
        rows.append(Hanging(label, Group(*lines), style))
    return _titled(points_text(len(ticked), len(points)), Group(*rows))


def points_text(ticked: int, points: int) -> str:
    return _("Points: {ticked} of {points}").format(ticked=ticked, points=points)


def _whole(text: Text, language: str) -> RenderableType:
    return stacked(answer_view(variant) for variant in variants(text, language))


def _titled(title: str, body: RenderableType) -> Padding:
    return Padding(Group(Line(title, BOLD), body), (0, 1))
