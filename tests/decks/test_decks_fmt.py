"""Formatting adds what is missing and leaves the rest as its author wrote it."""

from hashlib import sha256
from pathlib import Path

import pytest

from studycli.decks.fmt import Formatted, format_text

SAMPLE = Path(__file__).parents[1] / "data" / "decks" / "sample.yaml"


def formatted(text: str) -> Formatted:
    return format_text(text, path="deck.yaml", name="deck")


def derived(question: str) -> str:
    return "n-" + sha256(question.encode()).hexdigest()[:12]


A, B = derived("a"), derived("b")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # format
        ("notes: []\n", "format: 1\nnotes: []\n"),
        ("# mine\n\ntitle: x # y\nnotes: []\n", "# mine\n\nformat: 1\ntitle: x # y\nnotes: []\n"),
        ("---\nnotes: []\n", "---\nformat: 1\nnotes: []\n"),
        ("  notes: []\n", "  format: 1\n  notes: []\n"),
        ("{notes: []}\n", "{format: 1, notes: []}\n"),
        # ids
        ("format: 1\nnotes:\n- question: a\n  answer: b\n", f"format: 1\nnotes:\n- id: {A}\n  question: a\n  answer: b\n"),
        ("format: 1\nnotes:\n  -  answer: b # c\n     question: a\n", f"format: 1\nnotes:\n  -  id: {A}\n     answer: b # c\n     question: a\n"),
        ("format: 1\nnotes:\n- # c\n  question: a\n  answer: b\n", f"format: 1\nnotes:\n- # c\n  id: {A}\n  question: a\n  answer: b\n"),
        ("format: 1\nnotes:\n- {question: a, answer: b}\n", f"format: 1\nnotes:\n- {{id: {A}, question: a, answer: b}}\n"),
        ("format: 1\nnotes:\n- { question: a, answer: b }\n", f"format: 1\nnotes:\n- {{id: {A}, question: a, answer: b }}\n"),
        ("format: 1\nnotes:\n- {\n  question: a, answer: b}\n", f"format: 1\nnotes:\n- {{id: {A},\n  question: a, answer: b}}\n"),
        ('{"format": "1", "notes": [{"question": "a", "answer": "b"}]}\n', f'{{"format": "1", "notes": [{{id: {A}, "question": "a", "answer": "b"}}]}}\n'),
        (
            "format: 1\nnotes: [{question: a, answer: 😀}, {question: a, answer: b}]\n",
            f"format: 1\nnotes: [{{id: {A}, question: a, answer: 😀}}, {{id: {A}-2, question: a, answer: b}}]\n",
        ),
        # line ends and blanks
        ("format: 1\nnotes: []", "format: 1\nnotes: []\n"),
        ("format: 1\nnotes: []\n\n\n", "format: 1\nnotes: []\n"),
        ("format: 1\r\n\r\nnotes: []\r\n", "format: 1\n\nnotes: []\n"),
        ("format: 1\rnotes: []\r", "format: 1\nnotes: []\n"),
        ("\ufeffformat: 1 \nnotes: []\n", "\ufeffformat: 1\nnotes: []\n"),
        ("format: 1 # a  \n  \nnotes: []\t\n  ", "format: 1 # a\n\nnotes: []\n"),
        # an error does not keep the rest from being done
        (
            "format: 1  \nnotes:\n- question: a\n- question: b\n  answer: c\n",
            f"format: 1\nnotes:\n- question: a\n- id: {B}\n  question: b\n  answer: c\n",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_added_and_nothing_else_touched(before: str, after: str) -> None:
    result = formatted(before)
    assert result.text == after
    assert result.changed
    assert formatted(after) == Formatted(after, result.problems, changed=False)


KEPT = [
    "answer: |\n    b  \n    c\t\n\n  hint: d\n",
    "answer: |2-\n      b  \n    c \n",
    "answer: >\n    b  \n    c \n",
    'answer: "b\\  \n    c  \n\n    d"\n',
    "answer: 'b  \n    c'\n",
    "answer: b\n  aliases:   [ c ,d,\n   e ]   # f\n",
]


@pytest.mark.parametrize("rest", KEPT)
def test_blanks_in_blocks_and_quotes_are_kept(rest: str) -> None:
    text = f"format: 1\nnotes:\n- id: a\n  question: a\n  {rest}"
    assert formatted(text) == Formatted(text, (), changed=False)


def test_blanks_around_a_block_are_not() -> None:
    text = "format: 1\nnotes:\n- id: a \n  question: a\n  answer: |  \n    b  \n# c  \n  hint: d  \n   e  \n"
    expected = "format: 1\nnotes:\n- id: a\n  question: a\n  answer: |\n    b  \n# c\n  hint: d\n   e\n"
    assert formatted(text).text == expected


def test_a_formatted_deck_is_left_alone() -> None:
    text = SAMPLE.read_text("utf-8")
    assert formatted(text) == Formatted(text, (), changed=False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("notes:  \n- question: a: b\n- question: a\n  answer: b\n", "bad-yaml"),
        ("notes:  \n- question: a\x00\n  answer: b\n", "control-character"),
        ("notes:  \n---\n", "second-document"),
        ("format: 2  \nnotes: []\n", "newer-format"),
        ("title: a  \n", "no-notes"),
        ("", "empty-file"),
    ],
)
def test_what_is_no_deck_is_left_alone_and_said_to_be_faulty(text: str, code: str) -> None:
    result = formatted(text)
    assert result.text == text
    assert not result.changed
    assert code in [problem.code for problem in result.problems]


def test_an_edit_that_would_make_it_unreadable_is_not_made() -> None:
    text = "notes: []\n" + "#" * (20_000_000 - 12) + " \n"
    result = formatted(text)
    assert (result.text, result.changed) == (text, False)
    assert [problem.code for problem in result.problems] == ["not-formatted"]
