"""The table `joined`: the cards with events whose note was merged into another, each with the card it goes on as.

Like progress it follows from the table `events`.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from studycli.core.aliases import Alias, aliases, joined, root_of
from studycli.core.history import Event, Kind
from studycli.core.model import CardId, NoteId, note_of
from studycli.history.rows import EVENT_COLUMNS, read_event

# Undo events have a target too, so the index on it gives both.
_ALIASES = f"SELECT {EVENT_COLUMNS} FROM events WHERE target IS NOT NULL AND kind IN (?, ?)"
_CARDS = "SELECT DISTINCT card FROM events WHERE card = ? OR (card > ? AND card < ?)"
_EVENTS = (
    f"SELECT {EVENT_COLUMNS} FROM events WHERE card = :card OR card IN (SELECT card FROM joined WHERE root = :card) "
    "ORDER BY at, id"
)
_FIRST_REVIEW = (
    "SELECT 1 FROM events WHERE card IN (SELECT ?1 UNION ALL SELECT card FROM joined WHERE root = ?1) "
    "AND kind = 'review' AND mode IS NOT 'cram' AND study_day < ?2 LIMIT 1"
)
_INVOLVED = "SELECT 1 FROM joined WHERE card IN (?, ?) OR root = ? LIMIT 1"


def is_involved(connection: sqlite3.Connection, card: CardId) -> bool:
    """Whether a card goes on as another, or another as it."""
    return connection.execute(_INVOLVED, (card, note_of(card), card)).fetchone() is not None


def root(connection: sqlite3.Connection, card: CardId) -> CardId:
    """The card that it goes on as, mostly itself."""
    note, slash, part = card.partition("/")
    row = connection.execute("SELECT root FROM joined WHERE card = ?", (note,)).fetchone()
    return card if row is None else CardId(f"{row[0]}{slash}{part}")


def members(connection: sqlite3.Connection, root: CardId) -> list[CardId]:
    """The cards that go on as this one."""
    return [CardId(card) for (card,) in connection.execute("SELECT card FROM joined WHERE root = ?", (root,))]


def roots(connection: sqlite3.Connection) -> dict[CardId, CardId]:
    """Every card that goes on as another, and as which."""
    return {CardId(card): CardId(root) for card, root in connection.execute("SELECT card, root FROM joined")}


def events(connection: sqlite3.Connection, root: CardId) -> Iterator[Event]:
    """The events of a card and of those that go on as it, in the order of the fold."""
    return map(read_event, connection.execute(_EVENTS, {"card": root}))


def counted(connection: sqlite3.Connection, root: CardId) -> list[Event]:
    """Of these the ones that count for its progress."""
    return joined(root, events(connection, root), _aliases(connection))


def derive(connection: sqlite3.Connection, notes: Iterable[NoteId] = ()) -> set[CardId]:
    """Bring the table up to date, and give the cards whose progress may be another now.

    `notes` are those of which aliases came or went: even when they lead where they led, they may do so since another
    time.
    """
    before, after = roots(connection), expected(connection)
    changed = before.items() ^ after.items()
    connection.executemany("DELETE FROM joined WHERE card = ?", [(card,) for card, _ in changed])
    connection.executemany("INSERT INTO joined VALUES (?, ?)", sorted(changed & after.items()))
    return {each for pair in changed for each in pair}.union(*(_cards(connection, note) for note in notes))


def expected(connection: sqlite3.Connection) -> dict[CardId, CardId]:
    """What the table should hold."""
    known = _aliases(connection)
    return {card: root_of(card, known) for note in known for card in _cards(connection, note)}


def add(connection: sqlite3.Connection, cards: Iterable[CardId]) -> None:
    """After the first events of cards: their notes may lead elsewhere."""
    if not is_empty(connection):
        found = ((card, root(connection, card)) for card in cards)
        rows = [(card, target) for card, target in found if target != card]
        connection.executemany("INSERT OR IGNORE INTO joined VALUES (?, ?)", rows)


def involved(connection: sqlite3.Connection, cards: Iterable[CardId]) -> frozenset[CardId]:
    """Those of the cards that go on as another, or another as them."""
    if is_empty(connection):
        return frozenset()
    return frozenset(card for card in cards if is_involved(connection, card))


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether no note was merged of which there are events: mostly."""
    return connection.execute("SELECT 1 FROM joined LIMIT 1").fetchone() is None


def was_studied_before(connection: sqlite3.Connection, card: CardId, study_day: int) -> bool:
    """Whether a card that another one is joined to was reviewed as that before a day."""
    if not is_involved(connection, card):
        return False
    return connection.execute(_FIRST_REVIEW, (root(connection, card), study_day)).fetchone() is not None


def merged(connection: sqlite3.Connection, event: Event) -> NoteId | None:
    """The note that the event leads elsewhere, or of which it takes that back; None for other events."""
    if event.kind == Kind.ALIAS:
        return note_of(event.card)
    if event.kind != Kind.UNDO:
        return None
    row = connection.execute("SELECT card FROM events WHERE id = ? AND kind = ?", (event.target, Kind.ALIAS)).fetchone()
    return None if row is None else note_of(CardId(row[0]))


def _aliases(connection: sqlite3.Connection) -> dict[NoteId, Alias]:
    return aliases(map(read_event, connection.execute(_ALIASES, (Kind.ALIAS, Kind.UNDO))))


def _cards(connection: sqlite3.Connection, note: NoteId) -> list[CardId]:
    """Those of a note that have events. In the order of characters `0` comes after `/`."""
    return [CardId(card) for (card,) in connection.execute(_CARDS, (note, f"{note}/", f"{note}0"))]
