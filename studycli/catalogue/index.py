"""What differs between the disk and the catalogue: only files whose stat changed are looked at.

Those with problems are looked at too where the problems are told in another language than is spoken now.
"""

import sqlite3
from typing import NamedTuple

from studycli.catalogue.scan import Found, Scan
from studycli.core.messages import spoken


class Known(NamedTuple):
    """A file as the catalogue has it."""

    id: int
    signature: str
    trusted: bool
    hash: bytes | None


class Changes(NamedTuple):
    """What differs between disk and catalogue: ids of files that are gone, and files to be looked at."""

    gone: tuple[int, ...]
    looked_at: tuple[tuple[Found, Known | None], ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.looked_at)


def changes(db: sqlite3.Connection, scan: Scan) -> Changes:
    rows = db.execute("SELECT root, name, suffix, id, signature, trusted, hash FROM files")
    known = {(root, name, suffix): Known(*rest) for root, name, suffix, *rest in rows}
    foreign = _told_in_another_language(db)
    differing = []
    for found in scan.files:
        before = known.pop(found.key, None)
        if before is not None and before.id in foreign:
            before = before._replace(trusted=False, hash=None)  # read again though it holds the same
        if before is None or not before.trusted or before.signature != found.signature:
            differing.append((found, before))
    return Changes(tuple(file.id for file in known.values()), tuple(differing))


def _told_in_another_language(db: sqlite3.Connection) -> frozenset[int]:
    """Ids of files."""
    if db.execute("SELECT 1 FROM edition WHERE language = ?", (spoken(),)).fetchone():
        return frozenset()
    return frozenset(file for (file,) in db.execute("SELECT id FROM files WHERE problems <> '[]'"))
