"""What the figures of `core.stats` are made from, read from the database in bulk."""

import json
import sqlite3
from collections.abc import Iterator

from studycli.core.model import CardId
from studycli.core.schedule import State
from studycli.core.stats import RESET, Answer, Standing

_COUNTED = "id NOT IN (SELECT target FROM events WHERE kind = 'undo' AND target IS NOT NULL)"


def answers(connection: sqlite3.Connection) -> Iterator[Answer]:
    """As `core.stats.answers` gives them."""
    return _rows(
        connection,
        f"SELECT {_card(connection)}, study_day, "
        f"CASE WHEN kind = 'reset' THEN {RESET} WHEN mode IS NOT 'cram' THEN rating END, "
        "coalesce(interval, 0), coalesce(duration_ms, 0) FROM events "
        f"WHERE kind IN ('review', 'reset') AND {_COUNTED} ORDER BY at, id",
    )


def standings(connection: sqlite3.Connection) -> list[Standing]:
    """Of every card that has events."""
    rows = _rows(
        connection, "SELECT card, state, CASE WHEN NOT suspended THEN due END, lapses, difficulty FROM progress"
    )
    return [Standing(card, State(state), due, lapses, difficulty) for card, state, due, lapses, difficulty in rows]


def misses(connection: sqlite3.Connection) -> list[tuple[CardId, str, int]]:
    """As `core.stats.misses` gives them, equal ones counted."""
    rows = _rows(
        connection,
        f"SELECT {_card(connection)} AS joint, missed, count(*) FROM events "
        f"WHERE kind = 'review' AND missed IS NOT NULL AND {_COUNTED} GROUP BY joint, missed",
    )
    return [(card, point, count) for card, missed, count in rows for _, point in json.loads(missed)]


def _card(connection: sqlite3.Connection) -> str:
    """The card that an event counts for; looking that up costs time, and mostly no two cards are joined."""
    if connection.execute("SELECT 1 FROM joined LIMIT 1").fetchone() is None:
        return "+card"
    return "coalesce((SELECT root FROM joined WHERE joined.card = events.card), card)"


def _rows(connection: sqlite3.Connection, sql: str) -> sqlite3.Cursor:
    """Plain tuples, whatever rows the connection gives otherwise."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(sql)
