"""The memory model FSRS-6 and the intervals it leads to.

Time is counted in study days, not 24-hour blocks: the scheduler is handed midnights, so that the same history gives the
same stability as Anki.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

MAXIMUM_DAYS = 36_500
_MINIMUM = 0.001

# The published defaults of FSRS-6, written down so that the first screen need not import the scheduler.
DEFAULT_PARAMETERS: tuple[float, ...] = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip

# Between which values each of them may lie: where the model was tried, as in the scheduler itself.
_LOWEST = (0.001,) * 4 + (1.0,) + (0.001,) * 3 + (0.0,) * 2 + (0.001,) * 4 + (0.0,) * 2 + (1.0,) + (0.0,) * 3 + (0.1,)
_HIGHEST = (
    100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5,
    5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8,
)  # fmt: skip
BOUNDS = tuple(zip(_LOWEST, _HIGHEST, strict=True))

# From which day on, up to which day, and by what share an interval may move: Anki's ranges.
_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
_LEAST_FUZZED = 2.5


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        return self.name.lower()


class State(IntEnum):
    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Memory(NamedTuple):
    """`stability` in days until retrievability falls to 0.9, `difficulty` from 1 to 10."""

    stability: float
    difficulty: float


class Plan(NamedTuple):
    """What a person set: steps in seconds, retention as a share, the longest interval in days.

    `fuzz`: whether intervals in days are moved a little.
    """

    desired_retention: float = 0.9
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = MAXIMUM_DAYS
    fuzz: bool = True
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS


def next_memory(
    memory: Memory | None, rating: Rating, elapsed_days: int, parameters: Sequence[float] = DEFAULT_PARAMETERS
) -> Memory:
    """The memory after a rating, `elapsed_days` study days after the review before (0 on the same day)."""
    return memory_model(tuple(parameters))(memory, rating, elapsed_days)


def retrievability(memory: Memory, elapsed_days: float, parameters: Sequence[float] = DEFAULT_PARAMETERS) -> float:
    """The chance, 0 to 1, that the card is remembered that many days after its last review."""
    decay = -parameters[20]
    factor = math.pow(0.9, 1 / decay) - 1
    return math.pow(1 + factor * elapsed_days / memory.stability, decay)


def days_until(memory: Memory, plan: Plan) -> float:
    """Days until retrievability falls to the desired retention."""
    decay = -plan.parameters[20]
    factor = math.pow(0.9, 1 / decay) - 1
    return memory.stability / factor * (math.pow(plan.desired_retention, 1 / decay) - 1)


def within_bounds(parameters: Sequence[float]) -> bool:
    """Whether these can be the model's parameters."""
    return len(parameters) == len(BOUNDS) and all(
        low <= value <= high for value, (low, high) in zip(parameters, BOUNDS, strict=True)
    )


# Makes whole days of an interval, at least and at most so many.
Fit = Callable[[float, int, int], int]


def unmoved(interval: float, least: int, most: int) -> int:
    """The interval in whole days, with neither fuzz nor load."""
    return min(max(whole(interval), least), most)


def fuzz_range(days: float, least: int, most: int) -> tuple[int, int]:
    """The first and the last day that an interval may become, both included, between `least` and `most`."""
    least = min(least, most)
    days = min(max(days, least), most)
    delta = 1.0 + sum(share * max(0.0, min(days, end) - start) for start, end, share in _RANGES)
    if days < _LEAST_FUZZED:
        delta = 0.0
    return max(least, whole(days - delta)), min(most, whole(days + delta))


def whole(days: float) -> int:
    """The nearest whole day; halves go up, as in Anki."""
    return math.floor(days + 0.5)


def intervals(
    state: State,
    step: int,
    memory: Memory | None,
    elapsed_days: int,
    plan: Plan,
    *,
    last_interval: int = 0,
    fit: Fit = unmoved,
) -> Mapping[Rating, int]:
    """Where each rating leads: days when positive, seconds of a learning step when negative.

    In days a better rating is always later, below the maximum.
    `fit` makes a whole number of days of an interval, at least and at most so many.
    """
    promised: dict[Rating, int] = {}
    least = 1
    for rating in Rating:
        seconds = _step(state, step, rating, plan)
        if seconds is not None and rating is not Rating.GOOD:
            promised[rating] = -seconds
            continue
        ideal = days_until(next_memory(memory, rating, elapsed_days, plan.parameters), plan)
        kept = _kept(state, rating, last_interval, ideal, plan)
        days = fit(ideal, max(least, kept), plan.maximum_interval)
        promised[rating] = days if seconds is None else -seconds
        least = days + (rating is not Rating.AGAIN)
    return promised


def _kept(state: State, rating: Rating, last_interval: int, ideal: float, plan: Plan) -> int:
    """The least interval after a review that was passed.

    What should grow beyond the last interval does, whatever the fuzz; and one that could come to lie on the last is not
    shorter, as after a second review on the same day.
    """
    if state is not State.REVIEW or rating is Rating.AGAIN:
        return 1
    if whole(ideal) > last_interval:
        return last_interval + 1
    return last_interval if fuzz_range(ideal, 1, plan.maximum_interval)[1] >= last_interval else 1


def _step(state: State, step: int, rating: Rating, plan: Plan) -> int | None:
    """Seconds to the next learning step, or None when the rating leads out of the steps."""
    learning = state in (State.NEW, State.LEARNING)
    steps = plan.learning_steps if learning else plan.relearning_steps
    if not steps or rating is Rating.EASY:
        return None
    if rating is Rating.AGAIN:
        return steps[0]
    if state is State.REVIEW or step >= len(steps):
        return None
    if rating is Rating.HARD:
        return _hard_step(steps, step)
    return steps[step + 1] if step + 1 < len(steps) else None


def _hard_step(steps: Sequence[int], step: int) -> int:
    """Half-way to the second step at the first one, so that Hard is later than Again; else the same step."""
    if step:
        return steps[step]
    return (steps[0] + steps[1]) // 2 if len(steps) > 1 else steps[0] * 3 // 2


@lru_cache(maxsize=8)
def memory_model(parameters: tuple[float, ...]) -> Callable[[Memory | None, Rating, int], Memory]:
    """What `next_memory` does, for one set of parameters.

    From the library's formulas: its `review_card` also makes dates, copies and a log entry of each review, three times
    the work. They are no promised interface, so pyproject.toml holds minor releases back, and a test compares the two.
    """
    from fsrs import Rating as FsrsRating
    from fsrs import Scheduler

    fsrs, again = Scheduler(parameters=parameters), Rating.AGAIN
    known = (FsrsRating.Again, *FsrsRating)  # by number

    def step(memory: Memory | None, rating: Rating, elapsed_days: int) -> Memory:
        given = known[rating]
        if memory is None:
            return Memory(fsrs._initial_stability(rating=given), fsrs._initial_difficulty(rating=given, clamp=True))
        old, difficulty = memory.stability, memory.difficulty
        if elapsed_days < 1:
            new = fsrs._short_term_stability(stability=old, rating=given)
        else:
            recall = retrievability(memory, elapsed_days, parameters)
            if rating is again:
                new = fsrs._next_forget_stability(difficulty=difficulty, stability=old, retrievability=recall)
            else:
                new = fsrs._next_recall_stability(
                    difficulty=difficulty, stability=old, retrievability=recall, rating=given
                )
        bounded = min(max(new, _MINIMUM), float(MAXIMUM_DAYS))
        return Memory(bounded, fsrs._next_difficulty(difficulty=difficulty, rating=given))

    return step
