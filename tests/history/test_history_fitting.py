import pytest
from learners import reviews

from studycli.core.optimise import attempt, courses, loss
from studycli.core.schedule import DEFAULT_PARAMETERS, within_bounds

pytest.importorskip("fsrs_rs_python", reason="the extra optimize is not installed")

from studycli.history.fitting import fit


def test_what_is_fitted_to_a_learner_foretells_their_later_answers_better():
    found = courses(reviews(cards=300, answers=6))
    trial = attempt(found, DEFAULT_PARAMETERS, fit)
    assert trial.is_better and within_bounds(trial.parameters)
    others = courses(reviews(cards=300, answers=6, seed=5))
    assert loss(others, trial.parameters, 0) < loss(others, DEFAULT_PARAMETERS, 0)


def test_a_learner_as_the_published_parameters_have_it_keeps_nearly_the_same_loss():
    found = courses(reviews(cards=300, answers=6, parameters=DEFAULT_PARAMETERS))
    trial = attempt(found, DEFAULT_PARAMETERS, fit)
    assert abs(trial.fitted_loss - trial.loss) < 0.05
