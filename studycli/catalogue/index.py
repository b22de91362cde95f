"""What differs between the disk and the catalogue: only files whose stat changed are looked at."""

import sqlite3
from typing import NamedTuple

from studycli.catalogue.scan import Found, Key, Scan


class Known(NamedTuple):
    """A file as the catalogue has it."""

    id: int
    rank: int
    signature: str
    trusted: bool
    hash: bytes | None


class Changes(NamedTuple):
    """What differs between disk and catalogue: ids of files that are gone, files whose stat is another, and the ranks
    of those and of all that stand elsewhere in the library's order now.
    """

    gone: tuple[int, ...]
    looked_at: tuple[tuple[Found, Known | None], ...]
    ranks: tuple[tuple[int, Key], ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.ranks)


def changes(db: sqlite3.Connection, scan: Scan) -> Changes:
    rows = db.execute("SELECT root, name, suffix, id, rank, signature, trusted, hash FROM files")
    known = {row[:3]: Known._make(row[3:]) for row in rows}
    differing = []
    ranks = []
    for rank, found in enumerate(scan.files):
        before = known.pop(found.key, None)
        if before is None or not before.trusted or before.signature != found.signature:
            differing.append((found, before))
            ranks.append((rank, found.key))
        elif before.rank != rank:
            ranks.append((rank, found.key))
    return Changes(tuple(file.id for file in known.values()), tuple(differing), tuple(ranks))
