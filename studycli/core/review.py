"""From a rating to the event that records it, with the interval it promises."""

from collections.abc import Mapping

from studycli.core.history import Event, Kind, Progress
from studycli.core.schedule import Plan, Rating, intervals

Missed = tuple[tuple[int, str], ...]


def previews(progress: Progress, study_day: int, plan: Plan) -> Mapping[Rating, int]:
    """Where each rating would lead: days when positive, seconds of a learning step when negative."""
    elapsed = 0 if progress.day is None else max(0, study_day - progress.day)
    return intervals(progress.state, progress.step, progress.memory, elapsed, plan)


def review(
    progress: Progress,
    rating: Rating,
    *,
    at: int,
    study_day: int,
    plan: Plan,
    mode: str,
    duration_ms: int | None = None,
    missed: Missed = (),
) -> Event:
    """The event of an answer given to a card with that progress, at an instant (UTC ms) of a study day."""
    return Event(
        card=progress.card,
        at=at,
        study_day=study_day,
        kind=Kind.REVIEW,
        rating=rating,
        duration_ms=duration_ms,
        mode=mode,
        interval=previews(progress, study_day, plan)[rating],
        missed=missed,
    )
