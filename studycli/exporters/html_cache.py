"""Rendered fields of notes by a hash of what they say: a cache, which may be deleted, damaged or absent at any time."""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studycli import __version__

Fields = tuple[str, ...]

# More notes than any export has; beyond, what is left of old texts is not worth sorting out.
_MOST = 250_000
# As many values as an old SQLite takes in one statement.
_AT_ONCE = 900
# No field holds this character: it is the one that Anki itself puts between fields.
_BETWEEN = "\x1f"
_FAULTS = (sqlite3.Error, UnicodeDecodeError, AttributeError, OSError)


@dataclass(frozen=True, slots=True)
class HtmlCache:
    path: Path

    def get(self, keys: Iterable[str]) -> Mapping[str, Fields]:
        """What is known of these; a cache that cannot be read is thrown away."""
        try:
            with closing(self._connect()) as database:
                return _found(database, list(keys))
        except _FAULTS:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
            return {}

    def put(self, rendered: Mapping[str, Fields]) -> None:
        """Keep these; a cache that cannot be written is done without."""
        with suppress(*_FAULTS), closing(self._connect()) as database:
            (known,) = database.execute("SELECT count(*) FROM html").fetchone()
            if known + len(rendered) > _MOST:
                database.execute("DELETE FROM html")
            rows = ((key, _BETWEEN.join(fields)) for key, fields in rendered.items())
            database.executemany("INSERT OR REPLACE INTO html VALUES (?, ?)", rows)
            database.commit()

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path)
        try:
            database.execute("PRAGMA synchronous = OFF")
            database.execute("CREATE TABLE IF NOT EXISTS html (key TEXT PRIMARY KEY, fields TEXT)")
        except BaseException:
            database.close()
            raise
        return database


def key(content: str) -> str:
    """Another program may render the same content differently."""
    return hashlib.sha256(f"{content} {_rendered_by()}".encode()).hexdigest()[:32]


def _found(database: sqlite3.Connection, keys: list[str]) -> dict[str, Fields]:
    found: dict[str, Fields] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        rows = database.execute(f"SELECT key, fields FROM html WHERE key IN ({', '.join('?' * len(some))})", some)
        found.update((key, tuple(fields.split(_BETWEEN))) for key, fields in rows)
    return found


@cache
def _rendered_by() -> str:
    """The libraries, and this program's own sources, so that a change of them needs no number to be raised."""
    from importlib.metadata import version

    package = Path(__file__).parent.parent
    sources = sorted((*package.glob("exporters/*.py"), *package.glob("core/*.py")))
    own = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    return " ".join((__version__, version("cmarkgfm"), version("Pygments"), own))
