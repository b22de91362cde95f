"""How the history's tables came to be, one step after another; each step runs once, in a transaction of its own."""

import sqlite3
from collections.abc import Callable

from studycli.core.history import PROGRESS_COLUMNS

# Marks a database file as a history of this program ("stud").
APPLICATION_ID = 0x73747564

_FIRST = f"""
CREATE TABLE events (
  id TEXT PRIMARY KEY, device TEXT NOT NULL, card TEXT NOT NULL, at INTEGER NOT NULL, study_day INTEGER NOT NULL,
  kind TEXT NOT NULL, rating INTEGER, duration_ms INTEGER, mode TEXT, interval INTEGER, missed TEXT, target TEXT
) WITHOUT ROWID;
CREATE INDEX events_card ON events (card, at, id);
CREATE INDEX events_device ON events (device, id);
CREATE INDEX events_day ON events (study_day, card);
CREATE INDEX events_target ON events (target) WHERE target IS NOT NULL;
CREATE TRIGGER events_keep_all BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER events_keep_each BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_once BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = new.id)
  BEGIN SELECT RAISE(IGNORE); END;
CREATE TABLE progress ({PROGRESS_COLUMNS}) WITHOUT ROWID;
CREATE INDEX progress_due ON progress (state, due);
CREATE TABLE migrations (name TEXT PRIMARY KEY);
"""


def _run(script: str) -> Callable[[sqlite3.Connection], None]:
    """A step made of statements; unlike executescript it leaves the transaction open."""

    def step(connection: sqlite3.Connection) -> None:
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                connection.execute(statement)
                statement = ""

    return step


MIGRATIONS: tuple[tuple[str, Callable[[sqlite3.Connection], None]], ...] = (("events and progress", _run(_FIRST)),)


def version(connection: sqlite3.Connection) -> int:
    """How many steps the file has gone through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that are left; another process may take them at the same time, and then they are left to it."""
    while version(connection) < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        done = version(connection)
        if done < len(MIGRATIONS):
            name, step = MIGRATIONS[done]
            step(connection)
            connection.execute("INSERT INTO migrations VALUES (?)", (name,))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {done + 1}")
        connection.execute("COMMIT")
