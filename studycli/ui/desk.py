"""What a study session needs from the outside: cards, the clock, and somewhere to put the answers."""

from collections.abc import Mapping
from typing import Protocol

from studycli.core.history import Event, Progress
from studycli.core.model import Card, CardId, Deck
from studycli.core.schedule import Rating


class Desk(Protocol):
    """Instants are UTC milliseconds. What `record` and `undo` are given is on the disk when they return."""

    def now(self) -> int: ...

    def study_day(self) -> int: ...

    def promises(self, deck: str, progress: Progress) -> Mapping[Rating, int]:
        """Where each rating leads: days when positive, seconds of a learning step when negative."""
        ...

    def find(self, card: CardId) -> tuple[Deck, Card] | None: ...

    def progress(self, card: CardId) -> Progress: ...

    def remark(self, card: CardId) -> str:
        """What was noted last of why the card was forgotten, or ""."""
        ...

    def misses(self, card: CardId) -> Mapping[str, int]:
        """How many reviews of the card missed each of its points, by the point's text."""
        ...

    def record(self, event: Event) -> Event: ...

    def after_leech(self, deck: str, leech: Progress) -> tuple[Event, ...]:
        """What was recorded of a card that became a leech: that it is suspended, where that is set."""
        ...

    def undo(self, event: Event) -> None: ...

    def idle(self) -> str:
        """Do what can wait until a card is on the screen; in one line what went wrong with it, or ""."""
        ...

    def write(self, text: str) -> tuple[str, str]:
        """The text as the person left it in an editor, and in one line what went wrong, or ""."""
        ...

    def edit(self, card: CardId) -> str:
        """Open the card's note in the person's editor, and say in one line what became of it."""
        ...
