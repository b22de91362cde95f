"""A whole note, for `show`: everything that stands in it, and where its cards stand."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from studycli.core.messages import _
from studycli.core.model import Card, Deck, Note, cards_of
from studycli.core.model import Text as Words
from studycli.ui.answer import answer_view_of
from studycli.ui.hanging import Hanging
from studycli.ui.markdown import question_text
from studycli.ui.panels import explanation_view, hint_view, pitfalls_view
from studycli.ui.reading import stacked, variants
from studycli.ui.styles import BOLD, DIM


def note_view(
    deck: Deck, note: Note, standings: Sequence[tuple[str, str]], language: str, width: int
) -> RenderableType:
    """`standings` pairs each card's id with a few words on where it stands."""
    title = deck.title.show(language) if deck.title else deck.name
    card = next(iter(cards_of(note)), Card(note))
    return stacked([answer_view_of(card, title, language, width), *_more(note, standings, language, width)])


def _more(note: Note, standings: Sequence[tuple[str, str]], language: str, width: int) -> Iterator[RenderableType]:
    if note.points:
        points = (_point(point, language, width) for point in note.points)
        yield Padding(Group(Text(_("Points"), BOLD), *points), (0, 1))
    if note.hint:
        yield hint_view(note, language, width)
    if note.explanation:
        yield explanation_view(note, language)
    if note.pitfalls:
        yield pitfalls_view(note, language)
    about = [("id", note.id), (_("tags"), ", ".join(note.tags)), (_("aliases"), ", ".join(note.aliases)), *standings]
    rows = (Hanging(f"{label}  ", Text(value, DIM), DIM) for label, value in about if value)
    yield Padding(Group(*rows), (0, 1))


def _point(point: Words, language: str, width: int) -> Hanging:
    return Hanging("• ", Group(*(question_text(text, width) for text in variants(point, language))))
