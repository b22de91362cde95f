"""What was studied, for an export with progress."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from studycli.cli.context import Context
from studycli.core.history import Event
from studycli.core.model import CardId, Deck, cards_of

if TYPE_CHECKING:
    from studycli.exporters.anki_progress import Study


def study(context: Context, decks: Sequence[Deck]) -> "Study":
    """The events of the decks' cards."""
    from studycli.exporters.anki_progress import Studied, Study

    events = _events(context)
    cards: dict[CardId, Studied] = {}
    for deck in decks:
        retention = context.configuration.for_deck(deck.name).desired_retention
        names = (card.id for note in deck.notes for card in cards_of(note))
        cards.update((name, Studied(tuple(events[name]), retention)) for name in names if name in events)
    offset = context.now().astimezone().utcoffset()
    west = -int(offset.total_seconds() // 60) if offset else 0
    return Study(cards, west, context.settings.rollover, context.settings.parameters)


def _events(context: Context) -> dict[CardId, list[Event]]:
    """Where there is no history yet, none is made."""
    found: defaultdict[CardId, list[Event]] = defaultdict(list)
    if (context.folders.data / "history.db").exists():
        from studycli.history.joined import roots

        for event in context.log.events():
            found[event.card].append(event)
        for card, root in context.log.ask(roots).items():
            found[root] = context.log.counted(root)
            found.pop(card, None)
    return found
