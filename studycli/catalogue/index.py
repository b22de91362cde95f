"""Bringing the tables up to date with the disk: only files whose stat changed are read."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from studycli.catalogue.codec import encode_deck, encode_problems
from studycli.catalogue.entries import Entries
from studycli.catalogue.scan import Found, Scan
from studycli.core.predicate import name_key
from studycli.core.problem import error
from studycli.decks.reader import Reading, read_bytes

# Bytes read so far, and bytes to read.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """A file as the catalogue has it."""

    id: int
    signature: str
    trusted: bool
    hash: bytes | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between disk and catalogue: ids of files that are gone, and files whose stat is another."""

    gone: tuple[int, ...]
    looked_at: tuple[tuple[Found, Known | None], ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.looked_at)


def changes(db: sqlite3.Connection, scan: Scan) -> Changes:
    rows = db.execute("SELECT root, name, suffix, id, signature, trusted, hash FROM files")
    known = {(root, name, suffix): Known(*rest) for root, name, suffix, *rest in rows}
    differing = []
    for found in scan.files:
        before = known.pop(found.key, None)
        if before is None or not before.trusted or before.signature != found.signature:
            differing.append((found, before))
    return Changes(tuple(file.id for file in known.values()), tuple(differing))


def apply(db: sqlite3.Connection, pending: Changes, at_ns: int, report: Progress | None) -> None:
    """Take the changes in, inside the caller's transaction."""
    index = _Index(db, at_ns)
    for file in pending.gone:
        index.drop(file)
    total, done = sum(found.size for found, _ in pending.looked_at), 0
    for found, known in pending.looked_at:
        index.look_at(found, known)
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

    def look_at(self, found: Found, known: Known | None) -> None:
        """Read the file, and write down what is in it unless it is what was there before."""
        try:
            data = found.path.read_bytes()
        except OSError as fault:
            told = error(found.shown, 0, 0, "unreadable", f"{fault.strerror or fault}; check its permissions")
            self._keep(found, known, Reading(None, (told,)), None)
            return
        digest = sha256(data).digest()
        if known is None or known.hash != digest:
            self._keep(found, known, read_bytes(data, path=found.shown, name=found.name), digest)
        else:
            values = (found.signature, found.is_settled(self._at_ns), known.id)
            self._db.execute("UPDATE files SET signature = ?, trusted = ? WHERE id = ?", values)

    def _keep(self, found: Found, known: Known | None, reading: Reading, digest: bytes | None) -> None:
        """`digest` is None where the file could not be read: then it is tried again next time."""
        file = known.id if known else self._next_id()
        self.entries.replace(file, reading.deck)
        trusted = digest is not None and found.is_settled(self._at_ns)
        deck = None if reading.deck is None else encode_deck(reading.deck)
        problems = encode_problems(reading.problems)
        row = (file, *found.key, name_key(found.name), found.signature, trusted, digest, deck, problems)
        self._db.execute(f"INSERT OR REPLACE INTO files VALUES ({', '.join('?' * len(row))})", row)

    def _next_id(self) -> int:
        return int(self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM files").fetchone()[0])
