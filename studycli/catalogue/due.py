"""What could be studied now: cards in learning, reviews that are due, new cards, and how many there are of each.

Suspended cards and those buried today are left out. A card without a row in history.progress is new.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from studycli.catalogue.place import FROM_PLACE, NEVER_SEEN, Place
from studycli.catalogue.sql import Condition
from studycli.core.model import CardId, NoteId, note_of
from studycli.core.queue import Due
from studycli.core.schedule import State
from studycli.core.settings import Order

_ASKED = "NOT p.suspended AND p.buried_on IS NOT :study_day"
_LEARNING = f"p.state IN (1, 3) AND p.due <= :until_ms AND {_ASKED}"
_REVIEW = f"p.state = 2 AND p.due <= :study_day AND {_ASKED}"
_NEW_AGAIN = f"p.state = 0 AND {_ASKED}"
_NEW = f"({NEVER_SEEN} OR ({_NEW_AGAIN}))"

# Progress first: few of its rows are due, and its index gives them in order.
_DUE = "history.progress p CROSS JOIN cards c ON c.id = p.card CROSS JOIN files f ON f.id = c.file"
# Files first, so that cards come in library order without being sorted: no two files have one rank, but only of the id
# does SQLite know it.
_LIBRARY = "files f CROSS JOIN cards c ON c.file = f.id LEFT JOIN history.progress p ON p.card = c.id"
_LIBRARY_ORDER = "f.rank, f.id, c.position, c.ordinal"
_NOTES = " CROSS JOIN notes n ON n.file = c.file AND n.position = c.position AND NOT n.hidden"


# How well a card is known falls with elapsed days in units of its stability, whatever the parameters.
_ORDERS = {
    Order.DUE: "p.due, p.card",
    Order.DIFFICULTY: "p.difficulty, p.due, p.card",
    Order.RETRIEVABILITY: "(:study_day - p.day) / p.stability, p.card",
    Order.RANDOM: "p.card",
}


class Counts(NamedTuple):
    learning: int
    review: int
    new: int


class DeckCounts(NamedTuple):
    """`learning` counts all cards in a learning step, `due` those to ask today; suspended ones are in neither."""

    new: int = 0
    learning: int = 0
    due: int = 0
    suspended: int = 0


def learning_cards(db: sqlite3.Connection, only: Condition, until_ms: int) -> list[Due]:
    """By the instant they fall due, up to `until_ms`."""
    return list(_cards(db, only, _DUE, _LEARNING, "p.due, p.card", until_ms=until_ms))


def review_cards(db: sqlite3.Connection, only: Condition, notes: int | None, order: Order) -> list[Due]:
    """In that order; at random is left to the caller, who then wants them all."""
    return list(_of_first(notes, _cards(db, only, _DUE, _REVIEW, _ORDERS[order])))


def new_cards(db: sqlite3.Connection, only: Condition, notes: int | None, place: Place) -> list[Due]:
    """In library order; every card before the place has been seen."""
    values = place._asdict()
    before = _cards(db, only, _DUE, f"{_NEW_AGAIN} AND NOT ({FROM_PLACE})", _LIBRARY_ORDER, **values)
    behind = _cards(db, only, _LIBRARY, f"{_NEW} AND {FROM_PLACE}", _LIBRARY_ORDER, **values)
    return list(_of_first(notes, chain(before, behind)))


def next_due(db: sqlite3.Connection) -> Due | None:
    """What falls due next of all that was seen: a card in a learning step before any review."""
    everything = Condition("(1)", {}, of_cards=False)
    for states in ("(1, 3)", "(2)"):
        where = f"p.state IN {states} AND NOT p.suspended"
        if found := next(_cards(db, everything, _DUE, where, "p.due"), None):
            return found
    return None


def counts(db: sqlite3.Connection, only: Condition, until_ms: int) -> Counts:
    return Counts(
        learning=_count(db, only, _DUE, _LEARNING, until_ms=until_ms),
        review=_count(db, only, _DUE, _REVIEW),
        new=_count(db, only, _LIBRARY, _NEW),
    )


def deck_counts(db: sqlite3.Connection, only: Condition, now_ms: int) -> dict[int, DeckCounts]:
    """By file."""
    tables = _joined("cards c LEFT JOIN history.progress p ON p.card = c.id", only)
    rows = db.execute(
        f"SELECT c.file, total({_NEW}), total(p.state IN (1, 3) AND NOT p.suspended), "
        f"total(({_LEARNING}) OR ({_REVIEW})), total(p.suspended) "
        f"FROM {tables} WHERE {only.sql} GROUP BY c.file",
        {**only.values, "until_ms": now_ms},
    )
    return {file: DeckCounts(*map(int, numbers)) for file, *numbers in rows}


def _cards(
    db: sqlite3.Connection, only: Condition, tables: str, where: str, order: str, **values: str | int
) -> Iterator[Due]:
    rows = db.execute(
        f"SELECT c.id, f.name, coalesce(p.state, 0), p.due FROM {_joined(tables, only)} "
        f"WHERE {where} AND {only.sql} ORDER BY {order}",
        {**only.values, **values},
    )
    for card, deck, state, due in rows:
        yield Due(CardId(card), deck, State(state), due)


def _of_first(notes: int | None, cards: Iterable[Due]) -> Iterator[Due]:
    """The cards up to the last that belongs to one of the first so many notes; None for all."""
    met: set[NoteId] = set()
    for due in cards:
        met.add(note_of(due.card))
        if notes is not None and len(met) > notes:
            return
        yield due


def _count(db: sqlite3.Connection, only: Condition, tables: str, where: str, **values: int) -> int:
    sql = f"SELECT count(*) FROM {_joined(tables, only)} WHERE {where} AND {only.sql}"
    return int(db.execute(sql, {**only.values, **values}).fetchone()[0])


def _joined(tables: str, only: Condition) -> str:
    return tables if only.is_open else tables + _NOTES
