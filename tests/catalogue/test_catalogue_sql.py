"""The SQL of a query lets through what the plain predicate does, on random libraries and histories."""

import sqlite3
import tempfile
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_files import NOW, deck_of, libraries, open_catalogue, write_library

from studycli.core.history import PROGRESS_COLUMNS, Progress
from studycli.core.model import CardId, cards_of
from studycli.core.predicate import Subject, fits, matches
from studycli.core.query import parse
from studycli.core.query_tree import (
    EVERYTHING,
    And,
    Compare,
    Content,
    Has,
    Is,
    Lang,
    Measure,
    Name,
    Named,
    Not,
    Operator,
    Or,
    Phrase,
    QueryFault,
    Standing,
    Word,
)
from studycli.core.schedule import Memory, State

DAY, MS = NOW["study_day"], NOW["now_ms"]

words = st.sampled_from(
    ["dropout", "DROPOUT", "dropouts", "BN", "层", "BN层", "卷积", "积网", "的", "fine-tuning", "tuning fine", "C", "C++", "++", "cafe", "ｄｒｏｐ", "x", "and", "hint", "bn", "ml", "?!", '"', "*", "NEAR", "a\x00b", "�", "^x", "{names}:x"]
)  # fmt: skip
patterns = {
    Name.DECK: st.sampled_from(
        ["cnn", "CNN", "cnn*", "*layers", "cnn/layers", "深度", "a b", "*", "a*b*", "[c]nn", "\0"]
    ),
    Name.TAG: st.sampled_from(["ml", "ML", "m*", "*basics", "机器", "ｍｌ", "m?", "ml\nml", "*", "\0"]),
    Name.ID: st.sampled_from(["bn", "BN", "drop*", "*out", "dropout/reverse", "bn/*", "*/c1", "x.y", "[bn]", "d\0*"]),
}
of_cards = st.one_of(
    st.sampled_from(Standing).map(Is),
    st.builds(Compare, st.sampled_from(Measure), st.sampled_from(Operator), st.sampled_from([-1, 0, 1, 2.5, 8])),
)
of_notes = st.one_of(
    st.just(EVERYTHING),
    words.map(Word),
    words.map(Phrase),
    *(values.map(lambda pattern, name=name: Named(name, pattern)) for name, values in patterns.items()),
    st.sampled_from(Content).map(Has),
    st.sampled_from(["en", "zh", "de"]).map(Lang),
)
leaves = of_cards | of_notes
queries = st.recursive(
    leaves | leaves.map(Not),
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=2, max_size=3).map(lambda several: And(tuple(several))),
        st.lists(parts, min_size=2, max_size=3).map(lambda several: Or(tuple(several))),
    ),
    max_leaves=4,
)
cards = st.sampled_from(["dropout", "dropout/reverse", "dropout/c1", "bn", "bn/c1", "bn/c3", "BN", "c", "x.y", "gone"])


@st.composite
def progress(draw):
    state = draw(st.sampled_from(State))
    step = draw(st.integers(-2, 2))
    new = state is State.NEW
    return Progress(
        card=CardId(draw(cards)),
        state=state,
        memory=None if new else Memory(draw(st.sampled_from([0.5, 2.5, 9.0])), draw(st.sampled_from([1.0, 2.5, 9.0]))),
        due=None if new else DAY + step if state is State.REVIEW else MS + step,
        lapses=draw(st.sampled_from([0, 1, 8])),
        day=None if new else DAY - draw(st.integers(-1, 3)),
        suspended=draw(st.sampled_from([False, False, True])),
        buried_on=draw(st.sampled_from([None, None, DAY - 1, DAY])),
        flagged=draw(st.booleans()),
    )


histories = st.lists(progress(), min_size=4, max_size=8, unique_by=lambda each: each.card)


def write_history(path, several):
    db = sqlite3.connect(path)
    with db:
        db.execute(f"CREATE TABLE progress ({PROGRESS_COLUMNS}) WITHOUT ROWID")
        db.execute("CREATE INDEX progress_due ON progress (state, due)")
        for each in several:
            memory = (each.memory.stability, each.memory.difficulty) if each.memory else (None, None)
            row = (each.card, each.state, each.step, *memory, each.due, each.interval, each.reps, each.lapses, each.day)
            rest = (each.at, each.suspended, each.buried_on, each.flagged, "")
            db.execute(f"INSERT INTO progress VALUES ({', '.join('?' * 15)})", row + rest)
    db.close()
    return path


