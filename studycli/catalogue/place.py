"""Where new cards begin: a place in library order before which every card has been seen.

A card that was seen stays in the history, so a place holds for as long as the library is the same. From there it is a
few cards to the next new one, however many were seen before. What was seen and is new again, as it was reset or taken
back, has a row in history.progress and is found by that.
"""

import json
import sqlite3
from typing import NamedTuple

# A place is worth keeping anew when so many cards behind it were seen.
_FAR = 500

NEVER_SEEN = "p.card IS NULL"
FROM_PLACE = "f.rank >= :rank AND (f.rank > :rank OR c.position >= :position)"


class Place(NamedTuple):
    """A note's position in the file of that rank; `edition` is the catalogue's, another after every change of the
    library.
    """

    edition: str
    rank: int = -1
    position: int = 0

    def __str__(self) -> str:
        return json.dumps(self)

    def is_near(self, other: "Place") -> bool:
        return self[:-1] == other[:-1] and self.position - other.position <= _FAR


def place_of(db: sqlite3.Connection, kept: str) -> Place:
    """The place that was kept as text, or the very beginning where it is of another edition or none was."""
    edition = str(db.execute("SELECT stamp FROM edition").fetchone()[0])
    values = json.loads(kept) if kept else [""]
    return Place(*values) if values[0] == edition else Place(edition)


def next_place(db: sqlite3.Connection, place: Place) -> Place:
    """That of the first card from there on that was never seen, or behind the last of all."""
    never_seen = (
        "SELECT f.rank, c.position FROM files f CROSS JOIN cards c ON c.file = f.id "
        f"LEFT JOIN history.progress p ON p.card = c.id WHERE {FROM_PLACE} AND {NEVER_SEEN} "
        "ORDER BY f.rank, f.id, c.position LIMIT 1"
    )
    the_end = "SELECT rank, 1 << 62 FROM files ORDER BY rank DESC LIMIT 1"
    values = place._asdict()
    found = db.execute(never_seen, values).fetchone() or db.execute(the_end).fetchone()
    return Place(place.edition, *found) if found else place
