"""Notes that were merged: an alias event says that the cards of one note go on as those of another.

The reviews of both then make one progress. Which note leads to which follows from the events alone, in whatever order
and however often they arrive; an undo of the event parts the notes again.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from studycli.core.history import Event, Kind, effective
from studycli.core.model import CardId, NoteId, note_of


class Alias(NamedTuple):
    """`root` is the note it leads to in the end; `since` is the place in the log of the event that says so."""

    root: NoteId
    since: tuple[int, str]


def aliases(events: Iterable[Event]) -> dict[NoteId, Alias]:
    """The notes that lead to another, from all alias and undo events.

    Of several aliases of a note the last counts. Where one closes a circle, the note that it leads to is the root.
    """
    leads: dict[NoteId, Alias] = {}
    for event in effective(event for event in events if event.kind in (Kind.ALIAS, Kind.UNDO)):
        note, target = note_of(event.card), note_of(CardId(event.target or ""))
        if not target or note == target:
            continue
        leads.pop(note, None)
        if _end(leads, target) == note:
            del leads[target]
        leads[note] = Alias(target, event.order)
    return {note: Alias(_end(leads, note), alias.since) for note, alias in leads.items()}


def root_of(card: CardId, known: Mapping[NoteId, Alias]) -> CardId:
    """The card that a card goes on as: the other note's of the same kind. Itself where its note leads nowhere."""
    note, slash, part = card.partition("/")
    alias = known.get(NoteId(note))
    return card if alias is None else CardId(f"{alias.root}{slash}{part}")


def joined(root: CardId, events: Iterable[Event], known: Mapping[NoteId, Alias]) -> list[Event]:
    """Of the events of a card and of those that lead to it, what counts for its progress.

    Of a card that leads here these are its reviews since it was last reset, and from the alias on all its events: that
    it was suspended or put off before said something of that card only.
    """
    cards: dict[CardId, list[Event]] = {}
    for event in events:
        cards.setdefault(event.card, []).append(event)
    counted = cards.pop(root, [])
    for card, own in cards.items():
        counted += _carried_over(own, known[note_of(card)].since)
    return counted


def _carried_over(events: Iterable[Event], since: tuple[int, str]) -> list[Event]:
    carried: list[Event] = []
    for event in effective(events):
        if event.order >= since or event.kind == Kind.REVIEW:
            carried.append(event)
        elif event.kind == Kind.RESET:
            carried.clear()
    return carried


def _end(leads: Mapping[NoteId, Alias], note: NoteId) -> NoteId:
    while alias := leads.get(note):
        note = alias.root
    return note
