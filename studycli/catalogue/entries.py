"""The notes of one deck file in the tables: those that stayed the same keep their rows and what is indexed of them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from studycli.catalogue.codec import decode_deck, decode_note, encode_note
from studycli.catalogue.fulltext import COLUMNS
from studycli.catalogue.pieces import Edit
from studycli.catalogue.prepared import PreparedNote, prepare_note
from studycli.core.model import Deck, Note, cards_of

# None of these may be an INSERT OR REPLACE: before one FTS5 writes out all that it has gathered, for every deck.
# FTS5 keeps no text of its own here, so taking a note out means giving it again what was put in.
_TEXTS = ", CAST(? AS TEXT)" * len(COLUMNS)
_TAKE_TEXT = f"INSERT INTO fulltext (fulltext, rowid, {', '.join(COLUMNS)}) VALUES ('delete', ?{_TEXTS})"
_TAKE_NAME = "DELETE FROM names WHERE name = ? AND note = ?"
_TAKE_CARDS = "DELETE FROM cards WHERE file = ? AND position = ?"
_TAKE_NOTE = "DELETE FROM notes WHERE row = ?"
_TAKE_DATA = "DELETE FROM texts WHERE note = ?"
_MOVE = "UPDATE notes SET position = ?, line = ? WHERE row = ?"
_HIDE = "UPDATE notes SET hidden = ? WHERE row = ?"
_PUT_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_DATA = "INSERT INTO texts VALUES (?, ?)"
_PUT_TEXT = f"INSERT INTO fulltext (rowid, {', '.join(COLUMNS)}) VALUES (?{_TEXTS})"
_PUT_NAME = "INSERT OR IGNORE INTO names VALUES (?, ?)"
_PUT_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?)"
_ORDER = (
    *(_TAKE_TEXT, _TAKE_NAME, _TAKE_CARDS, _TAKE_NOTE, _TAKE_DATA),
    *(_MOVE, _HIDE, _PUT_NOTE, _PUT_DATA, _PUT_TEXT, _PUT_NAME, _PUT_CARD),
)


class _Entry(NamedTuple):
    """A note as it is in the tables."""

    row: int
    position: int
    line: int
    hidden: bool
    data: str


class Entries:
    """Writes the notes of one file after another.

    A note whose id another file has too is hidden at first; `settle`, called last, shows that of the first file.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._claimed: set[str] = set()
        self._last_row = int(db.execute("SELECT coalesce(max(row), 0) FROM notes").fetchone()[0])
        self._batch: dict[str, list[tuple[Any, ...]]] = defaultdict(list)

    def add(self, file: int, notes: Sequence[PreparedNote]) -> None:
        """The notes of a file that had none."""
        claimed = self._claim(file, [note.id for note in notes])
        for position, note in enumerate(notes):
            self._add(file, position, note, note.id in claimed)
        self._flush()

    def replace(self, file: int, deck: Deck | None) -> None:
        """Put the notes of a deck in the place of those that the file had; None for none."""
        self._db.execute("DELETE FROM cards WHERE file = ?", (file,))
        tags, notes = (deck.tags, deck.notes) if deck else ((), ())
        self._put(file, self._before(file), tags, notes, 0)

    def splice(self, file: int, edit: Edit, tags: tuple[str, ...], notes: Sequence[Note], line_after: int) -> bool:
        """Put these notes in the place of some; false, and nothing done, where a note that stays has the id of one.

        `line_after` is where the first note behind them stands now.
        """
        before = self._before(file)
        entries = [(note_id, old) for note_id, old in before.items()]
        taken = {note_id for note_id, old in entries if not edit.start <= old.position < edit.before_stop}
        if taken & {note.id for note in notes}:
            return False
        behind = min((old.line for _, old in entries if old.position >= edit.before_stop), default=line_after)
        among = {note_id: old for note_id, old in entries if note_id not in taken}
        places = (file, edit.start, edit.before_stop)
        self._db.execute("DELETE FROM cards WHERE file = ? AND position >= ? AND position < ?", places)
        if line_after != behind:
            values = (line_after - behind, file, edit.before_stop)
            self._db.execute("UPDATE notes SET line = line + ? WHERE file = ? AND position >= ?", values)
        self._put(file, among, tags, notes, edit.start)
        return True

    def _put(
        self, file: int, before: dict[str, _Entry], tags: tuple[str, ...], notes: Sequence[Note], first: int
    ) -> None:
        """The notes from that position on, in the place of those before; the cards of both are not there."""
        old_tags = self._tags(file)
        claimed = self._claim(file, [note.id for note in notes if note.id not in before])
        for position, note in enumerate(notes, first):
            old, data = before.pop(note.id, None), encode_note(note)
            if old is None:
                self._add(file, position, prepare_note(note, tags, data), note.id in claimed)
            elif old.data != data or old_tags != tags:
                self._take_out(old, old_tags)
                self._write(file, old.row, position, prepare_note(note, tags, data), old.hidden)
            else:
                if (old.position, old.line) != (position, note.line):
                    self._batch[_MOVE].append((position, note.line, old.row))
                if not old.hidden:
                    self._put_cards(file, position, (card.id for card in cards_of(note)))
        for note_id, old in before.items():
            self._claimed.add(note_id)
            self._take_out(old, old_tags)
        self._flush()

    def settle(self) -> None:
        """Of the notes with the same id show the first by root and name, and hide the others."""
        for note_id in sorted(self._claimed):
            rows = self._db.execute(
                "SELECT n.file, f.deck, n.row, n.position, n.line, n.hidden, t.data FROM notes n "
                "JOIN files f ON f.id = n.file JOIN texts t ON t.note = n.row WHERE n.id = ? "
                "ORDER BY f.root, f.name, f.suffix, n.position",
                (note_id,),
            )
            for place, (file, deck, *rest) in enumerate(rows.fetchall()):
                entry = _Entry(*rest)
                if bool(entry.hidden) != (place > 0):
                    self._turn(file, entry, decode_deck(deck, "").tags)
        self._claimed.clear()
        self._flush()

    def _turn(self, file: int, entry: _Entry, tags: tuple[str, ...]) -> None:
        """Hide what is shown, show what is hidden."""
        self._batch[_HIDE].append((not entry.hidden, entry.row))
        if entry.hidden:
            note = _prepared(entry, tags)
            self._index(entry.row, note)
            self._put_cards(file, entry.position, note.cards)
        else:
            self._unindex(entry, tags)
            self._batch[_TAKE_CARDS].append((file, entry.position))

    def _add(self, file: int, position: int, note: PreparedNote, hidden: bool) -> None:
        self._last_row += 1
        self._write(file, self._last_row, position, note, hidden)

    def _write(self, file: int, row: int, position: int, note: PreparedNote, hidden: bool) -> None:
        facts = (note.answered, note.features, note.languages, note.tags)
        self._batch[_PUT_NOTE].append((row, note.id, file, position, note.line, hidden, *facts))
        self._batch[_PUT_DATA].append((row, note.data))
        if not hidden:
            self._index(row, note)
            self._put_cards(file, position, note.cards)

    def _take_out(self, entry: _Entry, deck_tags: tuple[str, ...]) -> None:
        self._unindex(entry, deck_tags)
        self._batch[_TAKE_NOTE].append((entry.row,))
        self._batch[_TAKE_DATA].append((entry.row,))

    def _index(self, row: int, note: PreparedNote) -> None:
        self._batch[_PUT_TEXT].append((row, *note.columns))
        self._batch[_PUT_NAME].extend((name, row) for name in note.names)

    def _unindex(self, entry: _Entry, deck_tags: tuple[str, ...]) -> None:
        if entry.hidden:
            return
        note = _prepared(entry, deck_tags)
        self._batch[_TAKE_TEXT].append((entry.row, *note.columns))
        self._batch[_TAKE_NAME].extend((name, entry.row) for name in note.names)

    def _put_cards(self, file: int, position: int, cards: Iterable[str]) -> None:
        self._batch[_PUT_CARD].extend((card, file, position, ordinal) for ordinal, card in enumerate(cards))

    def _before(self, file: int) -> dict[str, _Entry]:
        rows = self._db.execute(
            "SELECT n.id, n.row, n.position, n.line, n.hidden, t.data FROM notes n JOIN texts t ON t.note = n.row "
            "WHERE n.file = ?",
            (file,),
        )
        return {note_id: _Entry(*rest) for note_id, *rest in rows}

    def _tags(self, file: int) -> tuple[str, ...]:
        row = self._db.execute("SELECT deck FROM files WHERE id = ?", (file,)).fetchone()
        return decode_deck(row[0], "").tags if row and row[0] else ()

    def _claim(self, file: int, ids: Collection[str]) -> set[str]:
        """Those of the ids that another file has."""
        query = "SELECT id FROM notes WHERE file <> ? AND id IN (SELECT value FROM json_each(?))"
        claimed = {row[0] for row in self._db.execute(query, (file, json.dumps(ids)))}
        self._claimed |= claimed
        return claimed

    def _flush(self) -> None:
        for statement in _ORDER:
            if rows := self._batch.pop(statement, None):
                self._db.executemany(statement, rows)


def _prepared(entry: _Entry, deck_tags: tuple[str, ...]) -> PreparedNote:
    """What was written of a note, made once more from what is kept of it."""
    return prepare_note(decode_note(entry.data, entry.line), deck_tags, entry.data)
