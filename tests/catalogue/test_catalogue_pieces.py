"""After an edit only the notes that changed are read, and the catalogue is that of a library read from nothing."""

import tempfile
from pathlib import Path

import deck_strategies
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_files import LATE, contents, edited, file_of, open_catalogue

from studycli.catalogue import update
from studycli.catalogue.pieces import edit_between, pieces_of
from studycli.decks.writer import write_deck

FIVE = "format: 1\ntags: [t]\nnotes:\n" + "".join(
    f"- id: n{number}\n  question: q{number}\n  answer: |\n    a\n\n    - b\n# remark\n" for number in range(5)
)


@pytest.fixture
def sizes(monkeypatch):
    """The sizes of the texts that were read as decks."""
    read: list[int] = []

    def counting(data, **more):
        read.append(len(data))
        return original(data, **more)

    original = update.read_bytes
    monkeypatch.setattr(update, "read_bytes", counting)
    return read


def assert_same_as_anew(folder, before, after):
    root = folder / "decks"
    root.mkdir(exist_ok=True)
    for text in (before, after):
        (root / "a.yaml").write_bytes(text.encode())
        open_catalogue(folder, now_ns=LATE).close()
    open_catalogue(folder, now_ns=LATE, cache="anew").close()
    assert contents(file_of(folder / "cache")) == contents(file_of(folder / "anew"))


@pytest.mark.parametrize(
    ("old", "new", "alone"),
    [
        ("q2", "another question", True),
        ("q2", "two\n  hint: h", True),
        ("q4\n  answer: |\n    a", "q4\n  cloze: x", False),
        ("q0", "'q0: \"?'", True),
        ("id: n2", "id: m2", True),
        ("id: n2", "id: n0", False),
        ("- id: n2\n  question: q2", "- question: q2", False),
        ("tags: [t]", "tags: [u]", False),
        ("question: q1", 'question: "q1', False),
        ("- id: n2", "- {id: m, question: q, answer: a}\n- id: n2", False),
        ("- id: n4", "- {id: m, question: q, answer: a}\n- id: n4", False),
        ("    - b\n# remark\n- id: n3", "    - b\n# remark\n\n\n- id: n3", True),
        ("# remark\n- id: n1", "title: T\n", False),
    ],
)
def test_edits(tmp_path, sizes, old, new, alone):
    assert FIVE.count(old) == 1
    after = FIVE.replace(old, new)
    assert_same_as_anew(tmp_path, FIVE, after)
    assert (sizes[-1] == len(after.encode())) != alone


def test_a_note_appended_is_read_alone(tmp_path, sizes):
    after = FIVE + "- id: last\n  question: q\n  answer: a"
    assert_same_as_anew(tmp_path, FIVE, after)
    assert sizes[-1] < 100
    (tmp_path / "decks" / "a.yaml").write_text(FIVE, encoding="utf-8")
    open_catalogue(tmp_path, now_ns=LATE).close()
    assert sizes[-1] == len(FIVE)


@settings(deadline=None, max_examples=60)
@given(edited | deck_strategies.decks, edited | deck_strategies.decks, st.sampled_from(["\n", "\r\n"]), st.randoms())
def test_any_edit_of_written_decks(before, after, line_end, dice):
    """Some of the lines of one deck go into the other too, so that much stays and something breaks."""
    texts = [write_deck(deck) for deck in (before, after)]
    lines = [text.split("\n") for text in texts]
    at = dice.randrange(len(lines[0]))
    mixed = "\n".join((*lines[0][:at], *dice.choices(lines[1], k=2), *lines[0][at + dice.randrange(2) :]))
    for other in (texts[1], mixed):
        with tempfile.TemporaryDirectory() as folder:
            assert_same_as_anew(Path(folder), texts[0].replace("\n", line_end), other.replace("\n", line_end))


@given(st.lists(st.sampled_from("abc"), max_size=5), st.lists(st.sampled_from("abc"), max_size=5))
def test_the_edit_makes_one_of_the_other(old, new):
    head, digests = b"h" * 16, {letter: letter.encode() * 16 for letter in "abc"}
    edit = edit_between(head + b"".join(map(digests.get, old)), head + b"".join(map(digests.get, new)))
    if edit is not None:
        assert [*old[: edit.start], *new[edit.start : edit.stop], *old[edit.before_stop :]] == new
        assert edit.stop > edit.start and (edit.stop == edit.before_stop or edit.stop == len(new))


def test_pieces_are_the_whole():
    pieces = pieces_of(FIVE.encode())
    assert pieces.head + b"".join(pieces.notes) == FIVE.encode()
    assert [pieces.line(number) for number in range(5)] == [4, 11, 18, 25, 32]
