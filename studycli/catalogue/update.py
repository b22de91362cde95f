"""Bringing the tables up to date with the disk. What reads decks is imported with this, so only when it is needed."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from studycli.catalogue.codec import encode_deck, encode_problems
from studycli.catalogue.entries import Entries
from studycli.catalogue.index import Changes, Known
from studycli.catalogue.pieces import edit_between, pieces_of
from studycli.catalogue.prepared import PreparedDeck, digest_of, pieces_in
from studycli.catalogue.reading import prepared_in_turn
from studycli.catalogue.scan import Found, Key
from studycli.catalogue.schema import renew_edition
from studycli.core.messages import _
from studycli.core.names import name_key
from studycli.core.problem import error
from studycli.decks.reader import read_bytes

# Bytes read so far, and bytes to read.
Progress = Callable[[int, int], None]


def apply(db: sqlite3.Connection, pending: Changes, at_ns: int, report: Progress | None) -> None:
    """Take the changes in, inside the caller's transaction."""
    renew_edition(db)
    index = _Index(db, at_ns)
    for file in pending.gone:
        index.drop(file)
    total, done = sum(found.size for found, _known in pending.looked_at), 0
    if report is not None:
        report(done, total)
    with closing(prepared_in_turn([found for found, known in pending.looked_at if known is None])) as new:
        for found, known in pending.looked_at:
            if known is None:
                index.add(found, next(new))
            else:
                index.look_again(found, known)
            done += found.size
            if report is not None:
                report(done, total)
    index.rank(pending.ranks)
    index.entries.settle()


class _Index:
    def __init__(self, db: sqlite3.Connection, at_ns: int) -> None:
        self.entries = Entries(db)
        self._db = db
        self._at_ns = at_ns

    def drop(self, file: int) -> None:
        self.entries.replace(file, None)
        self._db.execute("DELETE FROM files WHERE id = ?", (file,))

    def add(self, found: Found, deck: PreparedDeck | OSError) -> None:
        file = int(self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM files").fetchone()[0])
        if isinstance(deck, OSError):
            self._keep(file, found, None, None, _unreadable(found, deck), b"")
        else:
            self.entries.add(file, deck.notes)
            self._keep(file, found, deck.digest, deck.deck, deck.problems, deck.pieces)

    def rank(self, ranks: Iterable[tuple[int, Key]]) -> None:
        rows = ((rank, *key) for rank, key in ranks)
        self._db.executemany("UPDATE files SET rank = ? WHERE (root, name, suffix) = (?, ?, ?)", rows)

    def look_again(self, found: Found, known: Known) -> None:
        """Only where it holds something else than before is it parsed, and only changed notes are rewritten."""
        try:
            data = Path(found.path).read_bytes()
        except OSError as fault:
            self.entries.replace(known.id, None)
            self._keep(known.id, found, None, None, _unreadable(found, fault), b"")
            return
        digest = digest_of(data)
        if known.hash == digest:
            values = (found.signature, found.is_settled(self._at_ns), known.id)
            self._db.execute("UPDATE files SET signature = ?, trusted = ? WHERE id = ?", values)
            return
        if self._take_edit(found, known, data, digest):
            return
        reading = read_bytes(data, path=found.shown, name=found.name)
        self.entries.replace(known.id, reading.deck)
        deck = None if reading.deck is None else encode_deck(reading.deck)
        problems = encode_problems(reading.problems)
        self._keep(known.id, found, digest, deck, problems, pieces_in(data, reading))

    def _take_edit(self, found: Found, known: Known, data: bytes, digest: bytes) -> bool:
        """Whether the notes that changed could be read alone; else nothing was done."""
        row = self._db.execute("SELECT pieces, deck, problems FROM files WHERE id = ?", (known.id,)).fetchone()
        before, deck, problems = row
        pieces = pieces_of(data) if before else None
        if pieces is None or (edit := edit_between(before, after := pieces.digests())) is None:
            return False
        changed = pieces._replace(notes=pieces.notes[edit.start : edit.stop])
        reading = read_bytes(changed.head + b"".join(changed.notes), path=found.shown, name=found.name)
        if not pieces_in(changed.head + b"".join(changed.notes), reading) or reading.deck is None:
            return False
        moved = pieces.line(edit.start) - pieces.line(0)
        notes = [replace(note, line=note.line + moved) for note in reading.deck.notes]
        if not self.entries.splice(known.id, edit, reading.deck.tags, notes, pieces.line(edit.stop)):
            return False
        self._keep(known.id, found, digest, deck, problems, after)
        return True

    def _keep(
        self, file: int, found: Found, digest: bytes | None, deck: str | None, problems: str, pieces: bytes
    ) -> None:
        """`digest` is None where the file could not be read: then it is tried again next time. Its rank comes later."""
        trusted = digest is not None and found.is_settled(self._at_ns)
        row = (file, 0, *found.key, name_key(found.name), found.signature, trusted, digest, deck, problems, pieces)
        self._db.execute("DELETE FROM files WHERE id = ?", (file,))
        self._db.execute(f"INSERT INTO files VALUES ({', '.join('?' * len(row))})", row)


def _unreadable(found: Found, fault: OSError) -> str:
    message = _("{reason}; check its permissions").format(reason=fault.strerror or fault)
    return encode_problems([error(found.shown, 0, 0, "unreadable", message)])
