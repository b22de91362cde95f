"""A newer bank joined to a deck: laws of the three-way merge, and which note is which."""

from dataclasses import replace

import deck_strategies
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.derived_id import derived_ids
from studycli.core.model import Note, NoteId, OpenQuestion, Source, Text
from studycli.core.three_way import merge

FREE = ("title", "points", "explanation", "hint", "pitfalls")
SETS = ("aliases", "tags", "references", "sources")
editions = st.lists(deck_strategies.notes, max_size=5, unique_by=lambda note: note.id).map(tuple)


@st.composite
def edits(draw, edition):
    """Another version of an edition: notes taken out, edited, moved and put in, with their ids or others."""
    kept = [note for note in edition if draw(st.integers(0, 4))]
    new = [draw(_edited(note)) if draw(st.booleans()) else note for note in kept]
    new += draw(st.lists(deck_strategies.notes, max_size=2))
    return tuple({note.id: note for note in draw(st.permutations(new))}.values())


@st.composite
def _edited(draw, note):
    other = draw(deck_strategies.notes)
    names = draw(st.sets(st.sampled_from((*FREE, *SETS, "body"))))
    return replace(note, **{name: getattr(other, name) for name in names})


triples = editions.flatmap(lambda base: st.tuples(st.just(base), edits(base), edits(base)))


def nameless(notes):
    return [replace(note, id=NoteId("x")) for note in notes]


def body_parts(note):
    return {name: getattr(note.body, name) for name in note.body.__slots__}


@given(triples)
@settings(deadline=None, max_examples=40)
def test_a_bank_that_did_not_change_leaves_the_deck_alone(triple):
    base, _, mine = triple
    joined = merge(base, base, mine)
    assert joined.applied(mine) == mine
    assert (joined.changed, joined.arrivals, joined.vanished, joined.conflicts) == ((), (), (), ())
    assert joined.bank == base


@given(triples)
@settings(deadline=None, max_examples=40)
def test_a_deck_that_nobody_edited_becomes_the_newer_bank(triple):
    base, theirs, _ = triple
    joined = merge(base, theirs, base)
    gone = set(joined.vanished)
    result = joined.applied(base)
    assert not joined.conflicts and not joined.deleted
    assert [note.id for note in result if note.id in {each.id for each in base}] == [note.id for note in base]
    assert sorted(nameless(note for note in result if note.id not in gone), key=repr) == sorted(
        nameless(theirs), key=repr
    )


@given(triples)
@settings(deadline=None, max_examples=40)
def test_joining_again_changes_nothing(triple):
    base, theirs, mine = triple
    first = merge(base, theirs, mine)
    result = first.applied(mine)
    for before in (base, first.bank):
        again = merge(before, theirs, result)
        assert again.applied(result) == result
    assert len({note.id for note in result}) == len(result)


@given(triples, st.booleans())
@settings(deadline=None, max_examples=40)
def test_nothing_that_the_person_wrote_is_lost(triple, is_known):
    base, theirs, mine = triple
    result = {note.id: note for note in merge(base if is_known else None, theirs, mine).applied(mine)}
    before = {note.id: note for note in base}
    for note in mine:
        after, old = result[note.id], before.get(note.id) if is_known else None
        if old is None:
            assert after == note
            continue
        for name in FREE:
            assert getattr(note, name) in (getattr(old, name), getattr(after, name))
        for name in SETS:
            assert set(getattr(note, name)) - set(getattr(old, name)) <= set(getattr(after, name))
        if type(note.body) is type(old.body) is type(after.body):
            was, now = body_parts(old), body_parts(after)
            assert all(value in (was[name], now[name]) for name, value in body_parts(note).items())
        else:
            assert note.body in (old.body, after.body)


@given(triples)
@settings(deadline=None, max_examples=40)
def test_every_question_of_the_bank_is_in_the_deck_or_was_taken_out_by_the_person(triple):
    base, theirs, mine = triple
    joined = merge(base, theirs, mine)
    known, result = {note.id for note in base}, {note.id for note in joined.applied(mine)}
    assert len(joined.bank) == len(theirs)
    assert all(note.id in result or note.id in known for note in joined.bank)


def bank(*rows):
    """Notes as an importer makes them, of rows with question, answer and, after a bar in the question, a section."""
    pairs = [(row[0].partition("|"), row[1]) for row in rows]
    ids = derived_ids([Text.plain(question) for (question, _, _), _ in pairs], ())
    return tuple(
        Note(
            id=name,
            body=OpenQuestion(Text.plain(question), Text.plain(answer)),
            sources=(Source("b.md", section or None, 1, number),),
        )
        for number, (name, ((question, _, section), answer)) in enumerate(zip(ids, pairs, strict=True), 1)
    )


CACHE = ("What is a cache hit?", "The data that were asked for are in the cache already, so memory is left alone.")
TLB = ("What is a TLB?", "A cache of translations from virtual pages to physical frames, near the core.")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([CACHE, TLB], [TLB, CACHE], {0: 1, 1: 0}, id="moved"),
        pytest.param([CACHE], [("What do we call a hit in a cache?", CACHE[1])], {0: 0}, id="question edited"),
        pytest.param([TLB], [("What is a TLB?", "Nothing.")], {0: 0}, id="answer edited"),
        pytest.param([TLB], [("What is a mutex?", "A lock that one thread at a time may hold.")], {}, id="another"),
        pytest.param([("2 + 2?", "4")], [("8 / 2?", "4")], {}, id="a short answer is that of many questions"),
        pytest.param([("Why?|a", "1"), ("Why?|b", "2")], [("Why?|z", "0"), ("Why?|a", "1"), ("Why?|b", "3")], {1: 0, 2: 1}, id="a repeat before moves no id"),
        pytest.param([CACHE, TLB], [("What is a page?", "A block."), CACHE, ("What is the TLB for?", TLB[1])], {1: 0, 2: 1}, id="one put in, one edited"),
    ],
)  # fmt: skip
def test_which_note_is_which(old, new, expected):
    base = bank(*old)
    joined = merge(base, bank(*new), base)
    found = {at: next((i for i, b in enumerate(base) if b.id == note.id), None) for at, note in enumerate(joined.bank)}
    assert {at: place for at, place in found.items() if place is not None} == expected


def test_new_notes_stand_after_their_neighbours():
    base = bank(CACHE, TLB)
    first, second, last = (("First?", "1"), ("Second?", "2"), ("Last?", "3"))
    joined = merge(base, bank(first, CACHE, second, TLB, last), base)
    asked = [note.prompt.show() for note in joined.applied(base)]
    assert asked == [CACHE[0], "Second?", TLB[0], "First?", "Last?"]


def test_a_question_that_was_edited_keeps_its_id_at_the_next_edition_too():
    base = bank(CACHE, TLB)
    edited = bank(("What is a hit in the cache?", CACHE[1]), TLB)
    once = merge(base, edited, base)
    twice = merge(once.bank, bank(("What is a hit in the cache?", "Found there."), TLB), once.applied(base))
    assert [note.id for note in twice.bank] == [note.id for note in base]
    assert twice.changed[0].body.answer == Text.plain("Found there.")


def test_a_new_question_never_takes_an_id_that_is_in_use():
    base = bank(CACHE)
    once = merge(base, bank(("What do we call a hit in a cache?", CACHE[1])), base)
    twice = merge(once.bank, (*once.bank, *bank((CACHE[0], "Another thing."))), once.applied(base))
    assert len({note.id for note in twice.applied(once.applied(base))}) == 2
