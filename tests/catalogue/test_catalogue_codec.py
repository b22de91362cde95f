"""Decks, notes and problems as JSON, and back."""

from dataclasses import replace

import deck_strategies
from hypothesis import given
from hypothesis import strategies as st

from studycli.catalogue.codec import (
    decode_deck,
    decode_note,
    decode_problems,
    encode_deck,
    encode_note,
    encode_problems,
)
from studycli.core.problem import Problem, Severity


@given(deck_strategies.notes, st.integers(0, 10**6), st.booleans())
def test_a_note_comes_back_whole(note, line, derived):
    note = replace(note, line=line, id_is_derived=derived)
    back = decode_note(encode_note(note), line)
    assert back == note
    assert (back.line, back.id_is_derived) == (line, derived)


@given(deck_strategies.notes, st.integers(0, 10**6))
def test_the_line_does_not_change_what_is_kept(note, line):
    assert encode_note(replace(note, line=line)) == encode_note(note)


@given(deck_strategies.decks)
def test_a_deck_comes_back_without_its_notes(deck):
    back = decode_deck(encode_deck(deck), "path.yaml")
    assert back == replace(deck, notes=())
    assert back.path == "path.yaml"


@given(
    st.lists(
        st.builds(Problem, st.just("p"), st.integers(), st.integers(), st.sampled_from(Severity), st.text(), st.text())
    )
)
def test_problems_come_back(problems):
    assert decode_problems(encode_problems(problems), "p") == tuple(problems)
