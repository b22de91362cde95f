"""The shipped decks keep to what docs/decks.md asks of a card."""

import csv
import io
import re
from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from shipped import notes, readings, texts

from studycli.core.formula import Formula, split
from studycli.core.model import MultipleChoice, OpenQuestion, cards_of
from studycli.ui.answer import answer_view_of
from studycli.ui.formula import draw, inline
from studycli.ui.question import question_view

DATA = Path(__file__).parent / "data"
NOTES = pytest.mark.parametrize("note", notes().values(), ids=list(notes()))
LANGUAGES = ("en", "zh")
CODE = re.compile(r"```.*?```", re.S)


def test_no_deck_has_a_problem():
    assert [str(problem) for reading in readings().values() for problem in reading.problems] == []


def test_no_id_stands_twice():
    assert len(notes()) == sum(len(reading.deck.notes) for reading in readings().values())


@NOTES
def test_every_text_speaks_both_languages(note):
    assert note.title is not None
    for name, text in texts(note):
        assert text is not None, f"{name} is missing"
        assert all(dict(text.variants).get(language, "").strip() for language in LANGUAGES), name


@NOTES
def test_every_note_names_a_reference(note):
    assert note.references


@NOTES
def test_an_answer_is_a_card_and_no_essay(note):
    """At most about 250 words of English and 400 characters of Chinese; code does not count."""
    if isinstance(note.body, OpenQuestion):
        answer = {language: CODE.sub("", note.body.answer.show(language)) for language in LANGUAGES}
        assert len(answer["en"].split()) <= 275
        assert len(re.findall(r"[一-鿿]", answer["zh"])) <= 420
        assert 3 <= len(note.points) <= 8


@NOTES
def test_choices_say_why_and_not_every_one_is_right(note):
    if isinstance(note.body, MultipleChoice):
        assert all(choice.why for choice in note.body.choices)
        assert 0 < sum(choice.correct for choice in note.body.choices) < len(note.body.choices)


@NOTES
def test_the_terminal_draws_every_formula(note):
    """On lines of its own on a screen of 40 columns, in the line as text without a backslash."""
    for name, text in texts(note):
        for language in LANGUAGES:
            for piece in split(text.show(language)):
                if isinstance(piece, Formula) and piece.display:
                    assert draw(piece.tex, 36) is not None, f"{name}: {piece.source}"
                elif isinstance(piece, Formula):
                    assert "\\" not in inline(piece.tex).replace("∖", ""), f"{name}: {piece.source}"


def test_every_fault_found_in_the_founding_banks_is_answered_by_a_pitfall():
    with (DATA / "faults.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == len({row["fault"] for row in rows}) == 155
    assert [row for row in rows if not notes()[row["note"]].pitfalls] == []


@NOTES
def test_no_line_of_a_card_is_wider_than_the_screen(note):
    for card in cards_of(note):
        for language, width in product(LANGUAGES, (40, 80)):
            console = Console(file=io.StringIO(), width=width)
            console.print(question_view(card, "Deck", language, width))
            console.print(answer_view_of(card, "Deck", language, width))
            assert all(cell_len(line) <= width for line in console.file.getvalue().splitlines())
