"""Progress and events under the keys that --json promises."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from studycli.core.clock import day_text, instant_text
from studycli.core.history import Event, Progress
from studycli.core.schedule import State, retrievability


def due_text(state: State, due: int | None) -> str | None:
    """An instant while learning, a day in review, None when new."""
    if due is None:
        return None
    return day_text(due) if state is State.REVIEW else instant_text(due)


def due_for_people(state: State, due: int | None) -> str:
    """The day of a review, the local time of a learning step, "" when new."""
    if due is None:
        return ""
    return day_text(due) if state is State.REVIEW else f"{datetime.fromtimestamp(due / 1000):%H:%M}"


def standing(progress: Progress) -> dict[str, Any]:
    """Where a card stands."""
    memory = progress.memory
    return {
        "state": progress.state.word,
        "stability": memory and memory.stability,
        "difficulty": memory and memory.difficulty,
        "interval_days": max(0, progress.interval),
        "due": due_text(progress.state, progress.due),
    }


def answer(event: Event, progress: Progress) -> dict[str, Any]:
    """What `rate` and `undo` answer: the review, and where the card stands after it."""
    return {"card": event.card, "rating": event.rating, "at": instant_text(event.at), **standing(progress)}


def card(progress: Progress, study_day: int, parameters: Sequence[float]) -> dict[str, Any]:
    """What `show` says of one card."""
    facts = standing(progress)
    del facts["interval_days"]
    return {
        "card": progress.card,
        **facts,
        "reps": progress.reps,
        "lapses": progress.lapses,
        "retrievability": recall(progress, study_day, parameters),
    }


def recall(progress: Progress, study_day: int, parameters: Sequence[float]) -> float | None:
    """The chance that the card is remembered today; None for a new one."""
    if progress.memory is None or progress.day is None:
        return None
    return retrievability(progress.memory, max(0, study_day - progress.day), parameters)


def event(event: Event) -> dict[str, Any]:
    """One line of the history."""
    return {
        "id": event.id,
        "device": event.device,
        "card": event.card,
        "kind": event.kind,
        "at": instant_text(event.at),
        "study_day": event.study_day,
        "rating": event.rating,
        "duration_ms": event.duration_ms,
        "interval": event.interval,
        "mode": event.mode,
        "missed": [list(point) for point in event.missed],
    }
