"""Notes, cards and decks by their names."""

from dataclasses import replace

import pytest
from library_files import NOW, deck_of, open_catalogue, write_deck

from studycli.catalogue.lookup import CardRow
from studycli.core.model import Cloze, Deck, Note, NoteId, OpenQuestion, Text
from studycli.core.query import parse

CLOZE = Note(id=NoteId("gap"), body=Cloze(Text.plain("{{c1::one}} and {{c3::three}}")))
BOTH = Note(id=NoteId("both"), body=OpenQuestion(Text.plain("q"), Text.plain("a"), reversed=True))


@pytest.fixture
def catalogue(tmp_path):
    write_deck(tmp_path / "decks", "b", Deck(name="", title=Text.plain("Second"), tags=("t",), notes=(CLOZE, BOTH)))
    write_deck(tmp_path / "decks", "a", deck_of(("gapless", "q"), ("open", "q", " ")))
    (tmp_path / "decks" / "broken.yaml").write_text("notes: [", encoding="utf-8")
    return open_catalogue(tmp_path)


def test_a_note_with_its_deck(catalogue, tmp_path):
    found = catalogue.note("gap")
    assert found.note == CLOZE
    assert found.deck == Deck(name="b", title=Text.plain("Second"), tags=("t",))
    assert found.deck.path == str(tmp_path / "decks" / "b.yaml")


def test_no_note(catalogue):
    assert catalogue.note("none") is None
    assert catalogue.note("GAP") is None
    assert catalogue.note("gap/c1") is None


@pytest.mark.parametrize("card", ["gap/c1", "gap/c3", "both", "both/reverse", "gapless"])
def test_a_card(catalogue, card):
    _, found = catalogue.card(card)
    assert found.id == card


@pytest.mark.parametrize("card", ["gap", "gap/c2", "both/c1", "open", "none", ""])
def test_no_card(catalogue, card):
    assert catalogue.card(card) is None


def test_ids_by_their_beginning(catalogue):
    assert catalogue.ids_with_prefix("ga", 9) == ("gap", "gapless")
    assert catalogue.ids_with_prefix("ga", 1) == ("gap",)
    assert catalogue.ids_with_prefix("", 9) == ("both", "gap", "gapless", "open")
    assert catalogue.ids_with_prefix("x", 9) == ()


def test_decks_in_library_order(catalogue, tmp_path):
    found = catalogue.decks()
    assert [(deck.name, deck.title, deck.notes, deck.cards) for deck in found if deck.name != "broken"] == [
        ("a", None, 2, 1),
        ("b", Text.plain("Second"), 2, 4),
    ]
    assert found[0].path == str(tmp_path / "decks" / "a.yaml")


def test_problems_of_every_file(catalogue, tmp_path):
    paths = {problem.path for problem in catalogue.problems() if problem.is_error}
    assert paths == {str(tmp_path / "decks" / "broken.yaml")}
    assert any(problem.path.endswith("a.yaml") and not problem.is_error for problem in catalogue.problems())


def test_cards_of_a_query(catalogue):
    assert catalogue.select_cards(parse("deck:b is:new"), **NOW) == [
        CardRow("gap/c1", "gap", "b"),
        CardRow("gap/c3", "gap", "b"),
        CardRow("both", "both", "b"),
        CardRow("both/reverse", "both", "b"),
    ]
    assert [row.card for row in catalogue.select_cards(parse("id:gap/c3 or id:*/reverse"), **NOW)] == [
        "gap/c3",
        "both/reverse",
    ]
    assert catalogue.select(parse("is:unanswered"), **NOW) == ["open"]


def test_an_edit_is_seen_by_the_next_catalogue(catalogue, tmp_path):
    write_deck(tmp_path / "decks", "b", Deck(name="", notes=(replace(CLOZE, title=Text.plain("New")),)))
    assert open_catalogue(tmp_path).note("gap").note.title == Text.plain("New")
    assert open_catalogue(tmp_path).note("both") is None
