from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.history import Progress
from studycli.core.model import CardId
from studycli.core.queue import Due, Queue
from studycli.core.schedule import State
from studycli.core.session import Session, start

MINUTE = 60_000


def cards(*names):
    return tuple(CardId(name) for name in names)


def reviewed(card):
    return Progress(card=card, state=State.REVIEW, due=99)


def learning(card, due):
    return Progress(card=card, state=State.LEARNING, due=due)


def test_a_learning_card_comes_when_it_is_due():
    session = Session(((5 * MINUTE, CardId("step")),), cards("a", "b"))
    assert session.next_card(0) == "a"
    assert session.next_card(5 * MINUTE) == "step"


def test_a_learning_card_comes_ahead_when_nothing_else_is_left():
    session = Session(((5 * MINUTE, CardId("step")),), (), ahead_ms=10 * MINUTE)
    assert session.next_card(0) == "step"
    assert Session(((50 * MINUTE, CardId("step")),), (), ahead_ms=10 * MINUTE).next_card(0) is None


def test_ahead_of_time_no_card_comes_twice_running_while_there_is_another():
    session = Session(((5 * MINUTE, CardId("other")),), cards("a"), ahead_ms=10 * MINUTE)
    again = session.answered(learning(CardId("a"), MINUTE))
    assert again.next_card(0) == "other"
    assert again.next_card(MINUTE) == "a"  # it is due
    alone = Session((), cards("a"), ahead_ms=10 * MINUTE).answered(learning(CardId("a"), MINUTE))
    assert alone.next_card(0) == "a"


def test_an_answered_card_goes_or_comes_again():
    session = Session((), cards("a", "b"))
    gone = session.answered(reviewed(CardId("a")))
    assert (gone.rest, gone.done, gone.left) == (cards("b"), 1, 1)
    again = session.answered(learning(CardId("a"), MINUTE))
    assert again.learning == ((MINUTE, CardId("a")),)


def test_a_queue_becomes_a_session():
    queue = Queue((Due(CardId("a"), "d", State.LEARNING, 9),), (Due(CardId("b"), "d", State.NEW),))
    assert start(queue, 7) == Session(((9, CardId("a")),), cards("b"), 7)


@settings(deadline=None)
@given(st.integers(0, 8), st.lists(st.sampled_from([-60, -600, 1, 4]), max_size=60))
def test_no_card_is_lost_and_none_comes_twice(number, intervals):
    """Every card leaves the session exactly once by an interval in days, whatever comes before."""
    session = Session((), tuple(CardId(f"c{n}") for n in range(number)), ahead_ms=20 * MINUTE)
    now, finished = 0, []
    for interval in intervals:
        before = session
        card = session.next_card(now)
        if card is None:
            assert not session.left
            break
        progress = learning(card, now - interval * 1000) if interval < 0 else reviewed(card)
        session = session.answered(progress)
        finished += [card] * (interval >= 0)
        assert sorted(session.cards + tuple(finished)) == sorted(f"c{n}" for n in range(number))
        assert before.next_card(now) == card
        now += MINUTE
