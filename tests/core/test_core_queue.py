from hypothesis import given
from hypothesis import strategies as st

from studycli.core.model import CardId, note_of
from studycli.core.queue import Due, Queue, Quota, Reason, build, spread
from studycli.core.schedule import State

ids = st.builds("{}/c{}".format, st.sampled_from("abcdefgh"), st.integers(1, 3))
learning = st.lists(ids, unique=True, max_size=5).map(lambda cards: [due(card, State.LEARNING) for card in cards])
reviews = st.lists(ids, unique=True, max_size=9).map(lambda cards: [due(card, State.REVIEW) for card in cards])
new = st.lists(ids, unique=True, max_size=9).map(lambda cards: [due(card, State.NEW) for card in cards])


def plenty(new=99):
    return {"review_quota": Quota(str, {"deck": 99}), "new_quota": Quota(str, {"deck": new})}


def due(card, state):
    return Due(CardId(card), "deck", state)


def test_new_cards_are_spread_evenly():
    mixed = spread([due(f"r{n}", State.REVIEW) for n in range(4)], [due(f"n{n}", State.NEW) for n in range(2)])
    assert [card.card for card in mixed] == ["r0", "r1", "n0", "r2", "r3", "n1"]


def test_only_new_cards():
    assert len(spread([], [due("n", State.NEW)])) == 1


def test_one_card_of_a_note_a_day():
    queue = build([], [due("a/c1", State.REVIEW)], [due("a/c2", State.NEW), due("b", State.NEW)], **plenty())
    assert [card.card for card in queue.cards] == ["a/c1", "b"]
    kept = build([], [due("a/c1", State.REVIEW)], [due("a/c2", State.NEW)], bury_siblings=False, **plenty())
    assert len(kept.cards) == 2


def test_a_note_studied_today_waits():
    assert build([], [due("a/c2", State.REVIEW)], [], studied={note_of(CardId("a/c1"))}, **plenty()) == Queue()


@given(learning, reviews, new)
def test_nothing_twice_and_learning_always(steps, due_cards, fresh):
    queue = build(steps, due_cards, fresh, **plenty())
    assert queue.learning == tuple(steps)
    notes = [note_of(card.card) for card in queue.rest]
    assert len(set(notes)) == len(notes)
    assert not {note_of(card.card) for card in steps} & set(notes)


@given(reviews, new)
def test_spreading_keeps_each_order(due_cards, fresh):
    mixed = spread(due_cards, fresh)
    assert [card for card in mixed if card.reason is Reason.DUE] == due_cards
    assert [card for card in mixed if card.reason is Reason.NEW] == fresh


def test_a_limit_takes_learning_cards_first():
    queue = build([due("a", State.LEARNING)], [due("b", State.REVIEW), due("c", State.REVIEW)], [], **plenty())
    assert [card.card for card in queue.first(2).cards] == ["a", "b"]
    assert queue.first(None) == queue
    assert queue.first(0) == Queue()


def test_a_quota_is_shared_by_the_decks_of_a_pool():
    fresh = [
        Due(CardId(f"{deck[-1]}{number}"), deck, State.NEW) for deck in ("cnn/a", "cnn/b", "rnn") for number in range(3)
    ]
    quota = Quota(lambda deck: "cnn" if deck.startswith("cnn") else "", {"cnn": 4, "": 1})
    queue = build([], [], fresh, review_quota=Quota(str, {}), new_quota=quota)
    assert [card.card for card in queue.rest] == ["a0", "a1", "a2", "b0", "n0"]


def test_siblings_do_not_use_up_the_quota():
    fresh = [due(card, State.NEW) for card in ("a/c1", "a/c2", "a/c3", "b", "c")]
    assert [card.card for card in build([], [], fresh, **plenty(new=2)).rest] == ["a/c1", "b"]
