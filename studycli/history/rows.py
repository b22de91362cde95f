"""Events and progress as rows of the database, and back."""

import json
import sqlite3
from typing import Any

from studycli.core.history import PROGRESS_COLUMNS, Event, Progress
from studycli.core.model import CardId
from studycli.core.schedule import Memory, State

EVENT_COLUMNS = "id, device, card, at, study_day, kind, rating, duration_ms, mode, interval, missed, target"
PROGRESS_NAMES = ", ".join(column.split()[0] for column in PROGRESS_COLUMNS.split(", "))

Missed = tuple[tuple[int, str], ...]


def event_row(event: Event) -> tuple[Any, ...]:
    return (
        event.id, event.device, event.card, event.at, event.study_day, event.kind, event.rating, event.duration_ms,
        event.mode, event.interval, _dump(event.missed) if event.missed else None, event.target,
    )  # fmt: skip


def read_event(row: sqlite3.Row) -> Event:
    return Event(
        id=row["id"],
        device=row["device"],
        card=CardId(row["card"]),
        at=row["at"],
        study_day=row["study_day"],
        kind=row["kind"],
        rating=row["rating"],
        duration_ms=row["duration_ms"],
        mode=row["mode"],
        interval=row["interval"],
        missed=_load(row["missed"]),
        target=row["target"],
    )


def progress_row(progress: Progress) -> tuple[Any, ...]:
    memory = progress.memory
    return (
        progress.card, int(progress.state), progress.step, memory and memory.stability, memory and memory.difficulty,
        progress.due, progress.interval, progress.reps, progress.lapses, progress.day, progress.at,
        int(progress.suspended), progress.buried_on, int(progress.flagged), _dump(progress.missed),
    )  # fmt: skip


def read_progress(row: sqlite3.Row) -> Progress:
    known = row["stability"] is not None
    return Progress(
        card=CardId(row["card"]),
        state=State(row["state"]),
        step=row["step"],
        memory=Memory(row["stability"], row["difficulty"]) if known else None,
        due=row["due"],
        interval=row["interval"],
        reps=row["reps"],
        lapses=row["lapses"],
        day=row["day"],
        at=row["at"],
        suspended=bool(row["suspended"]),
        buried_on=row["buried_on"],
        flagged=bool(row["flagged"]),
        missed=_load(row["missed"]),
    )


def _dump(missed: Missed) -> str:
    return json.dumps(missed, ensure_ascii=False, separators=(",", ":")) if missed else ""


def _load(text: str | None) -> Missed:
    return tuple((int(index), str(point)) for index, point in json.loads(text)) if text else ()
