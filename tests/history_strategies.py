"""Histories to compute figures of."""

from hypothesis import strategies as st

from studycli.core.history import Event, Kind
from studycli.core.model import CardId

DAY = 86_400_000


def review(card, day, rating=3, interval=4, **fields):
    return Event(
        card=CardId(card), study_day=day, rating=rating, interval=interval, duration_ms=1000,
        **{"id": f"{card}-{day}", "at": day * DAY, "kind": Kind.REVIEW, "mode": "quiz", **fields},
    )  # fmt: skip


@st.composite
def histories(draw):
    """Events of three cards, travel, cram and resets among them, and undos of some."""
    reviews = draw(
        st.lists(
            st.builds(
                lambda card, at, shift, **fields: review(card, at + shift, at=at * DAY, **fields),
                st.sampled_from("abc"),
                st.integers(0, 40),
                st.sampled_from([0, 0, 0, 1]),
                rating=st.integers(1, 4),
                interval=st.sampled_from([-60, 0, 1, 20, 21, 90]),
                mode=st.sampled_from(["quiz", "quiz", "rate", "cram"]),
                kind=st.sampled_from([Kind.REVIEW] * 5 + [Kind.RESET, Kind.SUSPEND]),
                missed=st.sampled_from([(), (), ((0, "x"),), ((0, "x"), (1, "方差"))]),
            ),
            max_size=25,
        )
    )
    events = [event._replace(id=f"{number:04}") for number, event in enumerate(reviews)]
    undone = draw(st.sets(st.integers(0, 24), max_size=4))
    return events + [undo_of(events[index]) for index in sorted(undone) if index < len(events)]


def undo_of(event):
    return Event(
        id=f"u{event.id}", card=event.card, at=event.at + 1, study_day=event.study_day, kind=Kind.UNDO, target=event.id
    )
