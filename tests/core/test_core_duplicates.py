"""Which notes are taken for one card, on pairs written for the ways to go wrong, and the laws of likeness."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import readings

from studycli.core.duplicates import Search, Verdict, compared, duplicates
from studycli.core.model import Note, NoteId, OpenQuestion, Text
from studycli.decks.reader import read_bytes

PAIRS = Path(__file__).parent.parent / "data" / "likeness" / "pairs.yaml"
NOTES = read_bytes(PAIRS.read_bytes(), path="pairs.yaml", name="pairs").deck.notes
GROUPS = sorted({note.id.rpartition(".")[0] for note in NOTES} - {"other"})
FOUND = {(pair.a, pair.b): pair for pair in duplicates(NOTES)}


def note(name, question, answer):
    return Note(id=NoteId(name), body=OpenQuestion(Text.plain(question), Text.plain(answer)))


@pytest.mark.parametrize("group", [group for group in GROUPS if group.startswith("same.")])
def test_one_card_in_two_notes_is_same(group):
    assert FOUND[f"{group}.1", f"{group}.2"].verdict is Verdict.SAME


@pytest.mark.parametrize("group", [group for group in GROUPS if group.startswith("two.")])
def test_two_cards_are_never_same(group):
    pair = FOUND.get((f"{group}.1", f"{group}.2"))
    assert pair is None or (pair.verdict is Verdict.REVIEW and pair.score < 1)


def test_nothing_else_is_same():
    same = {ids for ids, pair in FOUND.items() if pair.verdict is Verdict.SAME}
    assert all(a.rpartition(".")[0] == b.rpartition(".")[0] for a, b in same)


WHY = {
    "same.copy": "question and answer are identical",
    "same.nearly": "the answers share 79 % of their wording",
    "two.gaps": "question and answer are identical, but the gaps differ",
    "two.choices": "the answers share 50 % of their wording, but the choices differ",
    "two.correct": "question and answer are identical, but the choices differ",
    "two.code": "question and answer are identical, but the code differs",
    "two.number": "the answers share 86 % of their wording, but the numbers differ",
    "two.negation": "the answers share 91 % of their wording, but one of them negates more",
    "two.opposite": "the answers share 69 % of their wording, but one says more where the other says fewer",
    "two.template-zh": "the answers share 79 % of their wording, but the questions differ (订单系统 / 日志采集)",
    "two.template-en": (
        "the answers share 84 % of their wording, but the questions differ (fraud detection / recommendation)"
    ),
    "two.long-answer": "the answers are identical, but the questions differ (乐观锁 / 无锁队列)",
    "two.languages": "both are about backpressure, but they are in different languages",
    "two.through-another": "both are about hash table, but they are in different languages",
}


@pytest.mark.parametrize(("group", "why"), WHY.items())
def test_the_reason_is_told(group, why):
    assert FOUND[f"{group}.1", f"{group}.2"].why == why


def test_same_ones_come_first_and_the_most_alike_before_others():
    pairs = duplicates(NOTES)
    assert pairs == sorted(pairs, key=lambda pair: (pair.verdict is Verdict.REVIEW, -pair.score, pair.a, pair.b))


def test_the_shipped_decks_hold_no_copies():
    notes = [note for reading in readings().values() for note in reading.deck.notes]
    pairs = duplicates(notes)
    assert [pair for pair in pairs if pair.verdict is Verdict.SAME] == []
    assert len(pairs) < len(notes) / 10


@settings(deadline=None, max_examples=20)
@given(st.permutations(NOTES))
def test_the_order_of_the_notes_does_not_count(notes):
    assert duplicates(notes) == duplicates(NOTES)


@settings(deadline=None)
@given(st.sampled_from(NOTES), st.sampled_from(NOTES))
def test_likeness_goes_both_ways(one, other):
    assert compared(one, other) == compared(other, one)


@settings(deadline=None)
@given(st.sampled_from([each for each in NOTES if each.is_answered and "pointing" not in each.id]))
def test_a_copy_is_same_and_scores_one(one):
    pair = compared(one, replace(one, id=NoteId("copy")))
    assert (pair.score, pair.verdict) == (1, Verdict.SAME)


TEMPLATE = (
    "Explain what {} does, what it costs, and when another way is better, in the words of the {} manual of the house."
)


def bank(size):
    """Notes of one template, which has all words but the subject's in common, and a copy of every fifth."""
    names = [f"n{number:04d}" for number in range(size)]
    notes = [note(name, f"What is {name}?", TEMPLATE.format(name, name)) for name in names]
    return notes + [replace(each, id=NoteId(f"{each.id}-copy")) for each in notes[::5]]


def test_boilerplate_does_not_make_every_pair_a_candidate():
    small, large = (len(Search(bank(size)).candidates()) for size in (250, 1000))
    assert large < 5 * small
    assert large < 30 * len(bank(1000))


def test_copies_are_found_among_boilerplate():
    same = {(pair.a, pair.b) for pair in duplicates(bank(200)) if pair.verdict is Verdict.SAME}
    assert same == {(f"n{number:04d}", f"n{number:04d}-copy") for number in range(0, 200, 5)}


def test_many_copies_of_one_note_are_all_found():
    notes = [note(f"n{number:03d}", "What is a latch?", "A lock that is held for a moment.") for number in range(100)]
    joined = {name for pair in duplicates(notes) for name in (pair.a, pair.b)}
    assert len(joined) == 100
