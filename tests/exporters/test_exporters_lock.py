"""A note's modification time moves when its content does, and never otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.model import NoteId
from studycli.exporters.lock import FIRST_SEEN, Entry, Lock, LockFault, advance, dump, modified, parse

A, B = NoteId("a"), NoteId("b")
contents = st.dictionaries(st.text(min_size=1).map(NoteId), st.text(max_size=8))
locks = st.dictionaries(st.text(min_size=1).map(NoteId), st.builds(Entry, st.text(max_size=8), st.integers(0, 2**40)))


def test_first_seen_changed_unchanged_and_absent() -> None:
    first = advance({}, {A: "1", B: "1"}, now=2_000_000_000)
    assert modified(first) == {A: FIRST_SEEN, B: FIRST_SEEN}
    second = advance(first, {A: "2"}, now=2_000_000_000)
    assert modified(second) == {A: 2_000_000_000, B: FIRST_SEEN}
    assert advance(second, {A: "2", B: "1"}, now=2_100_000_000) == second


def test_a_change_is_newer_even_when_the_clock_went_back() -> None:
    lock = {A: Entry("1", 2_000_000_000)}
    assert modified(advance(lock, {A: "2"}, now=5)) == {A: 2_000_000_001}


@given(locks, contents, st.integers(0, 2**40))
def test_the_second_export_of_the_same_moves_nothing(lock: Lock, hashes: dict[NoteId, str], now: int) -> None:
    once = advance(lock, hashes, now)
    assert advance(once, hashes, now + 1) == once
    for note, entry in lock.items():
        moved = once[note].modified > entry.modified
        assert moved == (hashes.get(note, entry.content) != entry.content)


@given(locks)
def test_dump_and_parse(lock: Lock) -> None:
    assert parse(dump(lock)) == lock


def test_dump_is_sorted_with_one_note_a_line() -> None:
    entries = {B: Entry("y", 2), A: Entry("x", 1)}
    assert dump(entries) == '{"version": 1, "notes": {\n"a": ["x", 1],\n"b": ["y", 2]\n}}\n'
    assert parse("") == parse(dump({})) == {}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("{", 1, "is not JSON"),
        ('{"version": 1,\n"notes": {\n<<<<<<<', 3, "is not JSON"),
        ("[" * 100_000, 0, "is not JSON"),
        ("[]", 0, "is not a lock of exported notes"),
        ('{"version": 1}', 0, "is not a lock of exported notes"),
        ('{"version": 2, "notes": {}}', 0, "has version 2, and only version 1 is known"),
        ('{"version": 1, "notes": {"a": ["x"]}}', 0, "has no [hash, seconds] for note 'a'"),
        ('{"version": 1, "notes": {"a": ["x", true]}}', 0, "has no [hash, seconds] for note 'a'"),
        ('{"version": 1, "notes": {"a": ["x", "1"]}}', 0, "has no [hash, seconds] for note 'a'"),
    ],
)
def test_a_damaged_lock_is_told(text: str, line: int, message: str) -> None:
    assert parse(text) == LockFault(line, message)
