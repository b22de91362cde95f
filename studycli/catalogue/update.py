"""Bringing the tables up to date with the disk. What reads decks is imported with this, so only when it is needed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from studycli.catalogue.codec import encode_deck, encode_problems
from studycli.catalogue.entries import Entries
from studycli.catalogue.helpers import prepared_in_turn
from studycli.catalogue.index import Changes, Known
from studycli.catalogue.prepared import PreparedDeck, digest_of
from studycli.catalogue.scan import Found
from studycli.core.names import name_key
from studycli.core.problem import error
from studycli.decks.reader import read_bytes

# Bytes read so far, and bytes to read.
Progress = Callable[[int, int], None]


def apply(db: sqlite3.Connection, pending: Changes, at_ns: int, report: Progress | None) -> None:
    """Take the changes in, inside the caller's transaction."""
    index = _Index(db, at_ns)
    for file in pending.gone:
        index.drop(file)
    total, done = sum(found.size for found, _ in pending.looked_at), 0
    with closing(prepared_in_turn([found for found, known in pending.looked_at if known is None])) as new:
        for found, known in pending.looked_at:
            if known is None:
                index.add(found, next(new))
            else:
                index.look_again(found, known)
            done += found.size
            if report is not None:
                report(done, total)
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
            self._keep(file, found, None, None, _unreadable(found, deck))
        else:
            self.entries.add(file, deck.notes)
            self._keep(file, found, deck.digest, deck.deck, deck.problems)

    def look_again(self, found: Found, known: Known) -> None:
        """Only where it holds something else than before is it parsed, and only changed notes are rewritten."""
        try:
            data = found.path.read_bytes()
        except OSError as fault:
            self.entries.replace(known.id, None)
            self._keep(known.id, found, None, None, _unreadable(found, fault))
            return
        digest = digest_of(data)
        if known.hash == digest:
            values = (found.signature, found.is_settled(self._at_ns), known.id)
            self._db.execute("UPDATE files SET signature = ?, trusted = ? WHERE id = ?", values)
            return
        reading = read_bytes(data, path=found.shown, name=found.name)
        self.entries.replace(known.id, reading.deck)
        deck = None if reading.deck is None else encode_deck(reading.deck)
        self._keep(known.id, found, digest, deck, encode_problems(reading.problems))

    def _keep(self, file: int, found: Found, digest: bytes | None, deck: str | None, problems: str) -> None:
        """`digest` is None where the file could not be read: then it is tried again next time."""
        trusted = digest is not None and found.is_settled(self._at_ns)
        row = (file, *found.key, name_key(found.name), found.signature, trusted, digest, deck, problems)
        self._db.execute(f"INSERT OR REPLACE INTO files VALUES ({', '.join('?' * len(row))})", row)


def _unreadable(found: Found, fault: OSError) -> str:
    message = f"{fault.strerror or fault}; check its permissions"
    return encode_problems([error(found.shown, 0, 0, "unreadable", message)])
