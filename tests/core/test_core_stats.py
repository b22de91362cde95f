"""Figures by hand, and the same figures computed the slow way."""

import pytest
from history_strategies import DAY, histories, review, undo_of
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core import stats
from studycli.core.history import Event, Kind, Progress, apply, effective
from studycli.core.model import CardId
from studycli.core.schedule import State
from studycli.core.stats import Day, Group, HardNote, MissedPoint, Period, Share, Standing, Streak


def counted(*events):
    return stats.tally(stats.answers(events))


def test_a_small_history_by_hand():
    told = counted(
        review("a", 1, interval=-600),  # learning: not tested
        review("a", 2, interval=30),  # out of a step: not tested
        review("a", 40, rating=1, interval=-600),  # 30 days before: mature, forgotten
        review("a", 40, interval=3, id="a-40-2"),  # the same day
        review("b", 40, interval=20),  # new
        review("b", 41, interval=21),  # 20 days before: young, remembered
        review("b", 42, interval=9),  # 21 days before: mature, remembered
    )
    assert told.days == (
        Day(1, 1, 1000, Share(), Share()),
        Day(2, 1, 1000, Share(), Share()),
        Day(40, 3, 3000, Share(), Share(0, 1)),
        Day(41, 1, 1000, Share(1, 1), Share()),
        Day(42, 1, 1000, Share(), Share(1, 1)),
    )
    assert told.cards == {"a": Share(0, 1), "b": Share(2, 2)}


def test_crammed_answers_take_time_and_test_nothing():
    told = counted(review("a", 1), review("a", 5, rating=1, interval=None, mode="cram"), review("a", 6))
    assert [(day.reviews, day.ms) for day in told.days] == [(1, 1000)] * 3
    assert told.cards == {"a": Share(1, 1)}


def test_a_card_that_was_reset_is_new():
    reset = Event(id="r", card=CardId("a"), at=3 * DAY, study_day=3, kind=Kind.RESET)
    told = counted(review("a", 1), review("a", 2), reset, review("a", 4), review("a", 5, rating=1))
    assert told.cards == {"a": Share(1, 2)}
    assert [day.day for day in told.days] == [1, 2, 4, 5]


def test_periods_end_today():
    days = tuple(Day(day, 1, 10, Share(1, 1), Share()) for day in (1, 71, 100, 101))
    told = stats.Stats(
        today=100, days=days, streak=Streak(0, 0), forecast=(), hardest=(), decks=(), tags=(), missed=()
    ).periods
    assert told["today"] == Period(1, 1, 10, Share(1, 1), Share())
    assert (told["month"].days, told["year"].days, told["all"].days) == (2, 3, 4)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], Streak(0, 0)),
        ([10], Streak(1, 1)),
        ([9, 8], Streak(2, 2)),  # nothing yet today
        ([8], Streak(0, 1)),
        ([10, 9, 7, 6, 5, 4], Streak(2, 4)),
        ([11, 10], Streak(1, 1)),  # the clock was set back
    ],
)
def test_the_streak(days, expected):
    assert stats.streak(days, today=10) == expected


def standing(card, due=None, state=State.REVIEW, lapses=0, difficulty=5.0):
    return Standing(CardId(card), state, due, lapses, difficulty)


def test_the_forecast_counts_overdue_cards_today():
    told = stats.forecast(
        [
            standing("overdue", 3),
            standing("today", 10),
            standing("last", 39),
            standing("beyond", 40),
            standing("suspended", None),
            standing("step", 11 * DAY, State.LEARNING),
        ],
        today=10,
        day_of=lambda ms: ms // DAY,
    )
    assert len(told) == 30
    assert {ahead: cards for ahead, cards in enumerate(told) if cards} == {0: 2, 1: 1, 29: 1}


def test_notes_are_hard_by_lapses_and_then_by_difficulty():
    told = stats.hardest(
        [
            standing("a/c1", lapses=1, difficulty=3.0),
            standing("a/c2", lapses=1, difficulty=7.0),
            standing("b", lapses=2, difficulty=8.0),
            standing("never", lapses=0, difficulty=9.0),
        ]
    )
    assert told == (HardNote("b", 2, 8.0), HardNote("a", 2, 7.0))


def test_groups_with_few_answers_are_left_out():
    shares = [("cnn", Share(1, 4)), ("rnn", Share(9, 10)), ("cnn", Share(5, 6)), ("small", Share(0, 9))]
    assert stats.weakest(shares, least=10) == (Group("cnn", Share(6, 10)), Group("rnn", Share(9, 10)))


def test_points_are_counted_for_their_note():
    events = [review("a/c1", 1, missed=((0, "x"),)), review("a/c2", 1, missed=((0, "x"), (1, "y")))]
    assert stats.most_missed(stats.misses(events)) == (MissedPoint("a", "x", 2), MissedPoint("a", "y", 1))


def slowly(events):
    """Each day's reviews, and what each card's progress said before each answer."""
    reviews, tested = {}, []
    progress, last_day = {}, {}
    for event in effective(events):
        before = progress.get(event.card, Progress(card=event.card))
        if event.kind == Kind.REVIEW:
            reviews[event.study_day] = reviews.get(event.study_day, 0) + 1
            if event.mode != "cram":
                if before.state is State.REVIEW and event.study_day > last_day[event.card]:
                    tested.append((event.study_day, event.card, before.interval >= 21, event.rating > 1))
                last_day[event.card] = event.study_day
        progress[event.card] = apply(before, event)
    return reviews, tested


@settings(deadline=None, max_examples=60)
@given(histories(), st.randoms(use_true_random=False))
def test_figures_are_those_of_the_fold(events, dice):
    reviews, tested = slowly(events)
    dice.shuffle(events)
    told = counted(*events)
    assert {day.day: day.reviews for day in told.days} == reviews
    for day in told.days:
        for mature, share in ((False, day.young), (True, day.mature)):
            passed = [test[3] for test in tested if test[0] == day.day and test[2] is mature]
            assert share == Share(sum(passed), len(passed))
    for card in "abc":
        passed = [test[3] for test in tested if test[1] == card]
        assert told.cards.get(card, Share()) == Share(sum(passed), len(passed))


@settings(deadline=None, max_examples=60)
@given(histories(), st.integers(0, 40), st.integers(1, 4))
def test_an_undone_review_changes_nothing(events, day, rating):
    mistake = review("a", day, rating, id="mistake", missed=((0, "x"),))
    with_it = [*events, mistake, undo_of(mistake)]
    assert counted(*with_it) == counted(*events)
    assert stats.most_missed(stats.misses(with_it)) == stats.most_missed(stats.misses(events))
