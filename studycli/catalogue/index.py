"""What differs between the disk and the catalogue: only files whose stat changed are looked at.

Those with problems are looked at too where the problems are told in another language than is spoken now.
"""

import sqlite3
from typing import NamedTuple

from studycli.catalogue.scan import Found, Key, Scan
from studycli.core.messages import spoken


class Known(NamedTuple):
    """A file as the catalogue has it."""

    id: int
    rank: int
    signature: str
    trusted: bool
    hash: bytes | None


class Changes(NamedTuple):
    """What differs between disk and catalogue: ids of files that are gone, files to be looked at, and the ranks of
    those and of all that stand elsewhere in the library's order now.
    """

    gone: tuple[int, ...]
    looked_at: tuple[tuple[Found, Known | None], ...]
    ranks: tuple[tuple[int, Key], ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.ranks)


def changes(db: sqlite3.Connection, scan: Scan) -> Changes:
    rows = db.execute("SELECT root, name, suffix, id, rank, signature, trusted, hash FROM files")
    known = {row[:3]: Known._make(row[3:]) for row in rows}
    foreign = _told_in_another_language(db)
    differing = []
    ranks = []
    for rank, found in enumerate(scan.files):
        before = known.pop(found.key, None)
        if before is not None and before.id in foreign:
            before = before._replace(trusted=False, hash=None)  # read again though it holds the same
        if before is None or not before.trusted or before.signature != found.signature:
            differing.append((found, before))
            ranks.append((rank, found.key))
        elif before.rank != rank:
            ranks.append((rank, found.key))
    return Changes(tuple(file.id for file in known.values()), tuple(differing), tuple(ranks))


def _told_in_another_language(db: sqlite3.Connection) -> frozenset[int]:
    """Ids of files."""
    if db.execute("SELECT 1 FROM edition WHERE language = ?", (spoken(),)).fetchone():
        return frozenset()
    return frozenset(file for (file,) in db.execute("SELECT id FROM files WHERE problems <> '[]'"))
