"""The notes of a collection as they stand in it, each with the deck of its first card."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

# The last row of a note is its first card; one in a filtered deck says where its home is.
_CARDS = "SELECT nid, CASE WHEN odid > 0 THEN odid ELSE did END, due, type FROM cards ORDER BY nid, ord DESC"
_NOTES = "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id"


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """`fields` are HTML; `deck` is None for a note without cards."""

    guid: str
    type: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    deck: int | None


def read_notes(collection: sqlite3.Connection) -> list[AnkiNote | None]:
    """New notes in the order in which they are to be learned, else in that in which they were made.

    None stands for a row that no Anki writes.
    """
    cards = {note: (deck, due, type_) for note, deck, due, type_ in collection.execute(_CARDS)}
    notes = list(_notes(collection, {note: deck for note, (deck, _, _) in cards.items()}))
    if any(type_ != 0 or not isinstance(due, int) for _, due, type_ in cards.values()):
        return [note for _, note in notes]
    return [note for _, note in sorted(notes, key=lambda pair: cards.get(pair[0], (0, 0, 0))[1])]


def _notes(collection: sqlite3.Connection, decks: dict[int, object]) -> Iterator[tuple[int, AnkiNote | None]]:
    for number, guid, type_, tags, fields in collection.execute(_NOTES):
        if not isinstance(fields, str) or not isinstance(type_, int):
            yield number, None
            continue
        deck = decks.get(number)
        words = tuple(str(tags or "").split())
        yield (
            number,
            AnkiNote(str(guid), type_, words, tuple(fields.split("\x1f")), deck if isinstance(deck, int) else None),
        )
