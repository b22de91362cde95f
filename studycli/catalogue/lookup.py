"""Look-ups by id, by deck and by query, in library order."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import NamedTuple

from studycli.catalogue.codec import decode_deck, decode_note, decode_problems
from studycli.catalogue.sql import NOTES_WITH_CARDS, Condition
from studycli.core.messages import _
from studycli.core.model import Card, CardId, Deck, Note, NoteId, Text, cards_of, note_of
from studycli.core.problem import Problem, error

# The path of a deck file from its root, name and suffix.
PathOf = Callable[[int, str, str], str]

_FILE_ORDER = "f.rank"


class Found(NamedTuple):
    """`deck` comes without its notes."""

    deck: Deck
    note: Note


class Stored(NamedTuple):
    """A note that was not decoded: `data` says all that it says, `decode_note` makes it of this and its line."""

    deck: Deck
    id: NoteId
    data: bytes
    line: int
    cards: int


class DeckRow(NamedTuple):
    """`notes` and `cards` count. `file` is the catalogue's number of it, good for this process only."""

    file: int
    name: str
    title: Text | None
    path: str
    notes: int
    cards: int


class CardRow(NamedTuple):
    card: CardId
    note: NoteId
    deck: str


def note(db: sqlite3.Connection, note_id: str, path_of: PathOf) -> Found | None:
    row = db.execute(
        "SELECT f.deck, f.root, f.name, f.suffix, t.data, n.line FROM notes n JOIN texts t ON t.note = n.row "
        "JOIN files f ON f.id = n.file WHERE n.id = ? AND NOT n.hidden",
        (note_id,),
    ).fetchone()
    if row is None:
        return None
    deck, *key, data, line = row
    return Found(decode_deck(deck, path_of(*key)), decode_note(data, line))


def card(db: sqlite3.Connection, card_id: str, path_of: PathOf) -> tuple[Deck, Card] | None:
    found = note(db, note_of(CardId(card_id)), path_of)
    cards = cards_of(found.note) if found else ()
    return next(((found.deck, each) for each in cards if found and each.id == card_id), None)


def ids_with_prefix(db: sqlite3.Connection, prefix: str, limit: int) -> tuple[NoteId, ...]:
    """In the order of their characters."""
    rows = db.execute(
        "SELECT id FROM notes WHERE id >= ? AND id < ? AND NOT hidden ORDER BY id LIMIT ?",
        (prefix, prefix + chr(0x10FFFF), limit),
    )
    return tuple(NoteId(row[0]) for row in rows)


def cards_with_prefix(db: sqlite3.Connection, prefix: str, limit: int) -> tuple[CardId, ...]:
    """In the order of their characters."""
    rows = db.execute(
        "SELECT id FROM cards WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (prefix, prefix + chr(0x10FFFF), limit)
    )
    return tuple(CardId(row[0]) for row in rows)


def decks(db: sqlite3.Connection, path_of: PathOf) -> tuple[DeckRow, ...]:
    """Every deck that could be read, in library order."""
    notes = dict(db.execute("SELECT file, count(*) FROM notes WHERE NOT hidden GROUP BY file"))
    cards = dict(db.execute("SELECT file, count(*) FROM cards GROUP BY file"))
    return _decks(db, path_of, notes, cards)


def decks_with(db: sqlite3.Connection, only: Condition, path_of: PathOf) -> tuple[DeckRow, ...]:
    """The decks of what a query lets through, with the numbers of those notes and cards."""
    found = f"FROM {NOTES_WITH_CARDS} WHERE NOT n.hidden AND {only.sql} GROUP BY n.file"
    notes = dict(db.execute(f"SELECT n.file, count(DISTINCT n.row) {found}", only.values))
    cards = dict(db.execute(f"SELECT n.file, count(c.id) {found}", only.values))
    return tuple(deck for deck in _decks(db, path_of, notes, cards) if deck.notes)


