"""The log at `<data>/history.db`: events are appended and never change; progress is kept beside them.

Each append is one transaction that is on the disk when the call returns.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import TypeVar

from studycli.core.history import Event, Kind, Progress, apply, effective, fold, next_id
from studycli.core.messages import _
from studycli.core.model import CardId, NoteId, note_of
from studycli.core.schedule import DEFAULT_PARAMETERS
from studycli.history import derived, indexes, joined
from studycli.history.fault import FAULTS, HistoryError, worded
from studycli.history.open import BUSY_SECONDS, connect, device_name
from studycli.history.rows import EVENT_COLUMNS, PROGRESS_NAMES, Row, event_row, progress_row, read_event, read_progress

T = TypeVar("T")

_INSERT = f"INSERT INTO events ({EVENT_COLUMNS}) VALUES ({', '.join('?' * 13)})"


class Log:
    """One open history. Faults of the file or the disk come as HistoryError."""

    def __init__(self, path: Path, connection: sqlite3.Connection, device: str, parameters: Sequence[float]) -> None:
        self.path = path
        self.device = device
        self._connection = connection
        self._parameters = parameters

    @classmethod
    def open(cls, folder: Path, parameters: Sequence[float] = DEFAULT_PARAMETERS) -> "Log":
        """The history of a data folder, made when there is none; progress is what these parameters make of it."""
        path = folder / "history.db"
        connection = connect(path)
        try:
            log = cls(path, connection, device_name(folder), parameters)
            log._bring_up_to_date()
        except BaseException:
            connection.close()
            raise
        return log

    def close(self) -> None:
        self._connection.close()

    def append(self, event: Event, now: int) -> Event:
        """The event as recorded, with its id and device; `now` (UTC ms) is when it is written, which orders ids."""
        with self._writing():
            return self._append(event, now)

    def append_all(self, events: Iterable[Event], now: int) -> None:
        """Record several at once: all of them or none."""
        with self._writing():
            for event in events:
                self._append(event, now)

    def take_in(self, events: Iterable[Event], expected: int = 0) -> int:
        """Add events of other devices as they are, leave out known ones, and say how many were new.

        `expected`: how many there are, where that is known.
        """
        given: defaultdict[CardId, list[Event]] = defaultdict(list)

        def rows() -> Iterator[Row]:
            for event in events:
                given[event.card].append(event)
                yield event_row(event)

        with self._writing():
            is_much = indexes.is_worth_it(self._connection, expected)
            with indexes.put_aside(self._connection) if is_much else nullcontext():
                before = self._connection.total_changes
                self._connection.executemany(_INSERT, rows())
                new = self._connection.total_changes - before
            if new:
                self._settle(given, all_new=new == sum(map(len, given.values())))
        return new

    def undo(self, *, at: int, study_day: int, now: int) -> Event | None:
        """Take back what this device recorded last and give that event; None when nothing is left."""
        with self._writing():
            event = self._last_standing()
            if event is not None:
                self._append(Event(card=event.card, at=at, study_day=study_day, kind=Kind.UNDO, target=event.id), now)
        return event

    def take_back(self, event: Event, *, at: int, study_day: int, now: int) -> None:
        """Undo one event that was recorded."""
        self.append(Event(card=event.card, at=at, study_day=study_day, kind=Kind.UNDO, target=event.id), now)

    def progress(self, card: CardId) -> Progress:
        with self._reading():
            query = f"SELECT {PROGRESS_NAMES} FROM progress WHERE card = ?"
            row = self._connection.execute(query, (card,)).fetchone()
        return Progress(card=card) if row is None else read_progress(row)

    def all_progress(self) -> list[Progress]:
        """Where every card stands that was ever seen."""
        with self._reading():
            return list(map(read_progress, self._connection.execute("SELECT * FROM progress")))

    def events(self, card: CardId | None = None) -> Iterator[Event]:
        """The events of a card and of those joined to it, or all, in the order of the fold."""
        with self._reading():
            if card is not None:
                yield from joined.events(self._connection, joined.root(self._connection, card))
            else:
                rows = self._connection.execute(f"SELECT {EVENT_COLUMNS} FROM events ORDER BY at, id")
                yield from map(read_event, rows)

    def counted(self, card: CardId) -> list[Event]:
        """Of the events of a card and of those joined to it the ones that its progress is made of."""
        with self._reading():
            return joined.counted(self._connection, joined.root(self._connection, card))

    def as_of(self, card: CardId, at: int) -> Progress:
        """The progress of a card from the events up to an instant."""
        known = (event for event in self.counted(card) if event.kind == Kind.UNDO or event.at <= at)
        return fold(card, known, self._parameters)

    def remark(self, card: CardId) -> str:
        """The last remark on a card that was not taken back, or ""."""
        remarks = [event for event in effective(self.events(card)) if event.kind == Kind.REMARK]
        return remarks[-1].text or "" if remarks else ""

    def studied(self, study_day: int) -> frozenset[NoteId]:
        """The notes of which a card was answered on that day."""
        return frozenset(note_of(card) for card, _is_new in self.answered(study_day))

    def load(self, first_day: int, last_day: int) -> dict[int, int]:
        """How many reviews fall due on each of these days; days without any are left out."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT due, count(*) FROM progress "
                "WHERE state = 2 AND due BETWEEN ? AND ? AND NOT suspended AND card NOT IN (SELECT card FROM joined) "
                "GROUP BY due",
                (first_day, last_day),
            )
            return dict(map(tuple, rows))

    def rebuild(self) -> int:
        """Fold every card anew from its events, and say how many there are."""
        with self._writing():
            return derived.rebuild(self._connection, self._parameters)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the file, each as one sentence; all of it is looked at as it is at one instant."""
        from studycli.history import verify

        with self._reading():
            self._connection.execute("BEGIN")
            try:
                return verify.faults(self._connection, self._parameters)
            finally:
                self._connection.execute("COMMIT")

    def size(self) -> tuple[int, int]:
        """How many events there are, and of how many cards."""
        with self._reading():
            events, cards = self._connection.execute("SELECT count(*), count(DISTINCT card) FROM events").fetchone()
        return events, cards

    def fact(self, name: str) -> str:
        """What was kept under that name of the history as a whole; "" for nothing."""
        with self._reading():
            row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_fact(self, name: str, value: str) -> None:
        """Facts follow from events and the library, so nobody waits for them: a HistoryError where another writes."""
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            with self._writing():
                self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """What a question that reads in bulk answers (see history.figures)."""
        with self._reading():
            return question(self._connection)

    def answered(self, study_day: int) -> list[tuple[CardId, bool]]:
        """The cards that were answered on that day, each with whether it was new then."""
        with self._reading():
            return [
                (CardId(card), bool(first) and not joined.was_studied_before(self._connection, CardId(card), study_day))
                for card, first in self._connection.execute(
                    "SELECT card, NOT EXISTS (SELECT 1 FROM events b WHERE b.card = e.card AND b.kind = 'review' "
                    "AND b.mode IS NOT 'cram' AND b.study_day < e.study_day) FROM events e WHERE study_day = ? "
                    "AND kind = 'review' AND mode IS NOT 'cram' "
                    "AND NOT EXISTS (SELECT 1 FROM events u WHERE u.target = e.id AND u.kind = 'undo') GROUP BY card",
                    (study_day,),
                )
            ]

    def _append(self, event: Event, now: int) -> Event:
        event = event._replace(id=next_id(self._last_id(), now, self.device), device=self.device)
        before = self._newest(event.card)
        if not self._insert(event):
            message = _("{path}: the answer was not recorded, there is an event {id} already")
            raise HistoryError(message.format(path=self.path, id=event.id))
        is_last = event.kind not in (Kind.UNDO, Kind.ALIAS) and (before is None or before < event.order)
        if is_last and not joined.is_involved(self._connection, event.card):
            self._keep(apply(self.progress(event.card), event, self._parameters))
        else:
            self._settle({event.card: [event]}, all_new=False)
        return event

    def _insert(self, event: Event) -> bool:
        """Whether the event is new; one of a known id is left out by a trigger."""
        before = self._connection.total_changes
        self._connection.execute(_INSERT, event_row(event))
        return self._connection.total_changes > before

    def _last_standing(self) -> Event | None:
        """What this device recorded last and did not take back."""
        row = self._connection.execute(
            f"SELECT {EVENT_COLUMNS} FROM events e WHERE device = ? AND kind != 'undo' "
            "AND NOT EXISTS (SELECT 1 FROM events u WHERE u.target = e.id AND u.kind = 'undo') "
            "ORDER BY id DESC LIMIT 1",
            (self.device,),
        ).fetchone()
        return None if row is None else read_event(row)

    def _last_id(self) -> str | None:
        """The last one this device gave; what was imported in its name may be called anything."""
        query = "SELECT id FROM events WHERE device = ? AND id GLOB ? ORDER BY id DESC LIMIT 1"
        row = self._connection.execute(query, (self.device, "[0-9a-f]" * 12 + "-*")).fetchone()
        return row and str(row[0])

    def _newest(self, card: CardId) -> tuple[int, str] | None:
        query = "SELECT at, id FROM events WHERE card = ? ORDER BY at DESC, id DESC LIMIT 1"
        row = self._connection.execute(query, (card,)).fetchone()
        return None if row is None else (row[0], row[1])

    def _settle(self, given: Mapping[CardId, Sequence[Event]], *, all_new: bool) -> None:
        """Fold anew what events concern that are in the table now."""
        joined.add(self._connection, given)
        marks = (event for event in chain.from_iterable(given.values()) if event.kind != Kind.REVIEW)
        notes = {note for event in marks if (note := joined.merged(self._connection, event))}
        others = joined.derive(self._connection, notes) if notes else set()
        # Where the log holds nothing else of a card, it need not be read again.
        whole = self._whole(given) if all_new else frozenset()
        folded = (fold(card, given[card], self._parameters) for card in whole)
        self._connection.executemany(derived.KEEP, map(progress_row, folded))
        for card in (given.keys() | others) - whole:
            derived.refold(self._connection, card, self._parameters)

    def _whole(self, given: Mapping[CardId, Sequence[Event]]) -> frozenset[CardId]:
        """The cards of which these are all events, those of cards that are joined to them included."""
        involved, query = joined.involved(self._connection, given), "SELECT count(*) FROM events WHERE card = ?"
        counts = ((card, self._connection.execute(query, (card,)).fetchone()[0]) for card in given)
        return frozenset(card for card, count in counts if count == len(given[card]) and card not in involved)

    def _keep(self, progress: Progress) -> None:
        self._connection.execute(derived.KEEP, progress_row(progress))

    def _bring_up_to_date(self) -> None:
        """What was folded by an earlier version, or with other parameters, is folded anew."""
        with self._reading():
            current = derived.is_current(self._connection, self._parameters)
        if not current:
            self.rebuild()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except FAULTS as fault:
            raise HistoryError(worded(fault, self.path)) from fault

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, on the disk at its end; nothing of it stays when anything goes wrong."""
        with self._reading():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
