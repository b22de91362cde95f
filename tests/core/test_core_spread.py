from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.history import Progress
from studycli.core.model import CardId
from studycli.core.review import previews
from studycli.core.schedule import Memory, Plan, Rating, State, fuzz_range, unmoved, whole
from studycli.core.spread import BALANCED_DAYS, Days, Spread, fuzz

cards = st.text("abcdef-/0123456789", min_size=1, max_size=12).map(CardId)
loads = st.dictionaries(st.integers(20_000, 20_120), st.integers(0, 60))


@pytest.mark.parametrize(
    ("days", "expected"),
    [(1, (1, 1)), (2.4, (2, 2)), (3, (2, 4)), (7, (5, 9)), (10, (8, 12)), (20, (17, 23)), (100, (93, 107))],
)
def test_the_range_grows_with_the_interval(days, expected):
    """1 day, and 15 % of what lies between 2.5 and 7, 10 % up to 20, 5 % beyond."""
    assert fuzz_range(days, 1, 36_500) == expected


def test_halves_go_up():
    assert [whole(0.5), whole(2.5), whole(2.49)] == [1, 3, 2]
    assert unmoved(2.5, 1, 100) == 3


@given(st.floats(0.1, 40_000), st.integers(1, 40_000), st.integers(1, 36_500))
def test_the_range_keeps_to_its_bounds(days, least, most):
    first, last = fuzz_range(days, least, most)
    assert min(least, most) <= first <= last <= most


@given(cards, st.integers(0, 500), st.floats(1, 30_000))
def test_the_same_card_and_count_give_the_same_day_inside_the_range(card, reps, interval):
    spread = Spread(card, reps, 20_000)
    first, last = fuzz_range(interval, 1, 36_500)
    assert first <= spread(interval, 1, 36_500) <= last
    assert spread(interval, 1, 36_500) == Spread(card, reps, 12_345)(interval, 1, 36_500)
    assert 0 <= fuzz(card, reps) < 1


def test_cards_are_parted():
    days = {Spread(CardId(f"card-{number}"), 3, 20_000)(30.0, 1, 36_500) for number in range(200)}
    assert days == set(range(27, 34))


@given(cards, loads, st.floats(3, 80))
def test_the_lighter_day_is_taken(card, load, interval):
    days = Days(load)
    chosen = Spread(card, 1, 20_000, days)(interval, 1, 36_500)
    first, last = fuzz_range(interval, 1, 36_500)
    burdens = {day: days.burden(20_000 + day) for day in range(first, last + 1)}
    if last <= BALANCED_DAYS:
        assert burdens[chosen] == min(burdens.values())


def test_long_intervals_are_not_balanced():
    spread = Spread(CardId("a"), 1, 20_000)
    load = Days({20_000 + spread(200.0, 1, 36_500): 999})
    assert Spread(CardId("a"), 1, 20_000, load)(200.0, 1, 36_500) == spread(200.0, 1, 36_500)


def test_easy_days_are_avoided():
    """Study day 20,000 was a Friday."""
    weekend_off = Days(weights=(1, 1, 1, 1, 1, 0, 0))
    for number in range(100):
        day = 20_000 + Spread(CardId(f"card-{number}"), 2, 20_000, weekend_off)(10.0, 1, 36_500)
        assert (day + 3) % 7 not in (5, 6)


def test_half_a_weight_means_half_the_cards():
    even = Days({20_000: 4, 20_001: 2}, (1, 1, 1, 1, 1, 0.5, 1))
    assert even.burden(20_000) == 5
    assert even.burden(20_001) == 6


@settings(deadline=None)
@given(
    cards,
    st.floats(0.5, 20_000),
    st.floats(1, 10),
    st.integers(0, 400),
    st.integers(1, 400),
    loads,
    st.integers(20, 36_500),
)
def test_hard_good_and_easy_stay_apart_after_fuzz_and_load(card, stability, difficulty, elapsed, last, load, most):
    progress = Progress(
        card=card, state=State.REVIEW, memory=Memory(stability, difficulty), interval=last, reps=5, day=20_000 - elapsed
    )
    promised = previews(progress, 20_000, Plan(maximum_interval=most), Days(load))
    days = [promised[rating] for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    assert all(a < b or b == most for a, b in pairwise(days))
    assert all(1 <= day <= most for day in days)


def test_what_should_grow_does():
    """A fuzz that takes days away must not turn a success into a shorter interval than the last."""
    memory = Memory(30.0, 5.0)
    for number in range(50):
        card = CardId(f"card-{number}")
        progress = Progress(card=card, state=State.REVIEW, memory=memory, interval=30, reps=3, day=19_970)
        assert previews(progress, 20_000, Plan())[Rating.GOOD] > 30
