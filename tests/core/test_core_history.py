from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.history import Event, Kind, Progress, apply, effective, fold, next_id
from studycli.core.model import CardId
from studycli.core.schedule import Memory, State

CARD = CardId("dropout")
DAY = 86_400_000


def review(number, rating, interval, *, day=None, at=None, **fields):
    day = number if day is None else day
    return Event(
        id=f"{number:012x}-a", device="a", card=CARD, at=day * DAY if at is None else at, study_day=day,
        kind=Kind.REVIEW, rating=rating, interval=interval, **{"mode": "quiz", **fields},
    )  # fmt: skip


def undo(number, target):
    at = number * DAY
    return Event(
        id=f"{number:012x}-b", device="b", card=CARD, at=at, study_day=number, kind=Kind.UNDO, target=target.id
    )


def simple(number, kind, **fields):
    return Event(id=f"{number:012x}-c", device="c", card=CARD, at=number * DAY, study_day=number, kind=kind, **fields)


def test_a_new_card_learns_and_graduates():
    first, second = review(1, 3, -600), review(2, 3, 4)
    learning = fold(CARD, [first])
    assert (learning.state, learning.step, learning.due) == (State.LEARNING, 1, DAY + 600_000)
    graduated = fold(CARD, [first, second])
    assert (graduated.state, graduated.due, graduated.reps, graduated.lapses) == (State.REVIEW, 6, 2, 0)


def test_again_in_review_is_a_lapse_and_again_in_a_step_is_not():
    events = [review(1, 4, 8), review(9, 1, -600), review(10, 1, -600)]
    progress = fold(CARD, events)
    assert (progress.state, progress.lapses, progress.step) == (State.RELEARNING, 1, 0)


def test_cram_leaves_progress_alone():
    first = review(1, 3, 4)
    assert fold(CARD, [first, review(2, 1, -60, mode="cram")]) == fold(CARD, [first])


def test_the_day_is_the_largest_so_far():
    """A clock that went back counts as the same day, not as a negative time."""
    late, early = review(1, 3, 4, day=10, at=5), review(2, 3, 4, day=7, at=6)
    progress = fold(CARD, [late, early])
    assert progress.day == 10
    assert progress.memory == apply(fold(CARD, [late]), review(2, 3, 4, day=10, at=6)).memory


def test_reset_forgets_the_memory_but_not_the_flag():
    events = [review(1, 3, 4), simple(2, Kind.FLAG), simple(3, Kind.SUSPEND), simple(4, Kind.RESET)]
    assert fold(CARD, events) == Progress(card=CARD, flagged=True, suspended=True)


def test_bury_is_for_one_day():
    progress = fold(CARD, [simple(5, Kind.BURY)])
    assert progress.is_buried(5) and not progress.is_buried(6)
    assert not fold(CARD, [simple(5, Kind.BURY), simple(6, Kind.UNBURY)]).is_buried(5)


def test_reschedule_moves_the_due_day_only():
    before = fold(CARD, [review(1, 3, 4)])
    after = fold(CARD, [review(1, 3, 4), simple(3, Kind.RESCHEDULE, interval=9)])
    assert (after.due, after.interval, after.memory) == (10, 9, before.memory)


def test_unknown_kinds_are_ignored():
    assert fold(CARD, [review(1, 3, 4), simple(2, "of a later version")]) == fold(CARD, [review(1, 3, 4)])


def test_an_undo_is_not_undone():
    first = review(1, 3, 4)
    taken_back = undo(2, first)
    assert fold(CARD, [first, taken_back, undo(3, taken_back)]) == Progress(card=CARD)


@st.composite
def logs(draw):
    """Events of one card from several devices, with undos of some of them, in any order and with repeats."""
    reviews = draw(
        st.lists(st.tuples(st.integers(0, 60), st.integers(1, 4), st.sampled_from([-60, -600, 1, 5, 30])), max_size=12)
    )
    events = [
        review(number, rating, interval, day=day, at=day * DAY + rating)
        for number, (day, rating, interval) in enumerate(reviews)
    ]
    kinds = draw(st.lists(st.tuples(st.sampled_from(["suspend", "unsuspend", "bury", "reset", "flag", "new kind"]))))
    events += [simple(100 + number, kind) for number, (kind,) in enumerate(kinds)]
    targets = draw(st.lists(st.sampled_from(events), max_size=4)) if events else []
    return events + [undo(200 + number, target) for number, target in enumerate(targets)]


@settings(deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_any_order_and_any_repeats_give_one_state(events, random):
    shuffled = events + [event for event in events if random.random() < 0.5]
    random.shuffle(shuffled)
    assert fold(CARD, shuffled) == fold(CARD, events)


@settings(deadline=None)
@given(logs())
def test_folding_in_pieces_equals_folding_whole(events):
    counted = effective(events)
    progress = Progress(card=CARD)
    for event in counted:
        progress = apply(progress, event)
    assert progress == fold(CARD, events)


@settings(deadline=None)
@given(logs())
def test_undo_restores_exactly(events):
    before = fold(CARD, events)
    answer = review(500, 1, -60, day=90)
    assert fold(CARD, [*events, answer, undo(501, answer)]) == before


@given(st.lists(st.integers(0, 2**40), min_size=2, max_size=30))
def test_ids_ascend_whatever_the_clock_does(clock):
    ids, last = [], None
    for now in clock:
        last = next_id(last, now, "dev")
        ids.append(last)
    assert ids == sorted(ids) and len(set(ids)) == len(ids)


def test_memory_depends_on_days_not_hours():
    morning = [review(1, 3, 4, day=1, at=DAY), review(2, 3, 4, day=3, at=3 * DAY + 1)]
    evening = [review(1, 3, 4, day=1, at=DAY + 80_000_000), review(2, 3, 4, day=3, at=3 * DAY)]
    assert isinstance(fold(CARD, morning).memory, Memory)
    assert fold(CARD, morning).memory == fold(CARD, evening).memory
