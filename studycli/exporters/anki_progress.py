"""Progress for Anki: due days, memory and the review log, for a first import.

Cards in learning go out as new: Anki would take up their steps at another place than they stand.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from studycli.core.history import Event, Kind, Progress, apply, effective
from studycli.core.model import CardId
from studycli.core.schedule import DEFAULT_PARAMETERS, Memory, State

# Anki counts days from the collection's first; this one lies before every review that there can be: 1 January 2006.
_FIRST_DAY = 13_149
_DAY_SECONDS = 86_400
_REVIEW, _SUSPENDED = 2, -1
_EASE_FACTOR = 2500
_KINDS = {State.NEW: 0, State.LEARNING: 0, State.REVIEW: 1, State.RELEARNING: 2}


@dataclass(frozen=True, slots=True)
class Studied:
    """All events of one card, and the retention that is wanted of its deck."""

    events: tuple[Event, ...]
    desired_retention: float


@dataclass(frozen=True, slots=True)
class Study:
    """`west`: minutes that the zone lies west of Greenwich; `rollover`: the hour at which a study day begins;
    `parameters`: of the memory model.
    """

    cards: Mapping[CardId, Studied]
    west: int
    rollover: int
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS

    def study_day(self, at: int) -> int:
        """The study day of an instant in UTC milliseconds."""
        return (at // 1000 - self.west * 60 - self.rollover * 3600) // _DAY_SECONDS


@dataclass(frozen=True, slots=True)
class _Answer:
    event: Event
    before: Progress
    after: Progress


def carry(database: sqlite3.Connection, numbers: Mapping[CardId, int], study: Study) -> None:
    """Write what was studied into the database of a package; `numbers` are the cards' ids in it."""
    _set_days(database, study)
    answers: list[tuple[int, _Answer]] = []
    for name, studied in study.cards.items():
        if (number := numbers.get(name)) is not None:
            given, progress = _replayed(name, studied.events, study.parameters)
            if progress.suspended:
                database.execute("UPDATE cards SET queue = ? WHERE id = ?", (_SUSPENDED, number))
            if progress.state in (State.REVIEW, State.RELEARNING) and progress.memory:
                _set_card(database, number, progress, progress.memory, studied.desired_retention, study)
                answers += ((number, answer) for answer in given)
    database.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)", _revlog(answers))


def _set_days(database: sqlite3.Connection, study: Study) -> None:
    """When the days begin, and which of them is the first; without the version Anki would change the ratings."""
    created = _FIRST_DAY * _DAY_SECONDS + study.west * 60 + study.rollover * 3600
    (conf,) = database.execute("SELECT conf FROM col").fetchone()
    settings = json.loads(conf) | {"schedVer": 2, "creationOffset": study.west, "rollover": study.rollover}
    database.execute("UPDATE col SET crt = ?, conf = ?", (created, json.dumps(settings)))


def _replayed(card: CardId, events: Iterable[Event], parameters: tuple[float, ...]) -> tuple[list[_Answer], Progress]:
    """The answers since the card last began anew, and where it stands after all events."""
    answers: list[_Answer] = []
    progress = Progress(card=card)
    for event in effective(events):
        after = apply(progress, event, parameters)
        if event.kind == Kind.RESET:
            answers.clear()
        elif event.kind == Kind.REVIEW and event.mode != "cram" and event.rating:
            answers.append(_Answer(event, progress, after))
        progress = after
    return answers, progress


def _set_card(
    database: sqlite3.Connection, number: int, progress: Progress, memory: Memory, retention: float, study: Study
) -> None:
    assert progress.due is not None and progress.at is not None, "a card in review was reviewed"
    due = progress.due if progress.state is State.REVIEW else study.study_day(progress.due)
    data = {
        "s": round(memory.stability, 4),
        "d": round(memory.difficulty, 3),
        "dr": retention,
        "decay": round(study.parameters[20], 3),
        "lrt": progress.at // 1000,
    }
    database.execute(
        "UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?, data = ? "
        "WHERE id = ?",
        (
            _REVIEW,
            _SUSPENDED if progress.suspended else _REVIEW,
            due - _FIRST_DAY,
            max(1, progress.interval),
            _EASE_FACTOR,
            progress.reps,
            progress.lapses,
            json.dumps(data, separators=(",", ":")),
            number,
        ),
    )


def _revlog(answers: Iterable[tuple[int, _Answer]]) -> Iterator[tuple[int, ...]]:
    """Rows of the review log; their ids are their times, and those that came from Anki keep theirs."""
    ordered = sorted(answers, key=lambda pair: (pair[1].event.device != "anki", pair[1].event.order))
    taken: set[int] = set()
    following: dict[int, int] = {}
    for number, answer in ordered:
        event = answer.event
        id_ = following.get(event.at, event.at)
        while id_ in taken:
            id_ += 1
        taken.add(id_)
        following[event.at] = id_ + 1
        yield (
            id_,
            number,
            event.rating or 0,
            event.interval or 0,
            answer.before.interval,
            _factor(answer.after.memory),
            event.duration_ms or 0,
            _KINDS[answer.before.state],
        )


def _factor(memory: Memory | None) -> int:
    """Difficulty as Anki writes it into the ease factor's place."""
    return round((memory.difficulty - 1) / 9 * 1000 + 100) if memory else 0
