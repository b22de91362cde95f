"""What a study session needs from the outside: cards, the clock, and somewhere to put the answers."""

from typing import Protocol

from studycli.core.history import Event, Progress
from studycli.core.model import Card, CardId, Deck
from studycli.core.schedule import Plan


class Desk(Protocol):
    """Instants are UTC milliseconds. What `record` and `undo` are given is on the disk when they return."""

    @property
    def plan(self) -> Plan: ...

    def now(self) -> int: ...

    def study_day(self) -> int: ...

    def find(self, card: CardId) -> tuple[Deck, Card] | None: ...

    def progress(self, card: CardId) -> Progress: ...

    def record(self, event: Event) -> Event: ...

    def undo(self, event: Event) -> None: ...

    def edit(self, card: CardId) -> str:
        """Open the card's note in the person's editor, and say in one line what became of it."""
        ...
