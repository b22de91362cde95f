"""Merged notes in the file: progress stays right at every step, and the same is made of the events anew."""

from contextlib import closing

import pytest
from alias_strategies import CARDS, alias, merged_logs, review
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.aliases import aliases, joined, root_of
from studycli.core.history import Event, Kind, Progress, fold
from studycli.core.model import CardId
from studycli.history import figures
from studycli.history.log import Log

A, B = CardId("a"), CardId("b")


@pytest.fixture
def log(tmp_path):
    with closing(Log.open(tmp_path)) as opened:
        yield opened


def append(log, *events):
    return [log.append(event._replace(id="", device=""), event.at) for event in events]


def states(log):
    return [log.progress(CardId(card)) for card in CARDS]


def expected(events, card):
    known = aliases(events)
    root = root_of(CardId(card), known)
    own = [event for event in events if root_of(event.card, known) == root]
    return fold(root, joined(root, own, known)) if own else Progress(card=root)


def test_a_merge_joins_and_its_undo_parts(log):
    append(log, review(1, "a", 3), review(2, "b", 4), review(3, "b", 9))
    before = states(log)
    append(log, alias(4, "b", 10, "a"))
    assert (log.progress(A).reps, log.progress(B).reps, log.faults()) == (3, 3, ())
    log.undo(at=1, study_day=11, now=1)
    assert (states(log), log.faults()) == (before, ())


def test_a_card_that_was_never_seen_takes_over_the_other_and_gives_it_back(log):
    append(log, review(2, "b", 4), alias(4, "b", 10, "a"))
    assert (log.progress(A).reps, log.faults()) == (1, ())
    log.undo(at=1, study_day=11, now=1)
    assert (log.progress(A), log.progress(B).reps, log.faults()) == (Progress(card=A), 1, ())


def test_answers_after_a_merge_count_whichever_card_they_name(log):
    append(
        log, review(1, "a", 3), alias(4, "b", 10, "a"), review(5, "b", 11), review(6, "a", 12), review(7, "b/c1", 12)
    )
    assert (log.progress(A).reps, log.progress(B).reps, log.faults()) == (3, 3, ())
    assert log.progress(CardId("a/c1")).reps == 1


def test_the_events_of_both_are_listed_under_either(log):
    append(log, review(1, "a", 3), review(2, "b", 4), review(3, "c", 5), alias(4, "b", 10, "a"))
    assert [event.card for event in log.events(A)] == [event.card for event in log.events(B)] == ["a", "b", "b"]


def test_joined_cards_are_counted_once(log):
    append(log, review(1, "a", 3, interval=7), review(2, "b", 4, interval=6), alias(4, "b", 9, "a"))
    assert log.load(0, 99) == {10: 1}
    assert {card for card, *_ in log.ask(lambda db: list(figures.answers(db)))} == {"a"}
    append(log, review(5, "a", 9))
    assert log.answered(9) == [(A, False)]


def test_what_was_joined_wrongly_is_told_and_mended(log):
    append(log, review(1, "a", 3), review(2, "b", 4), alias(4, "b", 9, "a"))
    log._connection.execute("DELETE FROM joined")
    assert "which cards are joined" in log.faults()[0]
    log.rebuild()
    assert (log.faults(), log.progress(A).reps) == ((), 2)


def test_an_undo_may_arrive_before_its_merge(log):
    merge = alias(4, "b", 9, "a")
    taken_back = Event(id="u", device="d", card=B, at=5, study_day=9, kind=Kind.UNDO, target=merge.id)
    log.take_in([review(1, "a", 3), taken_back])
    log.take_in([merge])
    assert (log.progress(B).reps, log.faults()) == (0, ())


@settings(deadline=None, max_examples=25)
@given(merged_logs(), st.data())
def test_logs_are_merged_in_any_order_any_number_of_times(tmp_path_factory, events, data):
    found = []
    for _ in range(2):
        with closing(Log.open(tmp_path_factory.mktemp("log"))) as log:
            shuffled = data.draw(st.permutations(events))
            cut = data.draw(st.integers(0, len(events)))
            for piece in (shuffled[:cut], shuffled, events[:4]):
                log.take_in(piece)
            assert log.faults() == ()
            found.append([log.progress(root_of(CardId(card), aliases(events))) for card in CARDS])
    assert found[0] == found[1] == [expected(events, card) for card in CARDS]


@settings(deadline=None, max_examples=25)
@given(merged_logs())
def test_progress_is_right_after_every_event(tmp_path_factory, events):
    with closing(Log.open(tmp_path_factory.mktemp("log"))) as log:
        for event in events:
            log.append(event, event.at) if event.kind != Kind.UNDO else log.take_in([event])
            assert log.faults() == ()
