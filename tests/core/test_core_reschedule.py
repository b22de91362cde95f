from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.history import Event, Kind, Progress, apply
from studycli.core.model import CardId
from studycli.core.reschedule import Preview, moves, preview
from studycli.core.schedule import Memory, Plan, State

PLAIN = Plan(fuzz=False)


def card(name, stability, interval, day=20_000):
    return Progress(
        card=CardId(name),
        state=State.REVIEW,
        memory=Memory(stability, 5.0),
        interval=interval,
        due=day + interval,
        day=day,
        reps=4,
    )


def test_what_fits_already_stays():
    assert moves([card("a", 17.0, 17)], lambda _: PLAIN) == []


def test_a_higher_retention_brings_cards_sooner():
    (move,) = moves([card("a", 17.0, 17)], lambda _: Plan(desired_retention=0.95, fuzz=False))
    assert (move.interval, move.days) == (7, -10)
    assert preview([move], 20_010) == Preview(1, 1, 0, 10, 10, 1)
    assert preview([move], 20_006).overdue == 0


def test_only_cards_in_review_move():
    learning = Progress(card=CardId("l"), state=State.LEARNING, memory=Memory(3.0, 5.0), interval=-60, day=1)
    assert moves([learning, Progress(card=CardId("n"))], lambda _: PLAIN) == []


def test_nothing_to_move():
    assert preview([], 1) == Preview(0, 0, 0, 0.0, 0, 0)


@settings(deadline=None)
@given(st.floats(0.5, 5000), st.integers(1, 4000), st.sampled_from([0.8, 0.9, 0.95]), st.booleans())
def test_rescheduling_twice_moves_nothing(stability, interval, retention, fuzz):
    plan = Plan(desired_retention=retention, fuzz=fuzz)
    before = card("a", stability, interval)
    for move in moves([before], lambda _: plan):
        event = Event(card=before.card, at=1, study_day=20_050, kind=Kind.RESCHEDULE, interval=move.interval)
        after = apply(before, event)
        assert after.due == before.day + move.interval
        assert after.memory == before.memory
        assert moves([after], lambda _: plan) == []
