"""What was studied, for an export with progress."""

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from studycli.cli.context import Context
from studycli.core.history import Event
from studycli.core.model import CardId, NoteId
from studycli.core.query_tree import EVERYTHING

if TYPE_CHECKING:
    from studycli.exporters.anki_progress import Study


def study(context: Context, notes: Collection[NoteId]) -> "Study":
    """The events of the notes' cards."""
    from studycli.exporters.anki_progress import Studied, Study

    events = _events(context)
    cards: dict[CardId, Studied] = {}
    catalogue, day, now = context.catalogue_to_read, context.study_day(), context.now_ms()
    for card, note, deck in catalogue.select_cards(EVERYTHING, study_day=day, now_ms=now):
        if note in notes and card in events:
            retention = context.configuration.for_deck(deck).desired_retention
            cards[card] = Studied(tuple(events[card]), retention)
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
