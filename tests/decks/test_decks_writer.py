"""What is written is read again as the same, by us and by any other reader."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from deck_strategies import TRAPS, decks, notes
from hypothesis import given, settings

from studycli.core.model import Deck, Note, NoteId, OpenQuestion, Text
from studycli.core.plain import deck_data, note_data
from studycli.decks.reader import read_text
from studycli.decks.scalar import columns
from studycli.decks.writer import write_deck, write_note

GOLDEN = Path(__file__).parent / "golden" / "written.yaml"
SAMPLE = Path(__file__).parents[1] / "data" / "decks" / "sample.yaml"


def asking(question: str, answer: str = "yes") -> Note:
    return Note(id=NoteId("a"), body=OpenQuestion(Text.plain(question), Text.plain(answer)))


def others_see(text: str) -> list[Any]:
    """What PyYAML's two loaders make of it, with all of YAML 1.1's ideas about scalars."""
    return [yaml.load(text, Loader=loader) for loader in (yaml.SafeLoader, yaml.CSafeLoader)]


@settings(deadline=None, max_examples=150)
@given(decks)
def test_what_is_written_is_read_as_the_same_deck(deck: Deck) -> None:
    reading = read_text(write_deck(deck), path="deck.yaml", name="deck")
    assert reading.deck == deck
    assert not [problem for problem in reading.problems if problem.is_error]


@settings(deadline=None, max_examples=150)
@given(decks)
def test_any_other_reader_sees_the_same_strings(deck: Deck) -> None:
    data = {"format": 1, **deck_data(deck), "notes": [note_data(note) for note in deck.notes]}
    assert others_see(write_deck(deck)) == [data, data]


@pytest.mark.parametrize("trap", [trap for trap in TRAPS if trap.strip()])
def test_no_string_is_taken_for_something_else(trap: str) -> None:
    deck = Deck(name="deck", tags=("x",), notes=(asking(trap, trap),))
    assert read_text(write_deck(deck), path="", name="deck").deck == deck
    for seen in others_see(write_deck(deck)):
        assert seen["notes"][0]["question"] == trap


@settings(deadline=None)
@given(notes)
def test_one_note_is_written_as_in_its_deck(note: Note) -> None:
    assert write_deck(Deck(name="deck", notes=(note,))) == "format: 1\nnotes:\n" + write_note(note)


def test_a_deck_without_notes_is_a_deck() -> None:
    assert write_deck(Deck(name="deck")) == "format: 1\nnotes: []\n"


def test_the_style() -> None:
    deck = read_text(SAMPLE.read_text("utf-8"), path="", name="sample").deck
    assert deck is not None
    written = write_deck(deck)
    if os.environ.get("STUDYCLI_REGENERATE"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(written, "utf-8", newline="\n")
    assert written == GOLDEN.read_text("utf-8")


def test_a_mapping_is_on_one_line_as_long_as_it_fits() -> None:
    def lines_of(length: int) -> list[str]:
        text = Text((("en", "a" * length), ("zh", "中")))
        return write_note(Note(id=NoteId("a"), body=OpenQuestion(text, Text.plain("b")))).splitlines()

    line = lines_of(100)[1]
    assert line.startswith("  question: {en: aaa")
    longest = 100 + 140 - columns(line)
    assert columns(lines_of(longest)[1]) == 140
    assert lines_of(longest + 1)[1:4] == ["  question:", "    en: " + "a" * (longest + 1), "    zh: 中"]
