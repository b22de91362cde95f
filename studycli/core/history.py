"""Events and what they add up to: progress is a fold over the log, and nothing else.

The fold gives the same progress for the same set of events, in whatever order and however often they arrive.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from studycli.core.model import CardId
from studycli.core.schedule import DEFAULT_PARAMETERS, Memory, Rating, State, memory_model

# The columns of the derived table `progress`, for the log that keeps it and the catalogue that joins it.
PROGRESS_COLUMNS = (
    "card TEXT PRIMARY KEY, state INTEGER NOT NULL, step INTEGER NOT NULL, stability REAL, difficulty REAL, "
    "due INTEGER, interval INTEGER NOT NULL, reps INTEGER NOT NULL, lapses INTEGER NOT NULL, day INTEGER, at INTEGER, "
    "suspended INTEGER NOT NULL, buried_on INTEGER, flagged INTEGER NOT NULL, missed TEXT NOT NULL"
)

# To be raised when the fold makes another progress of the same events: what was kept is then folded anew.
FOLD_VERSION = 2


# A card that was forgotten so often is a leech, and again at every fourth lapse after.
LEECH_LAPSES = 8


# By number: asking the class costs as much as a step of the fold.
_RATINGS: Mapping[int, Rating] = {int(rating): rating for rating in Rating}


class Kind(StrEnum):
    REVIEW = "review"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"
    UNBURY = "unbury"
    RESET = "reset"
    RESCHEDULE = "reschedule"
    FLAG = "flag"
    UNFLAG = "unflag"
    REMARK = "remark"
    ALIAS = "alias"
    UNDO = "undo"


class Event(NamedTuple):
    """One line of the log; a named tuple, since a rebuild makes a hundred thousand of them.

    `at` is UTC milliseconds, `study_day` days since 1970-01-01 as the person lived it. A review has `rating` 1-4,
    `duration_ms`, `mode`, `interval` as it was given (days, or negative seconds in a learning step) and `missed`
    (index and text of each point). `target` names the event that an undo takes back, or the note that an alias leads
    to, `text` is what a remark says. `kind` is a plain string, so that kinds of a later version are kept. `id` and
    `device` are given by the log that records it.
    """

    card: CardId
    at: int
    study_day: int
    kind: str
    id: str = ""
    device: str = ""
    rating: int | None = None
    duration_ms: int | None = None
    mode: str | None = None
    interval: int | None = None
    missed: tuple[tuple[int, str], ...] = ()
    target: str | None = None
    text: str | None = None

    @property
    def order(self) -> tuple[int, str]:
        return (self.at, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the history says about one card.

    `due` is UTC milliseconds in a learning step and a study day in review; None when new. `step` counts learning steps
    from 0. `day` is the largest study day of a review so far. `buried_on` is the study day for which the card is put
    off. `missed` are the points missed at the last review.
    """

    card: CardId
    state: State = State.NEW
    step: int = 0
    memory: Memory | None = None
    due: int | None = None
    interval: int = 0
    reps: int = 0
    lapses: int = 0
    day: int | None = None
    at: int | None = None
    suspended: bool = False
    buried_on: int | None = None
    flagged: bool = False
    missed: tuple[tuple[int, str], ...] = ()

    def is_buried(self, study_day: int) -> bool:
        return self.buried_on == study_day


def next_id(last: str | None, now: int, device: str) -> str:
    """An id after the device's last one, even when the clock went back: milliseconds in hex, then the device."""
    least = int(last.partition("-")[0], 16) + 1 if last else 0
    return f"{max(now, least):012x}-{device}"


def fold_mark(parameters: Sequence[float] = DEFAULT_PARAMETERS) -> str:
    """What progress depends on besides its events; progress that was kept under another mark is out of date."""
    return f"{FOLD_VERSION} {' '.join(map(repr, parameters))}"


def fold(card: CardId, events: Iterable[Event], parameters: Sequence[float] = DEFAULT_PARAMETERS) -> Progress:
    """The progress of one card from all of its events, undo events among them."""
    progress = Progress(card=card)
    for are_reviews, run in groupby(effective(events), counts):
        if are_reviews:
            progress = _reviewed(progress, run, parameters)
        else:
            for event in run:
                progress = apply(progress, event, parameters)
    return progress


def effective(events: Iterable[Event]) -> list[Event]:
    """The events that count, in order: each once, without those an undo names and without the undos."""
    unique = {event.id: event for event in events}
    undone = {event.target for event in unique.values() if event.kind == Kind.UNDO}
    counted = (event for event in unique.values() if event.kind != Kind.UNDO and event.id not in undone)
    return sorted(counted, key=attrgetter("at", "id"))


def apply(progress: Progress, event: Event, parameters: Sequence[float] = DEFAULT_PARAMETERS) -> Progress:
    """The progress after one more event; the event must not come before one that is in it already."""
    match event.kind:
        case Kind.REVIEW if counts(event):
            return _reviewed(progress, (event,), parameters)
        case Kind.SUSPEND | Kind.UNSUSPEND:
            return replace(progress, suspended=event.kind == Kind.SUSPEND)
        case Kind.BURY:
            return replace(progress, buried_on=event.study_day)
        case Kind.UNBURY:
            return replace(progress, buried_on=None)
        case Kind.FLAG | Kind.UNFLAG:
            return replace(progress, flagged=event.kind == Kind.FLAG)
        case Kind.RESET:
            return Progress(card=progress.card, suspended=progress.suspended, flagged=progress.flagged)
        case Kind.RESCHEDULE if event.interval is not None and progress.state is State.REVIEW:
            # The interval still begins at the last review.
            return replace(progress, interval=event.interval, due=(progress.day or 0) + event.interval)
        case _:
            return progress


def counts(event: Event) -> bool:
    """Whether the event is a review that progress is made of: cramming is not."""
    return event.kind == Kind.REVIEW and event.mode != "cram" and event.rating is not None


def _reviewed(progress: Progress, reviews: Iterable[Event], parameters: Sequence[float]) -> Progress:
    """The progress after reviews with nothing between them, at least one.

    Only the last of them makes a Progress: one for each would take a fifth of the time that a rebuild takes.
    """
    state, step, memory, day = progress.state, progress.step, progress.memory, progress.day
    reps, lapses, next_memory = progress.reps, progress.lapses, memory_model(tuple(parameters))
    for event in reviews:
        assert event.rating is not None
        rating, interval, before = _RATINGS[event.rating], event.interval or 0, day
        day = event.study_day if before is None else max(before, event.study_day)
        memory = next_memory(memory, rating, 0 if before is None else day - before)
        lapses += rating is Rating.AGAIN and state is State.REVIEW
        reps += 1
        step = _step_after(state, step, rating, interval)
        state = _state_after(state, interval)
    return replace(
        progress,
        state=state,
        step=step,
        memory=memory,
        due=event.study_day + interval if interval >= 0 else event.at - interval * 1000,
        interval=interval,
        reps=reps,
        lapses=lapses,
        day=day,
        at=event.at,
        missed=event.missed,
    )


def _state_after(state: State, interval: int) -> State:
    if interval >= 0:
        return State.REVIEW
    return State.LEARNING if state in (State.NEW, State.LEARNING) else State.RELEARNING


def _step_after(state: State, step: int, rating: Rating, interval: int) -> int:
    """Again goes to the first step, Hard stays, Good goes on; out of the steps it is 0."""
    if interval >= 0 or rating is Rating.AGAIN or state is State.REVIEW:
        return 0
    return step + (rating is Rating.GOOD)
