"""What is due, what is new, and how many."""

from collections import Counter
from dataclasses import replace

import pytest
from library_files import NOW, deck_of, open_catalogue, write_library
from test_catalogue_sql import write_history

from studycli.catalogue.due import Counts, DeckCounts
from studycli.core.history import Progress
from studycli.core.model import CardId
from studycli.core.query import parse
from studycli.core.queue import Due
from studycli.core.schedule import Memory, State
from studycli.core.settings import Order

DAY, MS = NOW["study_day"], NOW["now_ms"]


def learning(card, wait_ms, **more):
    return Progress(card=CardId(card), state=State.LEARNING, due=MS + wait_ms, **more)


def review(card, days, difficulty=5.0, **more):
    return Progress(card=CardId(card), state=State.REVIEW, due=DAY + days, memory=Memory(9.0, difficulty), **more)


@pytest.fixture
def catalogue(tmp_path):
    decks = {
        "a": deck_of(*((name, f"question {name}") for name in ("a1", "a2", "a3", "a4", "a5"))),
        "b/c": replace(deck_of(*((name, f"question {name}") for name in ("b1", "b2", "b3", "b4"))), tags=("late",)),
        "d": deck_of(("open", "not answered yet", " ")),
    }
    write_library(tmp_path / "decks", decks)
    history = [
        learning("a1", 60_000),
        replace(learning("a2", -5), state=State.RELEARNING),
        learning("gone", -9),
        review("a3", 0, 3.0),
        review("b1", -2, 7.0),
        review("b2", -1, 9.0, suspended=True),
        review("b3", -1, 9.0, buried_on=DAY),
        review("a4", 1),
        Progress(card=CardId("a5"), buried_on=DAY - 1),
    ]
    catalogue = open_catalogue(tmp_path)
    catalogue.attach_history(write_history(tmp_path / "history.db", history))
    return catalogue


def test_learning_cards_by_the_instant_they_fall_due(catalogue):
    assert catalogue.learning_cards(**NOW) == [Due(CardId("a2"), "a", State.RELEARNING, MS - 5)]
    ahead = catalogue.learning_cards(**NOW, ahead_ms=60_000)
    assert [due.card for due in ahead] == ["a2", "a1"]


def test_reviews_by_the_day_they_fell_due(catalogue):
    assert catalogue.review_cards(**NOW) == [
        Due(CardId("b1"), "b/c", State.REVIEW, DAY - 2),
        Due(CardId("a3"), "a", State.REVIEW, DAY),
    ]
    assert [due.card for due in catalogue.review_cards(**NOW, notes=1)] == ["b1"]
    tomorrow = NOW | {"study_day": DAY + 1}
    assert [due.card for due in catalogue.review_cards(**tomorrow)] == ["b1", "b3", "a3", "a4"]


def test_the_easiest_reviews_first(catalogue):
    tomorrow = NOW | {"study_day": DAY + 1}
    by_difficulty = catalogue.review_cards(**tomorrow, order=Order.DIFFICULTY)
    assert [due.card for due in by_difficulty] == ["a3", "a4", "b1", "b3"]


def test_new_cards_in_library_order(catalogue):
    assert catalogue.new_cards(**NOW) == [Due(CardId("a5"), "a", State.NEW), Due(CardId("b4"), "b/c", State.NEW)]
    assert [due.card for due in catalogue.new_cards(**NOW, notes=1)] == ["a5"]


def test_a_query_narrows_each(catalogue):
    assert catalogue.learning_cards(parse("tag:late"), **NOW) == []
    assert [due.card for due in catalogue.review_cards(parse("deck:b"), **NOW)] == ["b1"]
    assert [due.card for due in catalogue.review_cards(parse("difficulty<5"), **NOW)] == ["a3"]
    assert [due.card for due in catalogue.new_cards(parse("question -a5"), **NOW)] == ["b4"]


def test_counts(catalogue):
    assert catalogue.counts(**NOW) == Counts(learning=1, review=2, new=2)
    assert catalogue.counts(**NOW, ahead_ms=60_000).learning == 2
    assert catalogue.counts(parse("deck:b"), **NOW) == Counts(learning=0, review=1, new=1)


def test_counts_of_decks(catalogue):
    counted = {deck.name: counts for deck, counts in catalogue.deck_counts(**NOW)}
    assert counted == {
        "a": DeckCounts(new=1, learning=2, due=2, suspended=0),
        "b/c": DeckCounts(new=1, learning=0, due=1, suspended=1),
        "d": DeckCounts(),
    }


@pytest.mark.parametrize(
    "text", ["tag:late", "is:due or is:new", "a1 or b1", "is:suspended", "is:unanswered", "nothing"]
)
def test_counts_of_decks_with_a_query_are_of_what_it_lets_through(catalogue, text):
    query = parse(text)
    cards = Counter(row.deck for row in catalogue.select_cards(query, **NOW))
    notes = Counter(catalogue.note(note).deck.name for note in catalogue.select(query, **NOW))
    rows = catalogue.deck_counts(query, **NOW)
    assert {deck.name: (deck.notes, deck.cards) for deck, _ in rows} == {
        name: (notes[name], cards[name]) for name in notes
    }
    counts = catalogue.counts(query, **NOW)
    assert sum(each.new for _, each in rows) == counts.new
    assert sum(each.due for _, each in rows) == counts.learning + counts.review


def test_without_a_history_all_is_new(catalogue, tmp_path):
    catalogue.attach_history(None)
    assert catalogue.counts(**NOW) == Counts(learning=0, review=0, new=9)
    catalogue.attach_history(tmp_path / "nowhere.db")
    assert catalogue.counts(**NOW) == Counts(learning=0, review=0, new=9)
    (tmp_path / "empty.db").touch()
    catalogue.attach_history(tmp_path / "empty.db")
    assert catalogue.counts(**NOW).new == 9


def test_the_history_is_only_read(catalogue, tmp_path):
    before = (tmp_path / "history.db").read_bytes()
    catalogue.counts(**NOW)
    catalogue.close()
    assert (tmp_path / "history.db").read_bytes() == before


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (lambda catalogue: catalogue.review_cards(**NOW, notes=3), "progress_due"),
        (lambda catalogue: catalogue.new_cards(**NOW, notes=3), "files_rank"),
    ],
)
def test_nothing_is_sorted_that_an_index_gives_in_order(catalogue, question, index):
    asked = []
    catalogue._db.set_trace_callback(asked.append)
    question(catalogue)
    catalogue._db.set_trace_callback(None)
    plan = " ".join(row[3] for row in catalogue._db.execute(f"EXPLAIN QUERY PLAN {asked[-1]}"))
    assert index in plan
    assert "TEMP B-TREE" not in plan
