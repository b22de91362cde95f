"""Anki's review log as events.

An event is the same whoever reads it from whichever package, so reading again adds nothing, and two devices that read
one phone do not double.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from studycli.anki.collection import AnkiCard, Row
from studycli.anki.days import Days
from studycli.core.history import Event, Kind
from studycli.core.model import CardId

DEVICE = "anki"

_FILTERED, _MANUAL = 3, 4
_REVIEW = Kind.REVIEW.value  # a plain string, which is written and compared faster than the kind
_SUSPENDED, _BURIED_BY_HAND = -1, -3
# An exported review may have been moved by some milliseconds, for Anki's ids are its times; nobody gives the same
# answer to the same card twice within this time.
_SAME_MS = 10_000


@dataclass(frozen=True, slots=True)
class Here:
    """What this history knows.

    `recorded` gives the events of a card, those from Anki among them; `suspended` the suspended cards, each with the
    device that suspended it.
    """

    library: frozenset[CardId]
    recorded: Callable[[CardId], Iterable[Event]]
    suspended: Mapping[CardId, str]

    def name(self, card: AnkiCard | None) -> CardId | None:
        return next((name for name in card.names() if name in self.library), None) if card else None


@dataclass(slots=True)
class Reading:
    """What a package holds.

    `reviews` are answers, `marks` resets, set dates, suspensions and burials, all of cards in the library. Counted are
    reviews that were recorded here before they went to Anki (`known`), and reviews of cards that are not in the library
    (`unknown`).
    """

    reviews: list[Event] = field(default_factory=list)
    marks: list[Event] = field(default_factory=list)
    known: int = 0
    unknown: int = 0


def read(cards: Mapping[int, AnkiCard], rows: Iterable[Row], days: Days, here: Here) -> Reading:
    """`rows` come by card and time."""
    reading = Reading()
    for number, group in groupby(rows, key=attrgetter("card")):
        card = cards.get(number)
        name = here.name(card)
        if card is None or name is None:
            reading.unknown += sum(row.ease > 0 for row in group)
        else:
            _read_rows(_Source(card, name, days), list(group), here, reading)
    for card in cards.values():
        if name := here.name(card):
            reading.marks.extend(_standing(_Source(card, name, days), here))
    return reading


@dataclass(frozen=True, slots=True)
class _Source:
    """A card of the package with its name here, and events made of it."""

    card: AnkiCard
    name: CardId
    days: Days

    def event(self, at: int, kind: Kind, interval: int | None = None) -> Event:
        """An event without an answer at an instant in UTC milliseconds."""
        day = self.days.study_day(at)
        return Event(
            id=self.id(at, kind), device=DEVICE, card=self.name, at=at, study_day=day, kind=kind, interval=interval
        )

    def answer(self, row: Row, mode: str) -> Event:
        at, day = row.id, self.days.study_day(row.id)
        # By place: names would take a third of the time of half a million reviews.
        return Event(
            self.name,
            at,
            day,
            _REVIEW,
            self.id(at, _REVIEW),
            DEVICE,
            row.ease,
            row.duration_ms,
            mode,
            row.interval,
        )

    def id(self, at: int, kind: str) -> str:
        """An instant and who it is about: a card has at most one event of a kind at each."""
        key = f"{self.card.guid}\0{self.name}\0{at}\0{kind}"
        return f"{at:012x}-{DEVICE}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _read_rows(source: _Source, rows: Sequence[Row], here: Here, reading: Reading) -> None:
    """The rows of one card; those that a card was exported with are told by their time and rating."""
    ours = [event for event in here.recorded(source.name) if event.kind == Kind.REVIEW and event.device != DEVICE]
    last_answer: Event | None = None
    for row in rows:
        if not row.ease:
            if mark := _mark(source, row, last_answer, is_last=row is rows[-1]):
                reading.marks.append(mark)
            continue
        mode = "cram" if row.type == _FILTERED and not row.factor else "anki"
        event = source.answer(row, mode)
        last_answer = last_answer if mode == "cram" else event
        if same := next((our for our in ours if _is_same(our, event)), None):
            ours.remove(same)
            reading.known += 1
        else:
            reading.reviews.append(event)


def _is_same(ours: Event, event: Event) -> bool:
    return ours.rating == event.rating and 0 <= event.at - ours.at < _SAME_MS


def _mark(source: _Source, row: Row, last_answer: Event | None, *, is_last: bool) -> Event | None:
    """A row without an answer: the card begins anew, or another day was set for it."""
    if row.type == _MANUAL and not row.factor:
        return source.event(row.id, Kind.RESET)
    if last_answer is None or row.interval < 1:
        return None
    # The card itself knows better than the row: a date set with "!" writes days from that date, not from the review.
    due = source.days.first + source.card.due
    interval = due - last_answer.study_day if is_last and source.card.is_review else row.interval
    return source.event(row.id, Kind.RESCHEDULE, interval)


def _standing(source: _Source, here: Here) -> Iterator[Event]:
    """What the card's queue says beside the log. Anki's own burying of siblings is left to the queue here."""
    at = source.card.modified * 1000
    suspended_by = here.suspended.get(source.name)
    if source.card.queue == _SUSPENDED:
        if suspended_by is None:
            yield source.event(at, Kind.SUSPEND)
    elif suspended_by == DEVICE:
        yield source.event(at, Kind.UNSUSPEND)
    if source.card.queue == _BURIED_BY_HAND:
        yield source.event(at, Kind.BURY)
