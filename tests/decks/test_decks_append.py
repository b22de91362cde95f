"""A note appended: it is read back, and nothing else moves."""

import deck_strategies
import pytest
from hypothesis import given, settings

from studycli.core.model import Note, NoteId, OpenQuestion, Text
from studycli.core.problem import Problem
from studycli.decks.append import append_note
from studycli.decks.reader import read_text
from studycli.decks.writer import write_deck

NOTE = Note(
    id=NoteId("new"),
    body=OpenQuestion(Text((("zh", "什么是：卷积？"),)), Text.plain("Two\n\n  lines\n- and a list")),
    points=(Text.plain("a"),),
)


def appended(text, note=NOTE):
    return append_note(text, note, path="a.yaml", name="a")


@pytest.mark.parametrize(
    "text",
    [
        "notes:\n- {id: old, question: q, answer: a}\n",
        "notes:\n- {id: old, question: q, answer: a}",
        "format: 1\nnotes:\n  - id: old   # why\n    question: q\n    answer: |\n      a\n\n# the end\n",
        "notes:\r\n- id: old\r\n  question: q\r\n  answer: a\r\n",
        "\ufeffnotes:\n- {id: old, question: q, answer: a}\n",
        "notes:\n- {id: old, question: q, answer: a}\n- {id: broken}\n",
        "notes:\n- {id: old, question: q, answer: a}\ntitle: T\ntags: [x]\n",
        "title: T\nnotes: []\n",
        "title: T\nnotes: []  # none yet\n",
        "notes:\n",
        "title: T\nnotes:\n\n",
    ],
)
def test_the_rest_of_the_file_stays_as_it_was(text):
    new = appended(text)
    assert not isinstance(new, Problem)
    before, after = (read_text(each, path="a.yaml", name="a") for each in (text, new))
    assert after.deck.notes == (*before.deck.notes, NOTE)
    assert after.deck.title == before.deck.title and after.left_out == before.left_out
    kept = [line for line in text.replace("notes: []", "notes:").split("\n") if line.strip()]
    assert [line for line in new.split("\n") if line in kept] == kept


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_file_becomes_a_deck(text):
    assert read_text(appended(text), path="a.yaml", name="a").deck.notes == (NOTE,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a\n", "wrong-type"),
        ("notes: 7\n", "not-added"),
        ("notes: [{id: old, question: q, answer: a}]\n", "not-added"),
        ('{"notes": [{"id": "old", "question": "q", "answer": "a"}]}\n', "not-added"),
        ("notes:\n- {id: new, question: q, answer: a}\n", "not-added"),
        ("notes:\n- {id: old, question: q, answer: a}\n...\n", "not-added"),
    ],
)
def test_where_nothing_can_be_appended_nothing_is(text, code):
    assert appended(text).code == code


@settings(deadline=None, max_examples=60)
@given(deck_strategies.decks)
def test_any_written_deck_takes_one_more(deck):
    text = write_deck(deck)
    new = appended(text)
    assert read_text(new, path="a.yaml", name="a").deck.notes == (*deck.notes, NOTE)
    assert new.startswith(text) or not deck.notes
