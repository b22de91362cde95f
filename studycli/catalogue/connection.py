"""An open catalogue that is up to date, whatever was there before."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studycli.catalogue import index, schema
from studycli.catalogue.scan import Scan
from studycli.catalogue.sql import add_functions
from studycli.core.collector import gc_paused

if TYPE_CHECKING:
    from studycli.catalogue.update import Progress

# As long as another process may take to build a large library.
_BUSY_SECONDS = 60
_CACHE_KB = 64 << 10

# What a good file may answer too: it is in use, or this process may not write it. Everything else is damage.
_REFUSALS = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_INTERRUPT,
    )
)


def connect(path: Path | None, scan: Scan, report: "Progress | None") -> sqlite3.Connection:
    """The catalogue at `path` after a scan: made anew where it is damaged, in memory where it cannot be kept there."""
    for _ in range(2):
        if path is None:
            break
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _up_to_date(str(path), scan, report)
        except (sqlite3.Error, ValueError, OSError) as fault:
            if not is_damage(fault) or not remove(path):
                break
    return _up_to_date(":memory:", scan, report)


def is_damage(fault: Exception) -> bool:
    """Whether the file is to blame; text that is no UTF-8 or no JSON any more comes as an error without a code."""
    if isinstance(fault, OSError):
        return False
    return (getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF) not in _REFUSALS


def remove(path: Path) -> bool:
    """Whether the catalogue at `path` is gone."""
    try:
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _up_to_date(database: str, scan: Scan, report: "Progress | None") -> sqlite3.Connection:
    db = sqlite3.connect(database, timeout=_BUSY_SECONDS, isolation_level=None, uri=True)
    try:
        add_functions(db)
        db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        db.execute("PRAGMA synchronous = NORMAL")
        if not schema.is_current(db) or index.changes(db, scan):
            _bring_up_to_date(db, scan, report)
    except BaseException:
        db.close()
        raise
    return db


def _bring_up_to_date(db: sqlite3.Connection, scan: Scan, report: "Progress | None") -> None:
    from studycli.catalogue.update import apply

    with _one_transaction(db), gc_paused():
        # Another process may have done it while this one waited for its turn.
        if not schema.is_current(db):
            schema.make_anew(db)
        apply(db, index.changes(db, scan), scan.at_ns, report)


@contextmanager
def _one_transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
