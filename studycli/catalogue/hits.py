"""A note as a search shows it."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from studycli.catalogue.codec import decode_deck, decode_note
from studycli.catalogue.passage import Passage, passage
from studycli.core.model import NoteId, Text
from studycli.core.schedule import State
from studycli.core.words import Term


class Hit(NamedTuple):
    """`state` and `due` are of the card that comes up first: None for a note without cards, `due` also when new.

    `due` is UTC milliseconds in a learning step, a study day in review. `tags` are the deck's and the note's.
    """

    id: NoteId
    deck: str
    title: Text | None
    question: Text
    tags: tuple[str, ...]
    score: float
    state: State | None
    due: int | None
    passage: Passage


def hit_of(db: sqlite3.Connection, row: int, score: float, terms: Sequence[Term], language: str) -> Hit:
    file, position, line, data, deck_data = db.execute(
        "SELECT n.file, n.position, n.line, t.data, f.deck FROM notes n JOIN texts t ON t.note = n.row "
        "JOIN files f ON f.id = n.file WHERE n.row = ?",
        (row,),
    ).fetchone()
    deck, note = decode_deck(deck_data, ""), decode_note(data, line)
    state, due = _standing(db, file, position)
    return Hit(
        id=note.id,
        deck=deck.name,
        title=note.title,
        question=note.prompt,
        tags=deck.tags_of(note),
        score=score,
        state=state,
        due=due,
        passage=passage(note, terms, language),
    )


def _standing(db: sqlite3.Connection, file: int, position: int) -> tuple[State | None, int | None]:
    """Learning comes before review, and review before new."""
    row = db.execute(
        "SELECT coalesce(p.state, 0), p.due FROM cards c LEFT JOIN history.progress p ON p.card = c.id "
        "WHERE c.file = ? AND c.position = ? ORDER BY coalesce(p.state, 0) = 0, p.state = 2, p.due, c.ordinal",
        (file, position),
    ).fetchone()
    return (State(row[0]), row[1]) if row else (None, None)
