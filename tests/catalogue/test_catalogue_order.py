"""Decks stand in the order that order files give them, in every answer of the catalogue."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_files import LATE, NOW, deck_of, file_of, names, open_catalogue, write_deck, write_library

from studycli.core.query_tree import EVERYTHING

LIBRARY = {name: deck_of((name[0], "q")) for name in ("a", "b", "c")}


@pytest.fixture
def root(tmp_path):
    return write_library(tmp_path / "decks", LIBRARY)


def list_decks(root, *listed):
    (root / "order.txt").write_text("\n".join(listed), encoding="utf-8")


def asked(catalogue):
    """The decks, by the order of what is new in them; every other answer is in the same."""
    order = [due.deck for due in catalogue.new_cards(**NOW)]
    assert [deck.name for deck in catalogue.decks()] == order
    assert [row.deck for row in catalogue.select_cards(EVERYTHING, **NOW)] == order
    assert [found.deck.name for found in catalogue.select_notes(EVERYTHING, **NOW)] == order
    assert [hit.deck for hit in catalogue.search(EVERYTHING, limit=9, **NOW).hits] == order
    return order


def test_what_is_listed_comes_in_that_order_behind_what_is_not(root, tmp_path):
    list_decks(root, "c", "a")
    assert asked(open_catalogue(tmp_path)) == ["b", "c", "a"]


def test_a_changed_order_counts_at_once_and_reads_no_deck(root, tmp_path, monkeypatch):
    catalogue = open_catalogue(tmp_path, now_ns=LATE)
    assert asked(catalogue) == ["a", "b", "c"]
    place = catalogue.place_of_new("")
    monkeypatch.setattr(Path, "read_bytes", None)
    list_decks(root, "b", "a")
    changed = open_catalogue(tmp_path, now_ns=LATE)
    assert asked(changed) == ["c", "b", "a"]
    assert [due.deck for due in changed.new_cards(**NOW, place=place)] == ["c", "b", "a"]


def test_an_edited_copy_keeps_the_place_of_the_deck_it_stands_in_for(root, tmp_path):
    list_decks(root, "c", "b", "a")
    own = write_library(tmp_path / "own", {"mine": deck_of(("m", "q")), "b": deck_of(("b", "other"))})
    assert asked(open_catalogue(tmp_path, own, root)) == ["mine", "c", "b", "a"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(names, unique=True) | names, max_size=5))
def test_after_any_changes_the_order_is_that_of_a_new_catalogue(changes):
    with tempfile.TemporaryDirectory() as folder:
        tmp = Path(folder)
        root = write_library(tmp / "decks", {})
        for change in changes:
            if isinstance(change, str):
                write_deck(root, change, deck_of((change.replace("/", "-").encode().hex(), "q")))
            else:
                list_decks(root, *change)
            catalogue = open_catalogue(tmp)
            order = asked(catalogue)
            catalogue.close()
            file_of(tmp / "cache").unlink()
            fresh = open_catalogue(tmp)
            assert asked(fresh) == order
            fresh.close()
