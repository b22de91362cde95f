"""One note of a deck changed or cut out, and nothing else touched."""

from dataclasses import replace

import pytest
from deck_strategies import notes
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.model import Deck, NoteId, Text
from studycli.core.problem import Problem
from studycli.decks.reader import read_text
from studycli.decks.splice import cut_note, put_note, put_notes
from studycli.decks.writer import write_deck

DECK = """\
# networks
format: 1
notes:

# ---- frames
- id: mtu   # the unit
  question: What is an MTU?
  answer: |
    The largest packet.
    # not a comment
  tags: [a]   # kept

# ---- packets
-
  question: "What is a TTL?"
  # between keys
  answer: {en: A hop count, zh: 跳数}
  id: ttl

- {id: arp, question: What is ARP?, answer: It finds a hardware address.}
title: Networks
"""


def read(text):
    return read_text(text, path="d.yaml", name="d")


def note_of(text, name):
    return next(note for note in read(text).deck.notes if note.id == name)


def cut(text, name):
    return cut_note(text, NoteId(name), path="d.yaml", name="d")


def put(text, note):
    return put_note(text, note, path="d.yaml", name="d")


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("mtu", DECK.splitlines(keepends=True)[5:11]),
        ("ttl", DECK.splitlines(keepends=True)[13:18]),
        ("arp", DECK.splitlines(keepends=True)[19:20]),
    ],
)
def test_a_note_is_cut_out_and_comments_stay(name, gone):
    assert cut(DECK, name) == DECK.replace("".join(gone), "")


def test_only_what_differs_is_written_anew():
    note = replace(note_of(DECK, "mtu"), tags=("a", "b"), aliases=("maximum unit",))
    expected = DECK.replace("  tags: [a]   # kept\n", "  tags: [a, b]\n  aliases: [maximum unit]\n")
    assert put(DECK, note) == expected


def test_a_value_of_several_lines_is_replaced_whole():
    note = note_of(DECK, "mtu")
    note = replace(note, body=replace(note.body, answer=Text.plain("The largest\n\nframe.")))
    old, new = "|\n    The largest packet.\n    # not a comment\n", "|-\n    The largest\n\n    frame.\n"
    assert put(DECK, note) == DECK.replace(old, new)


def test_a_comment_between_keys_stays():
    note = note_of(DECK, "ttl")
    question = Text((("en", "What is a TTL?"), ("zh", "什么是 TTL？")))
    changed = put(DECK, replace(note, body=replace(note.body, question=question)))
    assert "  # between keys\n  answer:" in changed and note_of(changed, "ttl").body.question == question


def test_a_note_on_one_line_is_written_as_others_are():
    note = replace(note_of(DECK, "arp"), tags=("link",))
    assert put(DECK, note).endswith(
        "- id: arp\n  question: What is ARP?\n  answer: It finds a hardware address.\n  tags: [link]\ntitle: Networks\n"
    )


def test_the_last_note_leaves_an_empty_list():
    text = "notes:  # all\n- question: a\n  answer: b\n  id: x\n"
    assert read(cut(text, "x")).deck.notes == ()


def test_line_ends_stay_as_they_are():
    text = DECK.replace("\n", "\r\n")
    changed = put(text, replace(note_of(text, "mtu"), aliases=("x",)))
    assert changed.count("\r\n") == changed.count("\n") == text.count("\n") + 1


def test_an_id_that_was_derived_is_written_down():
    text = "notes:\n- question: a\n  answer: b\n- question: c\n  answer: d\n"
    note = replace(read(text).deck.notes[0], tags=("t",))
    assert f"  id: {note.id}\n" in put(text, note)


def test_where_another_id_would_become_another_nothing_is_cut():
    """The second of two equal questions has the first one's id with -2; alone it would have the first one's."""
    text = "notes:\n- question: a\n  answer: b\n- question: a\n  answer: c\n"
    first, _ = read(text).deck.notes
    refused = cut(text, first.id)
    assert isinstance(refused, Problem) and "studycli fmt" in refused.message


@pytest.mark.parametrize(
    "text", ["notes: [{id: x, question: a, answer: b}, {id: y, question: a, answer: b}]\n", "a: [\n"]
)
def test_a_deck_that_cannot_be_edited_is_refused(text):
    assert isinstance(cut(text, "x"), Problem)


def test_a_note_that_is_gone_is_told():
    assert cut(DECK, "gone").code == "no-such-note"


def test_faulty_notes_stay_as_they_are():
    text = DECK.replace("- {id: arp,", "- {id: arp, colour: red,")
    assert "colour: red" in cut(text, "mtu")


decks = st.lists(notes, min_size=1, max_size=4, unique_by=lambda note: note.id).map(
    lambda found: Deck(name="d", notes=tuple(found))
)


@settings(deadline=None, max_examples=60)
@given(decks, st.data())
def test_any_note_of_any_deck_can_be_changed_and_cut(deck, data):
    text = write_deck(deck)
    at = data.draw(st.integers(0, len(deck.notes) - 1))
    new = replace(data.draw(notes), id=deck.notes[at].id)
    others = deck.notes[:at], deck.notes[at + 1 :]
    assert read(put(text, new)).deck.notes == (*others[0], new, *others[1])
    assert read(cut(text, new.id)).deck.notes == (*others[0], *others[1])


def test_many_notes_at_once():
    mtu, ttl, arp = read(DECK).deck.notes
    wordier = replace(mtu, tags=(), hint=Text.plain("bytes"))
    new = [replace(arp, id=NoteId(name)) for name in ("one", "two", "three")]
    added = [(mtu.id, new[0]), (mtu.id, new[1]), (arp.id, new[2])]
    wanted = [wordier, new[0], new[1], ttl, arp, new[2]]
    changed = put_notes(DECK, [wordier], added, wanted, path="d.yaml", name="d")
    assert isinstance(changed, str)
    assert [note.id for note in read(changed).deck.notes] == ["mtu", "one", "two", "ttl", "arp", "three"]
    untouched = [line for line in DECK.splitlines() if "tags" not in line]
    assert [line for line in changed.splitlines() if line in untouched] == untouched


@given(st.lists(notes, min_size=1, max_size=4, unique_by=lambda note: note.id), st.lists(notes, max_size=4), st.data())
@settings(deadline=None)
def test_any_notes_at_once(old, others, data):
    text = write_deck(Deck(name="d", notes=tuple(old)))
    changed = [replace(other, id=note.id) for note, other in zip(old, others, strict=False)]
    new = {note.id: note for note in old} | {note.id: note for note in changed}
    added = [
        (data.draw(st.sampled_from(old)).id, replace(note, id=NoteId(f"new.{at}"))) for at, note in enumerate(others)
    ]
    wanted = [each for note in new.values() for each in (note, *(one for after, one in added if after == note.id))]
    if len({note.id for note in wanted}) == len(wanted):
        put = put_notes(text, changed, added, wanted, path="d.yaml", name="d")
        assert isinstance(put, str)
        assert read(put).deck.notes == tuple(wanted)
