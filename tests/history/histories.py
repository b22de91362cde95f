"""Histories for tests of the file: small ones made through the log, and old ones from the dumps in schemas/."""

import sqlite3
from contextlib import closing
from pathlib import Path

from studycli.core.history import Event
from studycli.core.model import CardId
from studycli.history.log import Log

DAY = 86_400_000
SCHEMAS = Path(__file__).parent / "schemas"


def review(card, day, rating=3, interval=4, **fields):
    return Event(
        card=CardId(card), at=day * DAY, study_day=day, kind="review", rating=rating, interval=interval,
        **{"mode": "quiz", **fields},
    )  # fmt: skip


def write(folder, *events):
    """A history with these events, closed."""
    with closing(Log.open(folder)) as log:
        for event in events or (review("a", 3), review("b", 4, rating=1, interval=-60)):
            log.append(event, event.at)
    return folder / "history.db"


def write_old(folder, version):
    """A history as the program of that schema version left it."""
    with closing(sqlite3.connect(folder / "history.db")) as database:
        database.executescript((SCHEMAS / f"schema-{version}.sql").read_text(encoding="utf-8"))
    return folder / "history.db"


def events_in(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT id, card, kind, rating, interval, at FROM events ORDER BY id").fetchall()


def contents(folder):
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
