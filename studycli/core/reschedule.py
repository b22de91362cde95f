"""New intervals for cards in review after a change of retention or parameters: counted from their last review."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from studycli.core.history import Progress
from studycli.core.schedule import Plan, State, days_until, unmoved
from studycli.core.spread import Spread


@dataclass(frozen=True, slots=True)
class Move:
    """A card whose interval would be another; both in days from the last review."""

    progress: Progress
    interval: int

    @property
    def days(self) -> int:
        """By how many days it would fall due later; negative when sooner."""
        return self.interval - self.progress.interval


@dataclass(frozen=True, slots=True)
class Preview:
    """What rescheduling would do: `overdue` are cards that would be due by today and are not now."""

    moved: int
    sooner: int
    later: int
    median_days: float
    most_days: int
    overdue: int


def moves(cards: Iterable[Progress], plan_of: Callable[[Progress], Plan]) -> list[Move]:
    """Cards in review whose interval differs from what their plan gives now; the fuzz of a card stays its own."""
    found = []
    for progress in cards:
        if progress.state is State.REVIEW and progress.memory is not None and progress.day is not None:
            plan = plan_of(progress)
            fit = Spread(progress.card, progress.reps - 1, progress.day) if plan.fuzz else unmoved
            interval = fit(days_until(progress.memory, plan), 1, plan.maximum_interval)
            if interval != progress.interval:
                found.append(Move(progress, interval))
    return found


def preview(found: Iterable[Move], study_day: int) -> Preview:
    found = list(found)
    days = [move.days for move in found]
    return Preview(
        moved=len(found),
        sooner=sum(day < 0 for day in days),
        later=sum(day > 0 for day in days),
        median_days=median(map(abs, days)) if days else 0.0,
        most_days=max(map(abs, days), default=0),
        overdue=sum(_becomes_due(move, study_day) for move in found),
    )


def _becomes_due(move: Move, study_day: int) -> bool:
    progress = move.progress
    then = (progress.day or 0) + move.interval
    return then <= study_day < (progress.due if progress.due is not None else study_day)
