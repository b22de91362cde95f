"""The catalogue as the program asks it."""

import sqlite3
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from studycli.catalogue import due, lookup
from studycli.catalogue.connection import connect, is_damage, remove
from studycli.catalogue.due import Counts, DeckCounts
from studycli.catalogue.lookup import CardRow, DeckRow, Found, Stored
from studycli.catalogue.place import next_place, place_of
from studycli.catalogue.scan import Scan, scan
from studycli.catalogue.sql import condition
from studycli.core.history import PROGRESS_COLUMNS
from studycli.core.model import Card, CardId, Deck, NoteId
from studycli.core.problem import Problem
from studycli.core.query_tree import EVERYTHING, Query
from studycli.core.queue import Due
from studycli.core.settings import Order

if TYPE_CHECKING:
    from studycli.catalogue.search import Results
    from studycli.catalogue.update import Progress

T = TypeVar("T")


class Catalogue:
    """The library as it was when this was opened, with the history that was attached, none at first."""

    def __init__(
        self, path: Path | None, roots: Sequence[Path], scanned: Scan, report: "Progress | None" = None
    ) -> None:
        self._path = path
        self._roots = tuple(roots)
        self._scan = scanned
        self._shown = {found.key: found.shown for found in scanned.files}
        self._history: Path | None = None
        self._db = connect(path, scanned, report)
        self._attach()

    @classmethod
    def open(
        cls,
        cache: Path,
        roots: Sequence[Path],
        *,
        on_progress: "Progress | None" = None,
        clock: Callable[[], int] = time.time_ns,
    ) -> "Catalogue":
        """The catalogue of a library, brought up to date with its decks.

        Of decks of the same name the one of the first root counts. `on_progress` is told how many bytes were read and
        how many there are, and not at all when nothing changed. `clock` gives UTC nanoseconds.
        """
        # Should two libraries come to the same name, each is read when its turn comes.
        library = "\0".join(str(root.absolute()) for root in roots)
        name = zlib.crc32(library.encode(errors="surrogatepass"))
        return cls(cache / f"catalogue-{name:08x}.db", roots, scan(roots, clock()), on_progress)

    def close(self) -> None:
        self._db.close()

    def attach_history(self, path: Path | None) -> None:
        """Join the progress that is kept in a history database, which is only read; None for none."""
        self._history = path
        self._db.execute("DETACH history")
        self._attach()

    def progress_mark(self) -> str | None:
        """Under which mark of the fold the progress that is joined was kept."""
        row = self._db.execute("SELECT value FROM history.facts WHERE name = 'fold'").fetchone()
        return row and str(row[0])

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the library, by path and line."""
        told = self._ask(lambda db: lookup.problems(db, self._path_of))
        return tuple(sorted((*self._scan.problems, *told)))

    def decks(self) -> tuple[DeckRow, ...]:
        """Every deck that could be read, in library order."""
        return self._ask(lambda db: lookup.decks(db, self._path_of))

    def deck_counts(
        self, query: Query = EVERYTHING, *, study_day: int, now_ms: int
    ) -> tuple[tuple[DeckRow, DeckCounts], ...]:
        """Each deck with how its cards stand; with a query only what it lets through counts, and decks without any
        are left out.
        """
        only = condition(query, study_day=study_day, now_ms=now_ms)
        counted = self._ask(lambda db: due.deck_counts(db, only, now_ms))
        decks = self.decks() if only.is_open else self._ask(lambda db: lookup.decks_with(db, only, self._path_of))
        return tuple((deck, counted.get(deck.file, DeckCounts())) for deck in decks)

    def note(self, note_id: str) -> Found | None:
        return self._ask(lambda db: lookup.note(db, note_id, self._path_of))

    def card(self, card_id: str) -> tuple[Deck, Card] | None:
        """A card and its deck, the latter without its notes."""
        return self._ask(lambda db: lookup.card(db, card_id, self._path_of))

    def ids_with_prefix(self, prefix: str, limit: int) -> tuple[NoteId, ...]:
        """In the order of their characters."""
        return self._ask(lambda db: lookup.ids_with_prefix(db, prefix, limit))

    def cards_with_prefix(self, prefix: str, limit: int) -> tuple[CardId, ...]:
        """In the order of their characters."""
        return self._ask(lambda db: lookup.cards_with_prefix(db, prefix, limit))

    def select(self, query: Query, *, study_day: int, now_ms: int) -> list[NoteId]:
        """The notes that a query lets through, in library order."""
        only = condition(query, study_day=study_day, now_ms=now_ms)
        return self._ask(lambda db: lookup.select(db, only))

    def select_notes(self, query: Query, *, study_day: int, now_ms: int) -> list[Found]:
        """The notes that a query lets through, whole, in library order; those of one deck share it."""
        only = condition(query, study_day=study_day, now_ms=now_ms)
        return self._ask(lambda db: lookup.select_notes(db, only, self._path_of))

    def select_stored(self, query: Query, *, study_day: int, now_ms: int) -> list[Stored]:
        """The same without decoding them; their data are as the file has them."""
        only = condition(query, study_day=study_day, now_ms=now_ms)
        return self._ask(lambda db: lookup.select_stored(db, only, self._path_of))

    def select_cards(self, query: Query, *, study_day: int, now_ms: int) -> list[CardRow]:
        """The cards that a query lets through, in library order."""
        only = condition(query, study_day=study_day, now_ms=now_ms)
        return self._ask(lambda db: lookup.select_cards(db, only))

    def tags(self) -> dict[NoteId, tuple[str, ...]]:
        """Each note's tags and its deck's, as `tag:` compares them."""
        return self._ask(lookup.tags)

    def search(self, query: Query, *, limit: int, study_day: int, now_ms: int, language: str = "") -> "Results":
        """The best notes first; passages are in that language where the note has it, in any for ""."""
        from studycli.catalogue.search import Search

        return self._ask(
            lambda db: Search(db, study_day=study_day, now_ms=now_ms, limit=limit, language=language).run(query)
        )

    def learning_cards(self, query: Query = EVERYTHING, *, study_day: int, now_ms: int, ahead_ms: int = 0) -> list[Due]:
        """Cards in a learning step that fall due within `ahead_ms`, by that instant."""
        only = condition(query, study_day=study_day, now_ms=now_ms)
        return self._ask(lambda db: due.learning_cards(db, only, now_ms + ahead_ms))

    def review_cards(
        self,
        query: Query = EVERYTHING,
        *,
        study_day: int,
        now_ms: int,
        notes: int | None = None,
        order: Order = Order.DUE,
    ) -> list[Due]:
        """Reviews that are due, of the first so many notes, in that order; random is left to the caller."""
        only = condition(query, study_day=study_day, now_ms=now_ms)
        return self._ask(lambda db: due.review_cards(db, only, notes, order))

    def new_cards(
        self, query: Query = EVERYTHING, *, study_day: int, now_ms: int, notes: int | None = None, place: str = ""
    ) -> list[Due]:
        """Cards without a review, of the first so many notes, in library order.

        `place` is what `place_of_new` said of this history; without it they are looked for from the beginning.
        """
        only = condition(query, study_day=study_day, now_ms=now_ms)
        return self._ask(lambda db: due.new_cards(db, only, notes, place_of(db, place)))

    def place_of_new(self, place: str) -> str:
        """Where the cards begin that were never seen, to be kept with the history; the same where it is near."""
        before = self._ask(lambda db: place_of(db, place))
        after = self._ask(lambda db: next_place(db, before))
        return place if place and after.is_near(before) else str(after)

    def next_due(self) -> Due | None:
        """What falls due next of all that was seen and is not suspended."""
        return self._ask(due.next_due)

    def counts(self, query: Query = EVERYTHING, *, study_day: int, now_ms: int, ahead_ms: int = 0) -> Counts:
        """How many cards the three above would give without a limit."""
        only = condition(query, study_day=study_day, now_ms=now_ms)
        return self._ask(lambda db: due.counts(db, only, now_ms + ahead_ms))

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer; where the file turns out to be damaged it is built again and asked once more."""
        try:
            return question(self._db)
        except (sqlite3.DatabaseError, ValueError) as fault:
            if not is_damage(fault):
                raise
        self._db.close()
        path = self._path if self._path and remove(self._path) else None
        self._db = connect(path, self._scan, None)
        self._attach()
        return question(self._db)

    def _attach(self) -> None:
        if self._history is not None and self._history.exists():
            self._db.execute("ATTACH ? AS history", (f"{self._history.absolute().as_uri()}?mode=ro",))
            if self._db.execute("SELECT 1 FROM history.sqlite_master WHERE name = 'progress'").fetchone():
                return
            self._db.execute("DETACH history")
        self._db.execute("ATTACH ':memory:' AS history")
        self._db.execute(f"CREATE TABLE history.progress ({PROGRESS_COLUMNS}) WITHOUT ROWID")
        self._db.execute("CREATE TABLE history.facts (name, value)")

    def _path_of(self, root: int, name: str, suffix: str) -> str:
        """The path as the library was given; another process may have added a deck that was not there yet."""
        base = self._roots[root]
        return self._shown.get((root, name, suffix)) or str(base / f"{name}{suffix}")
