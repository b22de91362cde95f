"""The table `progress` as it follows from the table `events`, joined cards taken together."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from studycli.core.history import Progress, fold, fold_mark
from studycli.core.model import CardId
from studycli.history import joined
from studycli.history.rows import EVENT_COLUMNS, PROGRESS_NAMES, progress_row, read_event

KEEP = f"INSERT OR REPLACE INTO progress ({PROGRESS_NAMES}) VALUES ({', '.join('?' * 15)})"

# The fact of where new cards begin (see catalogue.place); it holds as long as no card that was seen is forgotten.
PLACE_OF_NEW = "place of new cards"
_FORGET_PLACE = f"DELETE FROM facts WHERE name = '{PLACE_OF_NEW}'"


def folded(connection: sqlite3.Connection, parameters: Sequence[float]) -> Iterator[Progress]:
    """Each card's progress from all of its events, those of joined cards last."""
    roots = joined.roots(connection)
    involved = roots.keys() | roots.values()
    rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM events ORDER BY card, at, id")
    for card, events in groupby(map(read_event, rows), key=attrgetter("card")):
        if card not in involved:
            yield fold(card, events, parameters)
    for root in sorted(set(roots.values())):
        yield from _folded_anew(connection, root, parameters)


def refold(connection: sqlite3.Connection, card: CardId, parameters: Sequence[float]) -> None:
    """Fold a card anew, with those that are joined to it; one without events has no progress."""
    found = list(_folded_anew(connection, joined.root(connection, card), parameters))
    connection.executemany(KEEP, map(progress_row, found))
    if all(progress.card != card for progress in found):
        connection.execute("DELETE FROM progress WHERE card = ?", (card,))
        connection.execute(_FORGET_PLACE)


def _folded_anew(connection: sqlite3.Connection, root: CardId, parameters: Sequence[float]) -> Iterator[Progress]:
    """The progress of a card, and the same for each card that goes on as it."""
    members = joined.members(connection, root)
    events = joined.counted(connection, root) if members else list(joined.events(connection, root))
    if members or events:
        progress = fold(root, events, parameters)
        yield progress
        yield from (replace(progress, card=member) for member in members)


def is_current(connection: sqlite3.Connection, parameters: Sequence[float]) -> bool:
    """Whether progress was kept by today's fold with these parameters."""
    row = connection.execute("SELECT value FROM facts WHERE name = 'fold'").fetchone()
    return row is not None and row[0] == fold_mark(parameters)


def rebuild(connection: sqlite3.Connection, parameters: Sequence[float]) -> int:
    """Fold every card anew, and say how many there are."""
    connection.execute("DELETE FROM progress")
    connection.execute(_FORGET_PLACE)
    joined.derive(connection)
    cards = connection.executemany(KEEP, map(progress_row, folded(connection, parameters))).rowcount
    connection.execute("INSERT OR REPLACE INTO facts VALUES ('fold', ?)", (fold_mark(parameters),))
    return max(0, cards)
