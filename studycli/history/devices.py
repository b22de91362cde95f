"""What came from which device, asked of the whole history at once."""

import sqlite3

from studycli.core.history import Kind
from studycli.core.model import CardId

_SUSPENDED = (
    "SELECT card, (SELECT device FROM events e WHERE e.card = p.card AND e.kind = ? ORDER BY at DESC, id DESC LIMIT 1) "
    "FROM progress p WHERE suspended"
)
_REVIEWED = "SELECT DISTINCT card FROM events WHERE device != ? AND kind = ?"


def suspended(connection: sqlite3.Connection) -> dict[CardId, str]:
    """The suspended cards, each with the device that suspended it."""
    return {CardId(card): device or "" for card, device in connection.execute(_SUSPENDED, (Kind.SUSPEND,))}


def reviewed_elsewhere(connection: sqlite3.Connection, device: str) -> frozenset[CardId]:
    """The cards that were reviewed on another device than this."""
    return frozenset(CardId(card) for (card,) in connection.execute(_REVIEWED, (device, Kind.REVIEW)))


def event_ids(connection: sqlite3.Connection, device: str) -> frozenset[str]:
    """The ids of all that a device recorded."""
    return frozenset(id_ for (id_,) in connection.execute("SELECT id FROM events WHERE device = ?", (device,)))
