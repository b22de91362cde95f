"""From the place that was kept the same new cards are found as from the beginning."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_files import NOW, deck_of, edited, file_of, names, open_catalogue, write_deck, write_library
from test_catalogue_sql import write_history

from studycli.catalogue import place
from studycli.core.history import Progress
from studycli.core.model import CardId
from studycli.core.schedule import State

DAY = NOW["study_day"]

# Cards stay in a history once they are there; only how they stand changes.
standings = st.sampled_from(
    [{"state": State.REVIEW}, {"state": State.NEW}, {"suspended": True}, {"buried_on": DAY}, {"buried_on": DAY - 1}]
)
happenings = st.tuples(st.sampled_from("abcd"), standings) | st.tuples(names, edited)


def happen(root, history, first, second):
    if isinstance(second, dict):
        row = Progress(card=CardId(first), **second)
        with closing(sqlite3.connect(history)) as db, db:
            db.execute("DELETE FROM progress WHERE card = ?", (row.card,))
            db.execute(
                "INSERT INTO progress VALUES (?, ?, 0, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, ?, ?, 0, '')",
                (row.card, row.state, row.suspended, row.buried_on),
            )
    else:
        write_deck(root, first, second)


@settings(deadline=None, max_examples=40)
@given(
    st.dictionaries(names, edited, min_size=1), st.lists(st.lists(happenings, max_size=4), max_size=6), st.booleans()
)
def test_it_changes_nothing_but_the_time(library, rounds, always_near):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, "_FAR", 99 if always_near else 0)
        tmp = Path(folder)
        root = write_library(tmp / "decks", library)
        history = write_history(tmp / "history.db", [])
        kept = ""
        for several in [*rounds, []]:
            for happening in several:
                happen(root, history, *happening)
            catalogue = open_catalogue(tmp)
            catalogue.attach_history(history)
            for notes in (None, 1):
                expected = catalogue.new_cards(**NOW, notes=notes)
                assert catalogue.new_cards(**NOW, notes=notes, place=kept) == expected
                kept = catalogue.place_of_new(kept)
                assert catalogue.new_cards(**NOW, notes=notes, place=kept) == expected
            catalogue.close()


@pytest.fixture
def catalogue(tmp_path):
    """Ten decks of a hundred notes, of which those of the last were never seen."""
    ids = [f"n{number:03}" for number in range(1000)]
    decks = {f"deck{at}": deck_of(*((name, "q") for name in ids[at * 100 :][:100])) for at in range(10)}
    write_library(tmp_path / "decks", decks)
    catalogue = open_catalogue(tmp_path)
    seen = [Progress(card=CardId(name), state=State.REVIEW) for name in ids[:900]]
    catalogue.attach_history(write_history(tmp_path / "history.db", seen))
    return catalogue


def steps(catalogue, kept):
    """How much SQLite does until it has the first new card."""
    count = 0

    def counted():
        nonlocal count
        count += 1

    catalogue._db.set_progress_handler(counted, 10)
    assert [due.card for due in catalogue.new_cards(**NOW, notes=1, place=kept)] == ["n900"]
    catalogue._db.set_progress_handler(None, 0)
    return count


def test_what_was_seen_is_not_looked_up_again(catalogue):
    assert steps(catalogue, catalogue.place_of_new("")) * 5 < steps(catalogue, "")


def test_it_is_kept_until_it_is_far(catalogue, tmp_path, monkeypatch):
    kept = catalogue.place_of_new("")
    happen(None, tmp_path / "history.db", "n900", {"state": State.REVIEW})
    assert catalogue.place_of_new(kept) == kept
    monkeypatch.setattr(place, "_FAR", 0)
    assert catalogue.place_of_new(kept) != kept


def test_it_does_not_outlive_a_change_of_the_library(catalogue, tmp_path):
    kept = catalogue.place_of_new("")
    write_deck(tmp_path / "decks", "0", deck_of(("first", "q")))
    changed = open_catalogue(tmp_path)
    changed.attach_history(tmp_path / "history.db")
    assert [due.card for due in changed.new_cards(**NOW, notes=1, place=kept)] == ["first"]
    changed.close()
    file_of(tmp_path / "cache").unlink()
    again = open_catalogue(tmp_path)
    again.attach_history(tmp_path / "history.db")
    assert again.place_of_new(kept) != kept


def test_where_all_was_seen_the_place_is_the_end(catalogue, tmp_path):
    (tmp_path / "decks" / "deck9.yaml").unlink()
    shorter = open_catalogue(tmp_path)
    shorter.attach_history(tmp_path / "history.db")
    kept = shorter.place_of_new("")
    assert shorter.new_cards(**NOW, place=kept) == []
    assert shorter.place_of_new(kept) == kept
