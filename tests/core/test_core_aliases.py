"""Merged notes: which leads where, and what their events add up to."""

from alias_strategies import CARDS, alias, event, merged_logs, review, undo
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.aliases import aliases, joined, root_of
from studycli.core.history import Kind, effective, fold
from studycli.core.model import CardId
from studycli.core.schedule import State


def roots(events):
    return {note: known.root for note, known in aliases(events).items()}


def progress(events, card):
    """What the log says of a card, by the plainest way there is."""
    known = aliases(events)
    root = root_of(CardId(card), known)
    return fold(root, joined(root, [each for each in events if root_of(each.card, known) == root], known))


def test_the_reviews_of_both_make_one_progress_in_the_order_of_days():
    events = [review(1, "a", 3), review(2, "b", 3, rating=1, interval=-60), review(3, "b", 5), alias(9, "b", 7, "a")]
    alone = [review(1, "a", 3), review(2, "a", 3, rating=1, interval=-60), review(3, "a", 5)]
    assert progress(events, "b") == progress(events, "a") == fold(CardId("a"), alone)


def test_cards_go_on_by_their_kind():
    events = [review(1, "b/c1", 3), review(2, "b", 4), alias(9, "b", 7, "a")]
    assert (progress(events, "a/c1").reps, progress(events, "a").reps, progress(events, "a/reverse").reps) == (1, 1, 0)


def test_events_that_arrive_later_count_too():
    merged = [review(1, "a", 3), alias(9, "b", 7, "a")]
    assert progress([*merged, review(2, "b", 5)], "a").reps == 2
    assert progress([*merged, review(2, "b", 8)], "a").day == 8


def test_what_was_said_of_the_other_card_alone_is_not_carried_over():
    told = [event(2, "b", 4, Kind.SUSPEND), event(3, "b", 4, Kind.RESCHEDULE, interval=90), event(4, "b", 5, Kind.FLAG)]
    events = [review(1, "a", 3), *told, alias(9, "b", 7, "a")]
    assert progress(events, "a") == progress([review(1, "a", 3)], "a")
    assert progress([*events, event(10, "b", 8, Kind.SUSPEND)], "a").suspended


def test_a_reset_of_the_other_card_takes_back_its_own_reviews_only():
    events = [review(1, "a", 3), review(2, "b", 4), event(3, "b", 5, Kind.RESET), review(4, "b", 6)]
    assert progress([*events, alias(9, "b", 7, "a")], "a").reps == 2
    assert progress([*events, alias(9, "b", 7, "a"), event(10, "a", 8, Kind.RESET)], "a").state is State.NEW


def test_chains_lead_to_their_end_whatever_came_first():
    assert roots([alias(1, "a", 3, "b"), alias(2, "b", 4, "c")]) == {"a": "c", "b": "c"}
    assert roots([alias(1, "a", 4, "b"), alias(2, "b", 3, "c")]) == {"a": "c", "b": "c"}


def test_in_a_circle_the_note_last_led_to_is_the_root():
    circle = [alias(1, "a", 3, "b"), alias(2, "b", 4, "c"), alias(3, "c", 5, "a")]
    assert roots(circle) == {"b": "a", "c": "a"}
    assert roots([*circle, undo(9, circle[2])]) == {"a": "c", "b": "c"}


def test_of_two_aliases_of_a_note_the_last_counts():
    assert roots([alias(1, "a", 3, "b"), alias(2, "a", 4, "c")]) == {"a": "c"}


def test_a_note_may_be_led_back_along_its_own_way():
    assert roots([alias(1, "a", 3, "b"), alias(2, "b", 4, "c"), alias(3, "b", 5, "a")]) == {"b": "a"}


def test_nonsense_leads_nowhere():
    assert roots([alias(1, "a", 3, "a"), alias(2, "a", 3, None), alias(3, "a/c1", 3, "a/c2")]) == {}


@settings(deadline=None)
@given(merged_logs(), st.randoms(use_true_random=False))
def test_any_order_and_any_repeats_give_one_state(events, random):
    shuffled = events + [each for each in events if random.random() < 0.5]
    random.shuffle(shuffled)
    assert aliases(shuffled) == aliases(events)
    assert [progress(shuffled, card) for card in CARDS] == [progress(events, card) for card in CARDS]


@settings(deadline=None)
@given(merged_logs(), st.sampled_from("abc"), st.sampled_from("abc"))
def test_undo_of_a_merge_restores_both(events, note, target):
    merge = alias(500, note, 40, target)
    undone = [*events, merge, undo(501, merge)]
    assert [progress(undone, card) for card in CARDS] == [progress(events, card) for card in CARDS]


@settings(deadline=None)
@given(merged_logs())
def test_roots_lead_nowhere(events):
    known = aliases(events)
    assert not {each.root for each in known.values()} & known.keys()


@settings(deadline=None)
@given(merged_logs())
def test_no_review_is_lost(events):
    """Without resets every review that stands counts for some card, and for one only."""
    events = [each for each in events if each.kind != Kind.RESET]
    known = aliases(events)
    counted = sum(progress(events, root).reps for root in {root_of(CardId(card), known) for card in CARDS})
    assert counted == sum(each.kind == Kind.REVIEW for each in effective(events))
