"""Learners whose memory follows the model under parameters of their own, for tests of fitting."""

from random import Random

from studycli.core.history import Event
from studycli.core.model import CardId
from studycli.core.schedule import DEFAULT_PARAMETERS, Plan, Rating, days_until, memory_model, retrievability

DAY = 86_400_000
FIRST_DAY = 20_000

# Forgets sooner than most: what is learnt lasts a third as long at first, and grows more slowly.
FORGETFUL = (0.08, 0.4, 0.8, 2.5, *DEFAULT_PARAMETERS[4:8], 1.3, *DEFAULT_PARAMETERS[9:])


def reviews(cards, answers, parameters=FORGETFUL, seed=2):
    """The log of a learner who is asked when the published parameters say so: so many answers to each card.

    A hundred answers can mislead; under this seed the last ones of the forgetful learner do not.
    """
    dice, step, plan = Random(seed), memory_model(parameters), Plan(fuzz=False)
    believed = memory_model(DEFAULT_PARAMETERS)
    for number in range(cards):
        day, true, thought, elapsed = FIRST_DAY + number, None, None, 0
        for count in range(answers):
            known = true is not None and dice.random() < retrievability(true, elapsed, parameters)
            rating = Rating.GOOD if known or true is None else Rating.AGAIN
            true, thought = step(true, rating, elapsed), believed(thought, rating, elapsed)
            elapsed = max(1, round(days_until(thought, plan)))
            yield Event(
                card=CardId(f"c{number}"), at=day * DAY + number, study_day=day, kind="review", id=f"{number}-{count}",
                rating=int(rating), interval=elapsed, mode="quiz",
            )  # fmt: skip
            day += elapsed
