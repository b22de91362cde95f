"""The table `progress` as it follows from the table `events`."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from studycli.core.history import Progress, fold, fold_mark
from studycli.history.rows import EVENT_COLUMNS, PROGRESS_NAMES, progress_row, read_event

KEEP = f"INSERT OR REPLACE INTO progress ({PROGRESS_NAMES}) VALUES ({', '.join('?' * 15)})"


def folded(connection: sqlite3.Connection, parameters: Sequence[float]) -> Iterator[Progress]:
    """Each card's progress from all of its events, by the card's id."""
    rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM events ORDER BY card, at, id")
    for card, events in groupby(map(read_event, rows), key=attrgetter("card")):
        yield fold(card, events, parameters)


def is_current(connection: sqlite3.Connection, parameters: Sequence[float]) -> bool:
    """Whether progress was kept by today's fold with these parameters."""
    row = connection.execute("SELECT value FROM facts WHERE name = 'fold'").fetchone()
    return row is not None and row[0] == fold_mark(parameters)


def rebuild(connection: sqlite3.Connection, parameters: Sequence[float]) -> int:
    """Fold every card anew, and say how many there are."""
    connection.execute("DELETE FROM progress")
    cards = connection.executemany(KEEP, map(progress_row, folded(connection, parameters))).rowcount
    connection.execute("INSERT OR REPLACE INTO facts VALUES ('fold', ?)", (fold_mark(parameters),))
    return max(0, cards)
