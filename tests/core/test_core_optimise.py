import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learners import DAY, FORGETFUL, reviews

from studycli.core.history import Event, Kind
from studycli.core.model import CardId
from studycli.core.optimise import LEAST_ANSWERS, Review, attempt, courses, foretold, lessons, loss
from studycli.core.schedule import BOUNDS, DEFAULT_PARAMETERS, Rating, within_bounds

EVENTS = tuple(reviews(cards=150, answers=5))
SLOW = (100.0, 100.0, 100.0, 100.0, *DEFAULT_PARAMETERS[4:])


def event(day, rating=3, card="a", kind=Kind.REVIEW, **fields):
    return Event(
        card=CardId(card),
        at=day * DAY,
        study_day=day,
        kind=kind,
        id=f"{card} {day} {kind} {rating}",
        rating=rating,
        **fields,
    )


def test_a_course_counts_days_and_begins_anew_after_a_reset():
    log = [event(1), event(1, 4, mode="cram"), event(3, 1), event(9, kind=Kind.RESET, rating=None), event(20)]
    assert courses(log) == [
        (Review(Rating.GOOD, 0, DAY), Review(Rating.AGAIN, 2, 3 * DAY)),
        (Review(Rating.GOOD, 0, 20 * DAY),),
    ]


def test_what_was_undone_and_what_lies_on_an_earlier_day_teach_nothing_wrong():
    undone = event(5)
    undo = event(6, kind=Kind.UNDO, rating=None, target=undone.id)
    (course,) = courses([event(4), undone, undo, event(7)._replace(study_day=2)])
    assert [answer.elapsed_days for answer in course] == [0, 0]
    assert foretold([course]) == []


@given(st.permutations(EVENTS[:40]))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_log_does_not_matter(log):
    assert sorted(courses(log)) == sorted(courses(EVENTS[:40]))


def test_each_lesson_ends_with_a_foretold_answer_before_the_instant():
    found = courses(EVENTS)
    middle = foretold(found)[300].at
    taught = lessons(found, middle)
    assert len(taught) == sum(answer.at < middle for answer in foretold(found))
    assert all(course[-1].is_foretold and course[-1].at < middle for course in taught)
    assert [course[-1].at for course in taught] == sorted(course[-1].at for course in taught)


def test_a_loss_is_the_mean_surprise():
    (course,) = courses([event(1), event(2), event(3, 1)])
    known, forgotten = (loss([course[:n]], DEFAULT_PARAMETERS, course[n - 1].at) for n in (2, 3))
    assert 0 < known < forgotten
    assert loss([course], DEFAULT_PARAMETERS, -math.inf) == pytest.approx((known + forgotten) / 2)


def test_the_learners_own_parameters_win_and_are_fitted_to_everything():
    taught = []

    def fit(found):
        taught.append(found)
        return FORGETFUL

    trial = attempt(courses(EVENTS), DEFAULT_PARAMETERS, fit)
    assert trial.is_better and trial.parameters == FORGETFUL
    assert (trial.answers, trial.held_out) == (600, 120)
    assert [len(found) for found in taught] == [480, 600]


@pytest.mark.parametrize("worse", [SLOW, DEFAULT_PARAMETERS[:19], (math.nan,) * 21, (-1.0, *DEFAULT_PARAMETERS[1:])])
def test_what_is_worse_or_no_model_is_not_taken(worse):
    trial = attempt(courses(EVENTS), DEFAULT_PARAMETERS, lambda _: worse)
    assert not trial.is_better


def test_equal_parameters_are_no_better():
    assert not attempt(courses(EVENTS), DEFAULT_PARAMETERS, lambda _: DEFAULT_PARAMETERS).is_better


def test_too_few_answers_are_not_fitted():
    found = courses(EVENTS)
    while len(foretold(found)) >= LEAST_ANSWERS:
        found.pop()
    assert attempt(found, DEFAULT_PARAMETERS, lambda _: pytest.fail("was fitted")) is None


def test_the_bounds_are_the_schedulers():
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    assert tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)) == BOUNDS
    assert within_bounds(DEFAULT_PARAMETERS)
