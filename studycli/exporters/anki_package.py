"""The database of Anki's package: decks and note types, then notes and cards out of what the cache keeps of them."""

import itertools
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import genanki

from studycli.core.model import CardId
from studycli.exporters.anki_cache import Known
from studycli.exporters.anki_types import NOTE_TYPES, TEMPLATES_CHANGED, OwnNoteType, stable_id, style

_NOTES = """
INSERT INTO main.notes
SELECT p.id, n.guid, n.type, p.modified, -1, n.tags, n.fields, substr(n.fields, 1, instr(n.fields, char(31)) - 1),
       0, 0, ''
FROM temp.placed p CROSS JOIN kept.notes n ON n.rowid = p.row ORDER BY p.id
"""
_CARD = "INSERT INTO main.cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """`name` parts its levels with `::`, `description` is HTML; each note comes with its modification time."""

    name: str
    description: str
    notes: Sequence[tuple[Known, int]]


class _Placed(NamedTuple):
    id: int
    deck: int
    note: Known
    modified: int


class Ids:
    """Where two of them are the same number, the later takes the next free one."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, number: int) -> int:
        while number in self._taken:
            number += 1
        self._taken.add(number)
        return number


def fill(database: sqlite3.Connection, decks: Sequence[AnkiDeck]) -> tuple[list[int], dict[CardId, int]]:
    """Fill an empty database, and give the ids of the notes, in their order, and those of the cards."""
    deck_ids = _put_decks(database, decks)
    ids = Ids()
    placed = [
        _Placed(ids.of(note.number), deck_id, note, modified)
        for deck_id, deck in zip(deck_ids, decks, strict=True)
        for note, modified in deck.notes
    ]
    _put_notes(database, placed)
    return [note.id for note in placed], _put_cards(database, placed)


def _put_decks(database: sqlite3.Connection, decks: Sequence[AnkiDeck]) -> list[int]:
    """Tables, note types and decks, by genanki; the ids of the decks."""
    ids, models = Ids(), {note_type.id: _model(note_type) for note_type in NOTE_TYPES}
    made = [genanki.Deck(ids.of(stable_id(f"deck {deck.name}")), deck.name, deck.description) for deck in decks]
    for deck, source in zip(made, decks, strict=True):
        for number in dict.fromkeys(note.type for note, _ in source.notes):
            deck.add_model(models[number])
    genanki.Package(made).write_to_db(database.cursor(), TEMPLATES_CHANGED, itertools.count(1))
    return [deck.deck_id for deck in made]


def _put_notes(database: sqlite3.Connection, placed: Sequence[_Placed]) -> None:
    """In one statement: their texts do not become objects of Python on their way."""
    database.execute("CREATE TEMP TABLE placed (id INTEGER PRIMARY KEY, row INTEGER, modified INTEGER)")
    rows = ((note.id, note.note.row, note.modified) for note in placed)
    database.executemany("INSERT INTO temp.placed VALUES (?, ?, ?)", rows)
    database.execute(_NOTES)


def _put_cards(database: sqlite3.Connection, placed: Sequence[_Placed]) -> dict[CardId, int]:
    """New cards stand in the order of the notes; the ids of all."""
    ids, numbers, rows = Ids(), {}, []
    cards = json.loads(f"[{','.join(note.note.cards for note in placed)}]")
    for due, (note, of_note) in enumerate(zip(placed, cards, strict=True), 1):
        for name, place, number in of_note:
            numbers[CardId(name)] = id_ = ids.of(number)
            rows.append((id_, note.id, note.deck, place, note.modified, due))
    database.executemany(_CARD, sorted(rows))
    return numbers


def _model(note_type: OwnNoteType) -> genanki.Model:
    return genanki.Model(
        note_type.id,
        note_type.name,
        fields=[{"name": name} for name in note_type.fields],
        templates=[{"name": each.name, "qfmt": each.front, "afmt": each.back} for each in note_type.templates],
        css=style(),
        model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
    )
