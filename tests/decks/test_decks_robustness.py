"""Whatever a file holds, reading and formatting it ends, and ends with an answer."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.problem import Problem
from studycli.decks.encoding import decode
from studycli.decks.fmt import format_text
from studycli.decks.reader import Reading, read_bytes

_FILE = Path(__file__).parents[1] / "data" / "decks" / "sample.yaml"
# Without the format and two ids, so that there is something to format.
SAMPLE = (
    re.sub(rb"format: 1\n|id: (stable-sort|later)\n  ", b"", _FILE.read_bytes()) + b"- {question: a, answer: b}  \n"
)

_SNIPPETS = (
    b"\n",
    b" ",
    b"  ",
    b"\t",
    b"- ",
    b": ",
    b"#",
    b'"',
    b"'",
    b"[",
    b"]",
    b"{",
    b"}",
    b"|",
    b">",
    b"&a",
    b"*a",
)
_MORE_SNIPPETS = (
    b"!",
    b"%",
    b"@",
    b"`",
    b"---\n",
    b"...\n",
    b"? ",
    b"<<: ",
    b"\x00",
    b"\xff",
    "\u2028".encode(),
    b"\r",
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The sample deck with a few pieces cut out, doubled or put in."""
    data = SAMPLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(st.sampled_from((b"", data[start:stop] * 2, *_SNIPPETS, *_MORE_SNIPPETS)) | st.binary(max_size=8))
        data = data[:start] + piece + data[stop:]
    return data


def check(data: bytes) -> Reading:
    reading = read_bytes(data, path="deck.yaml", name="deck")
    assert reading.deck is not None or any(problem.is_error for problem in reading.problems)
    assert all(problem.path == "deck.yaml" and problem.message for problem in reading.problems)
    assert "\n" not in "".join(problem.message for problem in reading.problems)
    text = decode(data, "deck.yaml")
    if not isinstance(text, Problem):
        check_formatting(text, reading)
    return reading


def check_formatting(text: str, reading: Reading) -> None:
    formatted = format_text(text, path="deck.yaml", name="deck")
    again = format_text(formatted.text, path="deck.yaml", name="deck")
    assert again.text == formatted.text
    assert read_bytes(formatted.text.encode(), path="deck.yaml", name="deck").deck == reading.deck
    assert formatted.changed == (formatted.text != text)


@settings(deadline=None, max_examples=200)
@given(mutated())
def test_a_damaged_deck(data: bytes) -> None:
    check(data)


@settings(deadline=None, max_examples=200)
@given(
    st.binary(max_size=200) | st.text(st.sampled_from("notes:\n -[]{}'\"|>ab&*!?#%,\t"), max_size=60).map(str.encode)
)
def test_random_bytes(data: bytes) -> None:
    check(data)


@pytest.mark.parametrize(
    "data",
    [
        b"notes: " + b"[" * 100_000,
        b"notes:\n" + b"- " * 100_000,
        b"notes:\n" + b"- {question: a: b}\n" * 5_000,
        b"notes:\n" + b"- question: a: b\n" * 5_000,
        b'notes:\n- id: a\n  question: "' + b" " * 200_000 + b"x",
        b"notes:\n" + b"- {question: a, answer: b}\n" * 5_000,
        b"".join(b"k%d: [" % number for number in range(10_000)),
        b"notes: []\n" + b"".join(b"k%d: a\n" % number for number in range(20_000)),
        b"notes:\n" + b"- x\n" * 30_000,
    ],
)
def test_what_could_take_for_ever(data: bytes) -> None:
    check(data)


@pytest.mark.parametrize("char", "\0\x08\x1b\x7f\x80\x85\x9f\u2028\ufeff\ufffd\ufffe\uffff\U0001fffe\U0010ffff\ud800")
@pytest.mark.parametrize("libyaml", [True, False])
def test_every_kind_of_odd_character(char: str, libyaml: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not libyaml:
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
    for text in (f"notes:\n- question: a{char}b\n  answer: c\n", f"{char}notes: []\n", f"notes: []\n{char}"):
        check(text.encode(errors="surrogatepass"))


def test_a_text_that_cannot_be_written_is_not_formatted() -> None:
    text = "title: \ud800\nnotes: []\n"
    formatted = format_text(text, path="deck.yaml", name="deck")
    assert (formatted.text, [problem.code for problem in formatted.problems]) == (text, ["not-utf8"])


@pytest.mark.parametrize("escape", [r"\ud800", r"\UFFFFFFFF", r"\x", r"\q"])
def test_the_pure_parser_reads_the_same(escape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = SAMPLE.replace(b'"Own notes', f'"{escape} notes'.encode())
    fast = [check(SAMPLE), check(broken)]
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = [check(SAMPLE), check(broken)]
    assert [reading.deck for reading in slow] == [reading.deck for reading in fast]
    assert [[problem.code for problem in reading.problems] for reading in slow] == [
        [problem.code for problem in reading.problems] for reading in fast
    ]
    assert fast[1].deck is not None
    assert len(fast[1].deck.notes) == 5