@settings(deadline=None, max_examples=30)
@given(libraries, histories, st.lists(queries, min_size=8, max_size=16))
def test_sql_agrees_with_the_plain_predicate(library, history, asked):
    with tempfile.TemporaryDirectory() as folder:
        tmp = Path(folder)
        write_library(tmp / "decks", library)
        catalogue = open_catalogue(tmp)
        catalogue.attach_history(write_history(tmp / "history.db", history))
        for query in asked:
            assert_agreement(catalogue, query, history)
        catalogue.close()


def assert_agreement(catalogue, query, history):
    """The SQL lets through the notes and cards that the predicate does."""
    known = {each.card: each for each in history}
    found = [catalogue.note(note_id) for note_id in catalogue.select(EVERYTHING, **NOW)]
    fitting = [each.note.id for each in found if matches(query, each.deck, each.note, known, **NOW)]
    assert catalogue.select(query, **NOW) == fitting
    cards = [
        card.id
        for each in found
        for card in cards_of(each.note)
        if fits(query, Subject(each.deck, each.note, card, known.get(card.id, Progress(card=card.id)), **NOW))
    ]
    assert [row.card for row in catalogue.select_cards(query, **NOW)] == cards


def test_every_question_about_a_card_agrees(tmp_path):
    """Each standing and comparison, and its opposite, over cards on either side of every border."""
    memory = Memory(2.5, 2.5)
    base = [
        Progress(card=CardId("0")),
        Progress(card=CardId("1"), flagged=True, lapses=7),
        *(
            Progress(card=CardId("2"), state=state, due=MS + wait)
            for state in (State.LEARNING, State.RELEARNING)
            for wait in (0, 1)
        ),
        *(
            Progress(card=CardId("3"), state=State.REVIEW, due=DAY + wait, memory=memory, day=DAY - 1)
            for wait in (-1, 0, 1)
        ),
        *(Progress(card=CardId("4"), state=State.REVIEW, due=DAY, lapses=8, buried_on=day) for day in (DAY - 1, DAY)),
        Progress(card=CardId("5"), state=State.REVIEW, due=DAY, suspended=True),
    ]
    history = [replace(each, card=CardId(f"n{number}")) for number, each in enumerate(base)]
    questions = deck_of(
        *((each.card, "question") for each in history), ("unseen", "question"), ("open", "question", " ")
    )
    write_library(tmp_path / "decks", {"a": questions})
    catalogue = open_catalogue(tmp_path)
    catalogue.attach_history(write_history(tmp_path / "history.db", history))
    asked = [Is(standing) for standing in Standing]
    asked += [Compare(*each) for each in product(Measure, Operator, (-1, 0, 1, 2.5, 7, 8))]
    for query in asked:
        assert_agreement(catalogue, query, history)
        assert_agreement(catalogue, Not(query), history)


@settings(deadline=None, max_examples=30)
@given(libraries, st.lists(queries, min_size=8, max_size=16), st.integers(1, 30))
def test_search_finds_what_the_query_lets_through_each_once(library, asked, limit):
    with tempfile.TemporaryDirectory() as folder:
        tmp = Path(folder)
        write_library(tmp / "decks", library)
        catalogue = open_catalogue(tmp)
        for query in asked:
            wanted, results = catalogue.select(query, **NOW), catalogue.search(query, limit=limit, **NOW)
            hits = [hit.id for hit in results.hits]
            assert len(hits) == len(set(hits)) <= limit
            assert [hit.score for hit in results.hits] == sorted((hit.score for hit in results.hits), reverse=True)
            if wanted:
                # What matches comes first; behind it there may be what matches in part.
                assert results.total == len(wanted)
                assert set(hits[: results.total]) <= set(wanted)
                assert not set(hits[results.total :]) & set(wanted)
                assert results.partial == (len(hits) > results.total)
                assert len(hits) >= min(limit, results.total)
            else:
                assert results.partial == bool(hits)
                assert len(hits) == min(limit, results.total)
        catalogue.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    write_library(folder / "decks", {"a": deck_of(("near", "What is NEAR?"), ("conv", "卷积 and or not a *"))})
    return open_catalogue(folder)


@settings(deadline=None, max_examples=100)
@given(
    st.text()
    | st.lists(st.sampled_from(['"*^:{}()-+', "NEAR", "NOT", "AND", "OR", "\x00", "�", "卷", "a"])).map(" ".join)
)
def test_whatever_is_typed_never_breaks_a_search(small, text):
    query = parse(text)
    small.select(Word(text), **NOW)
    small.search(Phrase(text), limit=3, **NOW)
    if not isinstance(query, QueryFault):
        small.search(query, limit=3, **NOW)
        small.select_cards(query, **NOW)
