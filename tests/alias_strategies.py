"""Logs of three notes that were merged into one another in every possible way, from several devices."""

from hypothesis import strategies as st

from studycli.core.history import Event, Kind
from studycli.core.model import CardId

DAY = 86_400_000
CARDS = ("a", "b", "c", "a/c1", "b/c1", "c/c1")


def event(number, card, day, kind, **fields):
    return Event(
        id=f"{number:04}", device="d", card=CardId(card), at=day * DAY + number % 3, study_day=day, kind=kind, **fields
    )


def review(number, card, day, rating=3, interval=4, mode="quiz"):
    return event(number, card, day, Kind.REVIEW, rating=rating, interval=interval, mode=mode)


def alias(number, card, day, target):
    return event(number, card, day, Kind.ALIAS, target=target)


def undo(number, undone, day=90):
    return event(number, undone.card, day, Kind.UNDO, target=undone.id)


@st.composite
def merged_logs(draw):
    days = st.integers(0, 30)
    answers = st.tuples(st.sampled_from(CARDS), days, st.integers(1, 4), st.sampled_from([-60, 1, 9]))
    marks = st.tuples(st.sampled_from(CARDS), days, st.sampled_from([Kind.RESET, Kind.SUSPEND, Kind.FLAG]))
    merges = st.tuples(st.sampled_from("abc"), days, st.sampled_from("abc"))
    events = [review(number, *each) for number, each in enumerate(draw(st.lists(answers, max_size=10)))]
    events += [event(100 + number, *each) for number, each in enumerate(draw(st.lists(marks, max_size=4)))]
    events += [alias(200 + number, *each) for number, each in enumerate(draw(st.lists(merges, max_size=4)))]
    undone = draw(st.lists(st.sampled_from(events), max_size=3)) if events else []
    return events + [undo(300 + number, each) for number, each in enumerate(undone)]
