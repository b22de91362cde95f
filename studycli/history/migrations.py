"""How the history's tables came to be, one step after another; each step runs once, in a transaction of its own."""

import sqlite3
from collections.abc import Callable, Sequence

# Marks a database file as a history of this program ("stud").
APPLICATION_ID = 0x73747564

_FIRST = """
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
CREATE TABLE progress (
  card TEXT PRIMARY KEY, state INTEGER NOT NULL, step INTEGER NOT NULL, stability REAL, difficulty REAL, due INTEGER,
  interval INTEGER NOT NULL, reps INTEGER NOT NULL, lapses INTEGER NOT NULL, day INTEGER, at INTEGER,
  suspended INTEGER NOT NULL, buried_on INTEGER, flagged INTEGER NOT NULL, missed TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX progress_due ON progress (state, due);
CREATE TABLE migrations (name TEXT PRIMARY KEY);
"""

# `facts`: what is known of the file as a whole, such as what progress was folded with.
_SECOND = """
ALTER TABLE events ADD COLUMN text TEXT;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

# `joined`: cards with events whose note was merged into another, each with the card it goes on as. It is derived.
_THIRD = """
CREATE TABLE joined (card TEXT PRIMARY KEY, root TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX joined_root ON joined (root);
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


Step = tuple[str, Callable[[sqlite3.Connection], None]]

MIGRATIONS: tuple[Step, ...] = (
    ("events and progress", _run(_FIRST)),
    ("texts of events, facts about the file", _run(_SECOND)),
    ("cards that were joined", _run(_THIRD)),
)


def version(connection: sqlite3.Connection) -> int:
    """How many steps the file has gone through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection, keep_copy: Callable[[int], object], steps: Sequence[Step] = MIGRATIONS
) -> None:
    """Take the steps that are left; another process may take them at the same time, and then they are left to it.

    Before the first step of a file that has gone through some, `keep_copy` is given the version it will have, while
    nobody else can write.
    """
    is_older = version(connection) > 0
    while version(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version(connection)
            if done < len(steps):
                if is_older:
                    keep_copy(len(steps))
                    is_older = False
                _take(connection, done, *steps[done])
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _take(connection: sqlite3.Connection, done: int, name: str, step: Callable[[sqlite3.Connection], None]) -> None:
    step(connection)
    connection.execute("INSERT INTO migrations VALUES (?)", (name,))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {done + 1}")
