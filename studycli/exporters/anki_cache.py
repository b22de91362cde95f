"""What exports keep for the next one: notes as Anki's rows, and compressed pieces of packages.

It is a cache, which may be deleted, damaged or absent at any time, and one that another program made is made anew.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from studycli import __version__

# A quarter of a million notes; beyond, what is left of old texts is not worth sorting out.
_MOST_BYTES = 1 << 30

# Most notes fit in such a page, so that a longer text seldom moves those behind it.
_PAGE = 32_768

# Long fields stand last, so that the others are read without them.
_SCHEMA = """
CREATE TABLE kept.notes (key TEXT PRIMARY KEY, content TEXT, number INTEGER, type INTEGER, guid TEXT, tags TEXT,
                         cards TEXT, names_files INTEGER, fields TEXT);
CREATE TABLE kept.pieces (key BLOB PRIMARY KEY, deflated BLOB);
"""


class Known(NamedTuple):
    """What of a note the other notes and the lock need; `row` is where the rest of it is kept."""

    row: int
    content: str
    number: int
    type: int
    cards: str
    names_files: bool


@contextmanager
def opened(path: Path | None) -> Iterator[sqlite3.Connection]:
    """An empty database in memory for a package, with the cache beside it as `kept`: in memory too without a path."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"PRAGMA page_size = {_PAGE}")
        if path is None or not _attached(database, path):
            database.execute("ATTACH ':memory:' AS kept")
            database.executescript(_SCHEMA)
        yield database


def _attached(database: sqlite3.Connection, path: Path) -> bool:
    """Whether the file serves as a cache now."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        try:
            _attach(database, path)
        except (sqlite3.Error, ValueError, OSError):
            database.rollback()
            with suppress(sqlite3.Error):
                database.execute("DETACH kept")
            with suppress(OSError):
                path.unlink(missing_ok=True)
        else:
            return True
    return False


def _attach(database: sqlite3.Connection, path: Path) -> None:
    database.execute("ATTACH ? AS kept", (str(path),))
    database.execute("PRAGMA kept.synchronous = OFF")
    (version,) = database.execute("PRAGMA kept.user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM kept.sqlite_master").fetchone()
    if tables and (version != _made_by() or path.stat().st_size > _MOST_BYTES):
        raise ValueError("of another program, or full")
    if not tables:
        database.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA kept.user_version = {_made_by()}; COMMIT")


def known(database: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Known]:
    """What is kept of the notes with these keys."""
    query = (
        "SELECT key, rowid, content, number, type, cards, names_files FROM kept.notes "
        "WHERE key IN (SELECT value FROM json_each(?))"
    )
    return {key: Known._make(row) for key, *row in database.execute(query, (json.dumps(list(keys)),))}


def keep(database: sqlite3.Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Notes, each as its key and the values of a NoteRow."""
    row = "(?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, CAST(? AS TEXT))"
    database.executemany(f"INSERT OR REPLACE INTO kept.notes VALUES {row}", rows)
    database.commit()


def pieces(database: sqlite3.Connection, keys: Iterable[bytes]) -> dict[bytes, bytes]:
    """The compressed pieces that are kept, by the digests of what they hold."""
    query = "SELECT deflated FROM kept.pieces WHERE key = ?"
    return {key: row[0] for key in keys if (row := database.execute(query, (key,)).fetchone())}


def keep_pieces(database: sqlite3.Connection, keys: Collection[bytes], fresh: Mapping[bytes, bytes]) -> None:
    """Fresh pieces are kept, others only if they are among these."""
    kept = {key for (key,) in database.execute("SELECT key FROM kept.pieces")}
    database.executemany("DELETE FROM kept.pieces WHERE key = ?", [(key,) for key in kept.difference(keys)])
    database.executemany("INSERT OR REPLACE INTO kept.pieces VALUES (?, ?)", fresh.items())
    database.commit()


@cache
def _made_by() -> int:
    """The libraries, and this program's own sources, so that a change of them needs no number to be raised."""
    from importlib.metadata import version

    package = Path(__file__).parent.parent
    sources = sorted((*package.glob("exporters/*.py"), *package.glob("core/*.py")))
    own = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    made_by = (__version__, version("cmarkgfm"), version("Pygments"), zlib.ZLIB_RUNTIME_VERSION, own)
    return zlib.crc32(" ".join(made_by).encode()) >> 1
