"""What to study today: which cards, in which order, and why each of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from studycli.core.model import CardId, NoteId, note_of
from studycli.core.schedule import State


class Reason(StrEnum):
    LEARNING = "learning"
    DUE = "due"
    NEW = "new"


class Due(NamedTuple):
    """A card that could be asked today. `due` is UTC milliseconds in a learning step, a study day in review."""

    card: CardId
    deck: str
    state: State
    due: int | None = None

    @property
    def reason(self) -> Reason:
        match self.state:
            case State.NEW:
                return Reason.NEW
            case State.REVIEW:
                return Reason.DUE
            case _:
                return Reason.LEARNING


@dataclass(frozen=True, slots=True)
class Queue:
    """`learning` by the instant they fall due; `rest` are reviews by due day with new cards spread among them."""

    learning: tuple[Due, ...] = ()
    rest: tuple[Due, ...] = ()

    @property
    def cards(self) -> tuple[Due, ...]:
        return self.learning + self.rest

    def count(self, reason: Reason) -> int:
        return sum(due.reason is reason for due in self.cards)

    def first(self, limit: int | None) -> "Queue":
        """At most that many cards, learning cards before the rest."""
        if limit is None:
            return self
        return Queue(self.learning[:limit], self.rest[: max(0, limit - len(self.learning))])


@dataclass(slots=True)
class Quota:
    """How many more cards may be taken today, for each pool of decks that share a limit."""

    pool_of: Callable[[str], str]
    left: dict[str, int]

    def take(self, due: Due) -> bool:
        """Whether there was room for the card; it counts then."""
        pool = self.pool_of(due.deck)
        if self.left.get(pool, 0) <= 0:
            return False
        self.left[pool] -= 1
        return True


def build(
    learning: Sequence[Due],
    reviews: Iterable[Due],
    new: Iterable[Due],
    *,
    review_quota: Quota,
    new_quota: Quota,
    studied: Collection[NoteId] = (),
    bury_siblings: bool = True,
) -> Queue:
    """Today's queue from candidates that are each in order already.

    `studied` are the notes of which a card was answered today: their other cards wait until tomorrow, and of a note
    with several cards only the first is taken. Learning cards are never put off.
    """
    seen = set(studied) | {note_of(due.card) for due in learning} if bury_siblings else None
    taken_reviews = _taken(reviews, seen, review_quota)
    return Queue(tuple(learning), tuple(spread(taken_reviews, _taken(new, seen, new_quota))))


def spread(reviews: Sequence[Due], new: Sequence[Due]) -> list[Due]:
    """New cards evenly among the reviews, both in their own order."""
    mixed: list[Due] = []
    taken = 0
    for position, review in enumerate(reviews):
        wanted = (position * len(new)) // len(reviews)
        mixed.extend(new[taken:wanted])
        taken = wanted
        mixed.append(review)
    mixed.extend(new[taken:])
    return mixed


def _taken(candidates: Iterable[Due], seen: set[NoteId] | None, quota: Quota) -> list[Due]:
    """Those that the quota has room for and whose note was not seen yet; what is taken is added to `seen`."""
    taken: list[Due] = []
    for due in candidates:
        note = note_of(due.card)
        if (seen is None or note not in seen) and quota.take(due):
            taken.append(due)
            if seen is not None:
                seen.add(note)
    return taken
