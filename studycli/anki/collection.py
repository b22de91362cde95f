"""The rows of a collection that are about studycli's own notes, checked for what they claim to be."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from studycli.core.model import CardId, NoteId

_GUID = "studycli:"
_LAST_INSTANT = 10**14
_LONGEST_DAYS, _LONGEST_SECONDS = 10**6, 10**8

_OURS = "FROM cards c JOIN notes n ON n.id = c.nid WHERE substr(n.guid, 1, 9) = 'studycli:'"
_CARDS = f"SELECT c.id, n.guid, c.ord, c.mod, c.type, c.queue, c.due, c.odue {_OURS} AND typeof(n.guid) = 'text'"
# Ordered by card through the temporary index of the sort: half a million rows take a second.
_COLUMNS = ("id", "cid", "ease", "ivl", "factor", "time", "type")
_SOUND = " AND ".join(f"typeof({column}) = 'integer'" for column in _COLUMNS) + (
    f" AND id > {2 * 86_400_000} AND id < {_LAST_INSTANT} AND ease BETWEEN 0 AND 4"
    f" AND ivl > {-_LONGEST_SECONDS} AND ivl < {_LONGEST_DAYS}"
)
_REVLOG = f"SELECT {', '.join(_COLUMNS)} FROM revlog WHERE {_SOUND} ORDER BY cid, id"
_BROKEN = f"SELECT count(*) FROM revlog WHERE NOT ({_SOUND})"


@dataclass(frozen=True, slots=True)
class AnkiCard:
    """`modified` is unix seconds; `due` the day in the collection's count, also while it is in a filtered deck."""

    number: int
    guid: str
    place: int
    modified: int
    is_review: bool
    queue: int
    due: int

    @property
    def note(self) -> NoteId:
        return NoteId(self.guid.removeprefix(_GUID))

    def names(self) -> tuple[CardId, ...]:
        """What the card may be called here: only its note's kind tells a cloze from the others."""
        other = {0: (CardId(self.note),), 1: (CardId(f"{self.note}/reverse"),)}.get(self.place, ())
        return (*other, CardId(f"{self.note}/c{self.place + 1}"))


class Row(NamedTuple):
    """One line of Anki's review log; a named tuple, since a collection has half a million of them.

    `id` is UTC milliseconds, `interval` days or negative seconds.

    `ease` is a rating, or 0 where nothing was answered.
    """

    id: int
    card: int
    ease: int
    interval: int
    factor: int
    duration_ms: int
    type: int


def cards(collection: sqlite3.Connection) -> dict[int, AnkiCard]:
    """The cards of studycli's notes by Anki's number of them; rows that no Anki writes are passed over."""
    return {
        number: AnkiCard(number, guid, place, modified, type_ == 2, queue, odue or due)
        for number, guid, *rest in collection.execute(_CARDS)
        if set(map(type, (number, *rest))) == {int}
        for place, modified, type_, queue, due, odue in [rest]
    }


def rows(collection: sqlite3.Connection) -> Iterator[Row]:
    """The review log by card and time, without rows that no Anki writes."""
    return map(Row._make, collection.execute(_REVLOG))


def broken(collection: sqlite3.Connection) -> int:
    """How many rows are left out so."""
    return int(collection.execute(_BROKEN).fetchone()[0])


def size(collection: sqlite3.Connection) -> int:
    """How many rows the review log has."""
    return int(collection.execute("SELECT count(*) FROM revlog").fetchone()[0])
