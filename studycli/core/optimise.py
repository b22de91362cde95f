"""Whether other parameters of the memory model foretell a person's answers better than the present ones.

They are fitted to the earlier answers and judged by the last fifth, which they have not seen.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from studycli.core.history import Event, Kind, counts, effective
from studycli.core.schedule import Memory, Rating, memory_model, retrievability, within_bounds

# With fewer answers on later days chance decides: fitted parameters were often worse than the published ones.
LEAST_ANSWERS = 400

_HELD_OUT = 5  # one in so many
_NEVER = 1e-4  # a foretold chance is kept so far away from 0 and 1


class Review(NamedTuple):
    """One review of a card, `elapsed_days` study days after the review before; `at` is UTC milliseconds."""

    rating: Rating
    elapsed_days: int
    at: int

    @property
    def is_foretold(self) -> bool:
        """Whether the model says beforehand how likely it is: not on the day of the review before."""
        return self.elapsed_days > 0


# The reviews of one card from when it was new, in order.
Course = tuple[Review, ...]

# Courses -> parameters fitted to the last answer of each.
Fit = Callable[[Sequence[Course]], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of fitting. `answers` are those foretold, `held_out` the last of them, by which both were judged.

    A loss is the mean of -log of the chance that was given to what happened; less is better.
    """

    answers: int
    held_out: int
    loss: float
    fitted_loss: float
    parameters: tuple[float, ...]

    @property
    def is_better(self) -> bool:
        return self.fitted_loss < self.loss


def courses(events: Iterable[Event]) -> list[Course]:
    """The reviews in a log; a reset begins a new course, cramming is left out."""
    found: list[Course] = []
    for _, of_card in groupby(sorted(events, key=attrgetter("card")), key=attrgetter("card")):
        for is_reset, run in groupby(effective(of_card), lambda event: event.kind == Kind.RESET):
            if not is_reset:
                found.append(tuple(_course(filter(counts, run))))
    return list(filter(None, found))


def _course(reviews: Iterable[Event]) -> Iterator[Review]:
    day: int | None = None
    for event in reviews:
        now = event.study_day if day is None else max(day, event.study_day)
        yield Review(Rating(event.rating or 0), 0 if day is None else now - day, event.at)
        day = now


def foretold(found: Iterable[Course]) -> list[Review]:
    """The answers that the model says something about, oldest first."""
    return sorted((each for course in found for each in course if each.is_foretold), key=attrgetter("at"))


def attempt(found: Sequence[Course], present: Sequence[float], fit: Fit) -> Trial | None:
    """Fitted parameters beside the present ones; None when there are too few answers to tell.

    The parameters of the trial are fitted to all answers when those fitted to the earlier ones were better.
    """
    answers = foretold(found)
    if len(answers) < LEAST_ANSWERS:
        return None
    since = answers[-(len(answers) // _HELD_OUT)].at
    held_out = sum(answer.at >= since for answer in answers)
    fitted = fit(lessons(found, since))
    trial = Trial(len(answers), held_out, loss(found, present, since), _loss_of(found, fitted, since), fitted)
    if not trial.is_better:
        return trial
    whole = fit(lessons(found, math.inf))
    return Trial(trial.answers, held_out, trial.loss, trial.fitted_loss, whole if within_bounds(whole) else fitted)


def lessons(found: Iterable[Course], before: float) -> list[Course]:
    """Each foretold answer given before an instant, at the end of the course that leads to it; oldest first."""
    taught = [
        course[: place + 1]
        for course in found
        for place, answer in enumerate(course)
        if answer.is_foretold and answer.at < before
    ]
    return sorted(taught, key=lambda course: course[-1].at)


def loss(found: Iterable[Course], parameters: Sequence[float], since: float) -> float:
    """The log loss over the foretold answers that were given since an instant."""
    losses = [_surprise(chance, answer) for chance, answer in _chances(found, parameters) if answer.at >= since]
    return math.fsum(losses) / len(losses)


def _loss_of(found: Iterable[Course], fitted: Sequence[float], since: float) -> float:
    return loss(found, fitted, since) if within_bounds(fitted) else math.inf


def _chances(found: Iterable[Course], parameters: Sequence[float]) -> Iterator[tuple[float, Review]]:
    """Each foretold answer with the chance that was given to remembering."""
    step = memory_model(tuple(parameters))
    for course in found:
        memory: Memory | None = None
        for answer in course:
            if memory is not None and answer.is_foretold:
                yield retrievability(memory, answer.elapsed_days, parameters), answer
            memory = step(memory, answer.rating, answer.elapsed_days)


def _surprise(chance: float, answer: Review) -> float:
    bounded = min(max(chance, _NEVER), 1 - _NEVER)
    return -math.log(1 - bounded if answer.rating is Rating.AGAIN else bounded)
