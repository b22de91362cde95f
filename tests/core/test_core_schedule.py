from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as FsrsRating
from fsrs.scheduler import DEFAULT_PARAMETERS as PUBLISHED
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.schedule import (
    DEFAULT_PARAMETERS,
    MAXIMUM_DAYS,
    Memory,
    Plan,
    Rating,
    State,
    days_until,
    intervals,
    next_memory,
    retrievability,
)

memories = st.builds(Memory, st.floats(0.001, 36_500), st.floats(1, 10))
plans = st.builds(
    Plan,
    desired_retention=st.floats(0.7, 0.99),
    learning_steps=st.lists(st.integers(1, 86_400), max_size=4).map(lambda steps: tuple(sorted(steps))),
    relearning_steps=st.lists(st.integers(1, 86_400), max_size=3).map(lambda steps: tuple(sorted(steps))),
    maximum_interval=st.integers(1, MAXIMUM_DAYS),
    fuzz=st.just(True),
    parameters=st.just(DEFAULT_PARAMETERS),
)


def test_the_default_parameters_are_the_published_ones():
    assert tuple(PUBLISHED) == DEFAULT_PARAMETERS


def test_at_ninety_per_cent_the_interval_is_the_stability():
    assert days_until(Memory(17.0, 5.0), Plan()) == 17
    assert retrievability(Memory(17.0, 5.0), 17) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("state", "step", "expected"),
    [
        (State.NEW, 0, {1: -60, 2: -330, 3: -600}),
        (State.LEARNING, 1, {1: -60, 2: -600}),
        (State.RELEARNING, 0, {1: -600, 2: -900}),
        (State.REVIEW, 0, {1: -600}),
    ],
)
def test_steps_come_before_days(state, step, expected):
    memory = None if state is State.NEW else Memory(10.0, 5.0)
    promised = intervals(state, step, memory, 0, Plan())
    assert {int(rating): interval for rating, interval in promised.items() if interval < 0} == expected


def test_a_step_that_was_taken_away_leads_out():
    promised = intervals(State.LEARNING, 5, Memory(3.0, 5.0), 0, Plan())
    assert promised[Rating.AGAIN] == -60
    assert promised[Rating.HARD] >= 1


def test_without_steps_every_answer_leads_to_days():
    promised = intervals(State.NEW, 0, None, 0, Plan(learning_steps=()))
    assert all(interval >= 1 for interval in promised.values())


@settings(deadline=None)
@given(memories, st.integers(0, 4000), plans)
def test_hard_good_and_easy_are_days_apart_in_review(memory, elapsed, plan):
    promised = intervals(State.REVIEW, 0, memory, elapsed, plan)
    days = [promised[rating] for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    assert all(1 <= day <= plan.maximum_interval for day in days)
    assert all(a < b or b == plan.maximum_interval for a, b in pairwise(days))


@settings(deadline=None)
@given(st.sampled_from(State), st.integers(0, 5), memories, st.integers(0, 4000), plans)
def test_a_better_rating_is_never_due_sooner(state, step, memory, elapsed, plan):
    known = None if state is State.NEW else memory
    promised = intervals(state, step, known, elapsed, plan)
    seconds = [-value if value < 0 else value * 86_400 for value in promised.values()]
    in_days = [value for value in promised.values() if value >= 0]
    assert in_days == sorted(in_days)
    passing = seconds[1:]
    assert passing == sorted(passing) or any(value < 0 for value in promised.values())


@settings(deadline=None)
@given(st.one_of(st.none(), memories), st.sampled_from(Rating), st.integers(0, 36_500))
def test_memory_stays_in_its_bounds(memory, rating, elapsed):
    after = next_memory(memory, rating, elapsed)
    assert 0 < after.stability <= MAXIMUM_DAYS
    assert 1 <= after.difficulty <= 10
    assert 0 < retrievability(after, elapsed) <= 1


def test_many_easy_answers_do_not_run_away():
    memory = None
    for _ in range(40):
        memory = next_memory(memory, Rating.EASY, 3000)
    assert memory.stability == MAXIMUM_DAYS


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 2000)), min_size=1, max_size=20),
    st.lists(st.floats(0, 1), min_size=21, max_size=21),
)
def test_memory_is_what_the_library_makes_of_the_same_reviews(reviews, shares):
    """For any parameters between the library's bounds."""
    bounds = zip(shares, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    parameters = tuple(low + share * (high - low) for share, low, high in bounds)
    scheduler = Scheduler(parameters=parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, now, memory = Card(card_id=0), datetime(2000, 1, 1, tzinfo=UTC), None
    for rating, days in reviews:
        now += timedelta(days=days)
        card, _ = scheduler.review_card(card, FsrsRating(rating), now)
        memory = next_memory(memory, rating, days, parameters)
        card.stability = min(card.stability, MAXIMUM_DAYS)
        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