def _decks(
    db: sqlite3.Connection, path_of: PathOf, notes: Mapping[int, int], cards: Mapping[int, int]
) -> tuple[DeckRow, ...]:
    rows = db.execute(f"SELECT id, deck, root, name, suffix FROM files f WHERE deck IS NOT NULL ORDER BY {_FILE_ORDER}")
    return tuple(
        DeckRow(file, key[1], decode_deck(deck, "").title, path_of(*key), notes.get(file, 0), cards.get(file, 0))
        for file, deck, *key in rows
    )


def select(db: sqlite3.Connection, only: Condition) -> list[NoteId]:
    rows = db.execute(
        f"SELECT n.id FROM {only.tables} JOIN files f ON f.id = n.file WHERE NOT n.hidden AND {only.sql} "
        f"ORDER BY {_FILE_ORDER}, n.position",
        only.values,
    )
    return list(dict.fromkeys(row[0] for row in rows))


def select_notes(db: sqlite3.Connection, only: Condition, path_of: PathOf) -> list[Found]:
    return [Found(each.deck, decode_note(each.data, each.line)) for each in select_stored(db, only, path_of)]


def select_stored(db: sqlite3.Connection, only: Condition, path_of: PathOf) -> list[Stored]:
    files = db.execute("SELECT id, deck, root, name, suffix FROM files WHERE deck IS NOT NULL")
    decks = {file: decode_deck(deck, path_of(*key)) for file, deck, *key in files}
    rows = db.execute(
        "SELECT n.file, n.id, CAST(t.data AS BLOB), n.line, "
        "(SELECT count(*) FROM cards k WHERE k.file = n.file AND k.position = n.position) "
        f"FROM {only.tables} JOIN files f ON f.id = n.file JOIN texts t ON t.note = n.row "
        f"WHERE NOT n.hidden AND {only.sql} ORDER BY {_FILE_ORDER}, n.position",
        only.values,
    )
    found: dict[str, Stored] = {}
    for file, note_id, *rest in rows:
        if note_id not in found:
            found[note_id] = Stored(decks[file], note_id, *rest)
    return list(found.values())


def select_cards(db: sqlite3.Connection, only: Condition) -> list[CardRow]:
    rows = db.execute(
        "SELECT c.id, n.id, f.name FROM files f CROSS JOIN notes n ON n.file = f.id "
        "CROSS JOIN cards c ON c.file = n.file AND c.position = n.position "
        f"LEFT JOIN history.progress p ON p.card = c.id WHERE NOT n.hidden AND {only.sql} "
        f"ORDER BY {_FILE_ORDER}, c.position, c.ordinal",
        only.values,
    )
    return [CardRow(CardId(card_id), NoteId(note_id), deck) for card_id, note_id, deck in rows]


def tags(db: sqlite3.Connection) -> dict[NoteId, tuple[str, ...]]:
    """Each note's tags and its deck's, folded as `tag:` compares them."""
    rows = db.execute("SELECT id, tags FROM notes WHERE NOT hidden")
    return {NoteId(note_id): tuple(dict.fromkeys(filter(None, folded.split("\n")))) for note_id, folded in rows}


def problems(db: sqlite3.Connection, path_of: PathOf) -> list[Problem]:
    """What the reader said of each file, and ids that two files have."""
    rows = db.execute("SELECT problems, root, name, suffix FROM files WHERE problems <> '[]'")
    told = [problem for data, *key in rows for problem in decode_problems(data, path_of(*key))]
    doubled = db.execute(
        "SELECT h.id, h.line, hf.root, hf.name, hf.suffix, v.line, f.root, f.name, f.suffix "
        "FROM notes h JOIN files hf ON hf.id = h.file JOIN notes v ON v.id = h.id AND NOT v.hidden "
        "JOIN files f ON f.id = v.file WHERE h.hidden"
    )
    for note_id, line, *keys in doubled:
        first_line, first = keys[3], path_of(*keys[4:])
        message = _("id {id} stands at {first}:{line} too; this note is left out until it has another id")
        message = message.format(id=note_id, first=first, line=first_line)
        told.append(error(path_of(*keys[:3]), line, 0, "doubled-id", message))
    return told
