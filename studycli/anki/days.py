"""Anki's study days: how the collection counts them, and the days since 1970 that they are here."""

import json
import sqlite3
from dataclasses import dataclass

from studycli.anki.fault import PackageFault
from studycli.core.messages import _

# Anki's own; packages of decks never say theirs.
_DEFAULT_ROLLOVER = 4
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Days:
    """`created`: unix seconds when the collection was made; `west`: minutes that its zone lies west of Greenwich."""

    created: int
    west: int
    rollover: int

    def study_day(self, at: int) -> int:
        """The study day of an instant in UTC milliseconds."""
        return (at // 1000 - self.west * 60 - self.rollover * 3600) // _DAY_SECONDS

    @property
    def first(self) -> int:
        """The day that Anki counts as 0: the date on which the collection was made, whatever the hour."""
        return (self.created - self.west * 60) // _DAY_SECONDS


def read_days(collection: sqlite3.Connection) -> Days:
    row = collection.execute("SELECT crt, conf FROM col").fetchone()
    if row is None or not isinstance(row[0], int):
        raise PackageFault(_("its collection does not say when it was made, so its days cannot be counted"))
    created, settings = row[0], _settings(collection, row[1])
    rollover = _whole(settings.get("rollover"), 0, 23, _DEFAULT_ROLLOVER)
    # Collections that were never upgraded lack the zone; they were made at four in the morning of it.
    west = (created % _DAY_SECONDS) // 60 - _DEFAULT_ROLLOVER * 60
    west -= 1440 if west > 720 else 0
    return Days(created, _whole(settings.get("creationOffset"), -1440, 1440, west), rollover)


def _settings(collection: sqlite3.Connection, conf: object) -> dict[str, object]:
    """Schema 11 keeps them as one JSON text, today's as a row each."""
    if isinstance(conf, str) and conf.strip():
        values = _parsed(conf)
        return values if isinstance(values, dict) else {}
    tables = collection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'config'")
    if not tables.fetchone()[0]:
        return {}
    rows = collection.execute("SELECT key, val FROM config WHERE key IN ('creationOffset', 'rollover')")
    return {str(key): _parsed(value) for key, value in rows}


def _parsed(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, (str, bytes)) else None
    except (ValueError, RecursionError):
        return None


def _whole(value: object, low: int, high: int, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high else default
