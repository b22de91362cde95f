"""One sitting: which card comes next, and where an answered one goes. A session is a value; undo is the one before."""

from bisect import insort
from typing import NamedTuple

from studycli.core.history import Progress
from studycli.core.model import CardId
from studycli.core.queue import Queue
from studycli.core.schedule import Rating, State

Step = tuple[int, CardId]


class Session(NamedTuple):
    """`learning` pairs the instant a card falls due (UTC ms) with the card, ascending; `rest` is in asking order.

    `ahead_ms`: when nothing else is left, learning cards due within it are asked before their time. `done` counts
    answers, `last` is the card of the last one.
    """

    learning: tuple[Step, ...]
    rest: tuple[CardId, ...]
    ahead_ms: int = 0
    done: int = 0
    last: CardId | None = None

    @property
    def left(self) -> int:
        return len(self.learning) + len(self.rest)

    def next_card(self, now: int) -> CardId | None:
        """The card to ask at that instant, or None when the session is at its end."""
        if self.learning and self.learning[0][0] <= now:
            return self.learning[0][1]
        if self.rest:
            return self.rest[0]
        ahead = [card for due, card in self.learning if due <= now + self.ahead_ms]
        # Not the one that was answered just now, if there is another.
        return next((card for card in ahead if card != self.last), ahead[0] if ahead else None)

    def answered(self, progress: Progress) -> "Session":
        """The session after an answer; a card in a learning step comes again when it falls due."""
        without = self._without({progress.card})
        if progress.state in (State.LEARNING, State.RELEARNING) and progress.due is not None:
            learning = list(without.learning)
            insort(learning, (progress.due, progress.card))
            without = without._replace(learning=tuple(learning))
        return without._replace(done=self.done + 1, last=progress.card)

    def crammed(self, card: CardId, rating: Rating) -> "Session":
        """The session after an answer that leaves progress alone: what was not known comes again at the end."""
        without = self._without({card})
        rest = (*without.rest, card) if rating is Rating.AGAIN else without.rest
        return without._replace(rest=rest, done=self.done + 1)

    def without_card(self, card: CardId) -> "Session":
        return self._without({card})

    @property
    def cards(self) -> tuple[CardId, ...]:
        return tuple(card for _, card in self.learning) + self.rest

    def _without(self, cards: set[CardId]) -> "Session":
        learning = tuple(step for step in self.learning if step[1] not in cards)
        return self._replace(learning=learning, rest=tuple(card for card in self.rest if card not in cards))


def start(queue: Queue, ahead_ms: int) -> Session:
    """A session over a queue, nothing answered yet."""
    learning = sorted((due.due or 0, due.card) for due in queue.learning)
    return Session(tuple(learning), tuple(due.card for due in queue.rest), ahead_ms)
