"""Events and progress as rows of the database, and back. Rows are tuples in the order of the columns named here."""

import json
from typing import Any

from studycli.core.history import PROGRESS_COLUMNS, Event, Progress
from studycli.core.model import CardId
from studycli.core.schedule import Memory, State

EVENT_COLUMNS = "id, device, card, at, study_day, kind, rating, duration_ms, mode, interval, missed, target, text"
PROGRESS_NAMES = ", ".join(column.split()[0] for column in PROGRESS_COLUMNS.split(", "))

Row = tuple[Any, ...]
Missed = tuple[tuple[int, str], ...]


def event_row(event: Event) -> Row:
    return (
        event.id, event.device, event.card, event.at, event.study_day, event.kind, event.rating, event.duration_ms,
        event.mode, event.interval, _dump(event.missed) if event.missed else None, event.target, event.text,
    )  # fmt: skip


def read_event(row: Row) -> Event:
    id, device, card, at, study_day, kind, rating, duration_ms, mode, interval, missed, target, text = row  # noqa: A001
    return Event(
        id=id,
        device=device,
        card=CardId(card),
        at=at,
        study_day=study_day,
        kind=kind,
        rating=rating,
        duration_ms=duration_ms,
        mode=mode,
        interval=interval,
        missed=_load(missed) if missed else (),
        target=target,
        text=text,
    )


def progress_row(progress: Progress) -> Row:
    memory = progress.memory
    return (
        progress.card, int(progress.state), progress.step, memory and memory.stability, memory and memory.difficulty,
        progress.due, progress.interval, progress.reps, progress.lapses, progress.day, progress.at,
        int(progress.suspended), progress.buried_on, int(progress.flagged), _dump(progress.missed),
    )  # fmt: skip


def read_progress(row: Row) -> Progress:
    card, state, step, stability, difficulty, due, interval, reps, lapses, day, at = row[:11]
    suspended, buried_on, flagged, missed = row[11:]
    return Progress(
        card=CardId(card),
        state=State(state),
        step=step,
        memory=None if stability is None else Memory(stability, difficulty),
        due=due,
        interval=interval,
        reps=reps,
        lapses=lapses,
        day=day,
        at=at,
        suspended=bool(suspended),
        buried_on=buried_on,
        flagged=bool(flagged),
        missed=_load(missed),
    )


def _dump(missed: Missed) -> str:
    return json.dumps(missed, ensure_ascii=False, separators=(",", ":")) if missed else ""


def _load(text: str | None) -> Missed:
    return tuple((int(index), str(point)) for index, point in json.loads(text)) if text else ()
