"""The indexes of the table `events`, put aside while much is added: making them anew takes half the time of keeping."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events' AND sql IS NOT NULL"
_MANY = 20_000


def is_worth_it(connection: sqlite3.Connection, new: int) -> bool:
    """Whether so many new events are many, and not few beside those that are there."""
    return new >= _MANY and new >= connection.execute("SELECT count(*) FROM events").fetchone()[0]


@contextmanager
def put_aside(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside the caller's transaction, which also undoes it."""
    indexes = connection.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        connection.execute(statement)
