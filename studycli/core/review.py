"""From a rating to the event that records it: what each would promise, and what an answer makes of a card."""

from collections.abc import Mapping

from studycli.core.history import LEECH_LAPSES, Event, Kind, Progress
from studycli.core.model import CardId
from studycli.core.schedule import Plan, Rating, intervals, unmoved
from studycli.core.spread import Days, Spread

Missed = tuple[tuple[int, str], ...]


def previews(progress: Progress, study_day: int, plan: Plan, days: Days | None = None) -> Mapping[Rating, int]:
    """Where each rating would lead: days when positive, seconds of a learning step when negative.

    `days` are what is known of the days ahead, for intervals that go to the lighter day.
    """
    return intervals(
        progress.state,
        progress.step,
        progress.memory,
        0 if progress.day is None else max(0, study_day - progress.day),
        plan,
        last_interval=max(0, progress.interval),
        fit=Spread(progress.card, progress.reps, study_day, days) if plan.fuzz else unmoved,
    )


def review(
    card: CardId,
    rating: Rating,
    interval: int | None,
    *,
    at: int,
    study_day: int,
    mode: str,
    duration_ms: int | None = None,
    missed: Missed = (),
) -> Event:
    """The event of an answer at an instant (UTC ms) of a study day, with the interval that was promised for it."""
    return Event(
        card=card,
        at=at,
        study_day=study_day,
        kind=Kind.REVIEW,
        rating=rating,
        duration_ms=duration_ms,
        mode=mode,
        interval=interval,
        missed=missed,
    )


def becomes_leech(before: Progress, after: Progress) -> bool:
    """Whether the last answer made the card one that is forgotten again and again: at eight lapses, then every four."""
    beyond = after.lapses - LEECH_LAPSES
    return after.lapses > before.lapses and beyond >= 0 and beyond % 4 == 0
