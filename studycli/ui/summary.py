"""What a session came to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from studycli.core.history import Event
from studycli.core.schedule import Rating
from studycli.ui.desk import Desk
from studycli.ui.times import OFTEN


class Way(NamedTuple):
    """Something that can be done next, and the command that does it."""

    does: str
    command: str


class DeckSummary(NamedTuple):
    """The answers on cards of one deck; `passed` are those that were not forgotten."""

    name: str
    reviewed: int
    passed: int


class Summary(NamedTuple):
    """`missed` are the texts of points that were not named, each once.

    `often` are those of them that were missed in three reviews of their card or more, with the number.
    """

    reviewed: int
    seconds: float
    ratings: Mapping[Rating, int]
    missed: tuple[str, ...] = ()
    cards: int = 0
    decks: tuple[DeckSummary, ...] = ()
    often: tuple[tuple[str, int], ...] = ()


def summed_up(answers: Sequence[Event], seconds: float, desk: Desk, language: str = "") -> Summary:
    """Points are told in that language, whatever the one they were recorded in."""
    shown = _points_shown(answers, desk, language)
    given = Counter(event.rating for event in answers)
    return Summary(
        reviewed=len(answers),
        seconds=seconds,
        ratings={rating: given[rating] for rating in Rating},
        missed=tuple(dict.fromkeys(shown.get(text, text) for event in answers for _, text in event.missed)),
        cards=len({event.card for event in answers}),
        decks=_decks(answers, desk),
        often=tuple((shown.get(text, text), times) for text, times in _often(answers, desk)),
    )


def _points_shown(answers: Sequence[Event], desk: Desk, language: str) -> Mapping[str, str]:
    """What is shown of each point that the cards have now, by each of its texts."""
    cards = {event.card for event in answers if event.missed}
    points = [point for card in cards if (found := desk.find(card)) for point in found[1].note.points]
    return {text: point.show(language) for point in points for text in point.every()}


def _decks(answers: Sequence[Event], desk: Desk) -> tuple[DeckSummary, ...]:
    """In the order in which they were met; without cards that have left the library."""
    reviewed: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    names = {card: found[0].name for card in {event.card for event in answers} if (found := desk.find(card))}
    for event in answers:
        if name := names.get(event.card):
            reviewed[name] += 1
            passed[name] += event.rating != Rating.AGAIN
    return tuple(DeckSummary(name, count, passed[name]) for name, count in reviewed.items())


def _often(answers: Sequence[Event], desk: Desk) -> tuple[tuple[str, int], ...]:
    often: dict[str, int] = {}
    for card in dict.fromkeys(event.card for event in answers if event.missed):
        here = {text for event in answers if event.card == card for _, text in event.missed}
        often |= {text: times for text, times in desk.misses(card).items() if text in here and times >= OFTEN}
    return tuple(often.items())
