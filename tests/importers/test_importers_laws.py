"""What holds for any bank, whatever a person or a program did to it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.model import NOTE_ID, OpenQuestion, cards_of
from studycli.importers import IMPORTERS
from studycli.importers.bank import Bank, decode
from studycli.importers.importer import LEAST_SCORE, Imported, import_bank

BANKS = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent.parent / "data/banks").rglob("*"))
    if path.is_file()
]
SHAPES = st.sampled_from([None, *(importer.shape for importer in IMPORTERS)])
NOISE = st.sampled_from(
    [
        "**",
        "```",
        "### 2. x\n",
        "\n",
        "- ",
        "> ",
        "答案：",
        "**问题：** ",
        "A: ",
        "<!--",
        "|",
        "$",
        "<|x|>",
        "。# ",
        "\t",
        "1.",
        "\nQ: x\n",
        "\n---\n",
        "::",
        "==",
        "<details>",
        "</details>",
        "<summary>x</summary>",
        "{{c1::",
        "}}",
        '"',
        "\n* x :drill:\n",
        "\n:END:\n",
        " #card",
        "\n- A: x\n- B: y\n",
        ", ",
        "[",
    ]
)


def imported(text: str, shape: str | None = None, name: str = "b.md") -> Imported:
    return import_bank(Bank(name, name, text, "utf-8"), shape=shape, allow_unanswered=True, name="b")


def check(result: Imported) -> None:
    assert bool(result.deck) != any(problem.is_error for problem in result.problems)
    notes = result.deck.notes if result.deck else ()
    assert len(notes) == result.notes
    assert len({note.id for note in notes}) == len(notes)
    for note in notes:
        assert NOTE_ID.fullmatch(note.id)
        assert note.prompt
        assert isinstance(note.body, OpenQuestion) or cards_of(note)
        assert not any(re.search(r"\s", tag) or not tag for tag in note.tags)
        assert all(point.show().strip() and "\n" not in point.show() for point in note.points)


@settings(deadline=None)
@given(st.text(max_size=300), SHAPES)
def test_any_text_is_taken_or_refused(text: str, shape: str | None) -> None:
    check(imported(text, shape))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    bank = decode(data, path="b.md")
    if isinstance(bank, Bank):
        check(import_bank(bank, shape=None, allow_unanswered=True, name="b"))


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """One of the banks with noise put in, pieces cut out and pieces doubled."""
    text = draw(st.sampled_from(BANKS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(NOISE | st.just("") | st.just(text[start:end] * 2)) + text[end:]
    return text


@settings(deadline=None)
@given(spoilt(), SHAPES, st.sampled_from(["b.md", "b.txt", "b.csv", "b.tsv", "b"]))
def test_a_spoilt_bank_is_taken_or_refused(text: str, shape: str | None, name: str) -> None:
    check(imported(text, shape, name))


NAMES = st.sampled_from(["b.md", "b.txt", "b.csv", "b.org"])


def surest(bank: Bank) -> str | None:
    """The shape that is chosen where every importer reads the whole bank."""
    sniffs = [(importer.shape, importer.sniff(bank)) for importer in IMPORTERS]
    likely = [(shape, sniff) for shape, sniff in sniffs if sniff.score >= LEAST_SCORE]
    return max(likely, key=lambda one: (one[1].weighs, one[1].score, one[1].questions))[0] if likely else None


def check_choice(text: str, name: str) -> None:
    bank = Bank(name, name, text, "utf-8")
    for importer in IMPORTERS:
        sniff = importer.sniff(bank)
        assert sniff.score < LEAST_SCORE or sniff.weighs <= importer.at_most(bank), importer.shape
    assert imported(text, name=name).shape == surest(bank)


@settings(deadline=None, max_examples=300)
@given(spoilt(), NAMES)
def test_what_is_not_read_would_not_have_been_chosen(text: str, name: str) -> None:
    check_choice(text, name)


@pytest.mark.parametrize("slip", ["\u200b", "<|user|>", "\u3000", '<a name="x"></a>', "> ", "  "])
@pytest.mark.parametrize("text", BANKS, ids=range(len(BANKS)))
def test_slips_before_the_signs_hide_none(text: str, slip: str) -> None:
    check_choice(re.sub("^(?=[^\n])", slip, text, flags=re.M), "b.txt")
    check_choice(re.sub("(?<=[#*.-]) ", slip, text), "b.txt")


PIECES = st.sampled_from(
    [
        "## {n}. {w}",
        "### {n}. {w}",
        "#### {w}",
        "# {w}",
        "**题目：** {w}",
        "**答案：** {w}",
        "答案：{w}",
        "**答案：**\n\n{w}",
        "**解析：** {w}\n**{w}y：** {w}z",
        "**Explanation:**\n- {w}",
        "**{w}：** {w}z",
        "{w}\n{w}y",
        "{w}：\n- {w}y\n  - {w}z\n\n    {w}w",
        "1. {w}\n2.{w}y\n\n   ```\n   # {w}z\n   ```",
        "```py\n# 1. {w}\n**答案：** {w}y\n```",
        "> {w}\n{w}y",
        "| {w} | {w}y |\n|---|---|\n| {w}z | |",
        "    {w}",
        "---",
        "{w}\n---",
        "<div>{w}</div>",
        "[{w}]: {w}y",
        "{w}。## {n}. {w}y",
        "- - - {w}",
        "- **答案：** {w}\n- {w}y",
    ]
)


@st.composite
def banks(draw: st.DrawFn) -> str:
    """Pieces of banks in any order, each with words of its own."""
    pieces = draw(st.lists(PIECES, min_size=2, max_size=25))
    gap = draw(st.sampled_from(["\n", "\n\n"]))
    return gap.join(piece.format(n=n, w=f"word{n}x") for n, piece in enumerate(pieces, 1))


def written(result: Imported) -> Iterator[str]:
    assert result.deck
    yield result.deck.title.show() if result.deck.title else ""
    yield result.deck.description.show() if result.deck.description else ""
    for note in result.deck.notes:
        yield from (text.show() for text in (note.prompt, note.title, note.explanation) if text)
        yield getattr(note.body, "answer").show()  # noqa: B009
        yield from (source.section or "" for source in note.sources)
        yield from note.tags


def told(result: Imported) -> set[int]:
    """The lines that problems say are left out."""
    lines: set[int] = set()
    for problem in result.problems:
        if problem.code == "left-out":
            last = re.search(r"to line (\d+)", problem.message)
            lines |= set(range(problem.line, int(last[1]) + 1 if last else problem.line + 1))
    return lines


@settings(deadline=None, max_examples=200)
@given(banks(), NAMES)
def test_the_choice_among_mixed_pieces_is_that_of_whole_reading(text: str, name: str) -> None:
    check_choice(text, name)


@settings(deadline=None, max_examples=300)
@given(banks(), st.sampled_from(["labelled", "label-only"]))
def test_no_text_behind_the_first_question_is_lost(text: str, shape: str) -> None:
    result = imported(text, shape)
    if not result.deck:
        return
    first = min(note.line for note in result.deck.notes)
    kept = "\n".join(written(result))
    for number, line in enumerate(text.split("\n"), 1):
        if number >= first and number not in told(result):
            assert [word for word in re.findall(r"word\w+", line) if word not in kept] == []


NASTY = {
    "nested lists": "- " * 100_000,
    "backticks": "`" * 100_001,
    "fences": "```\n" * 20_001,
    "brackets": "[" * 100_000,
    "links": "[a](" * 25_000,
    "images": "![" * 50_000,
    "bars": "|" * 100_000,
    "rows": "|a|b|\n|-|-|\n" + "|" * 50_000 + "\n" + "| x " * 20_000,
    "rulers": "a|b\n" + "-|" * 50_000 + "x",
    "tags": "<details>" * 10_000 + "<summary>" * 10_000,
    "summaries": "<summary>" * 20_000 + "\n",
    "stars": "**" * 50_000 + "x",
    "bold": "**a " * 25_000,
    "equals": "==a" * 33_000,
    "colons": "::" * 50_000,
    "braces": "{{c1::" * 16_000,
    "cloze": "- " + "{{cloze " * 12_000 + " #card",
    "json": "[" * 100_000,
    "json objects": '{"a":' * 20_000,
    "json in json": "[" + '{"question": [' * 300 + "]}" * 300 + "]",
    "quotes": '"' * 100_001,
    "commas": "#separator:comma\n" + "," * 100_000,
    "org": "* a :drill:\n" + "[" * 50_000 + "\n:PROPERTIES:\n" * 5_000,
    "deep org": "".join("*" * n + " a :fc:\n" for n in range(1, 400)),
    "questions": "Q: \n" * 20_000,
    "dollars": "C: " + "$" * 50_001 + "[a" * 20_000,
    "numbers": "1. a\n" * 20_000 + "答：b\n",
    "options": "A. x\n" * 20_000,
    "quoted": "> " * 50_000,
    "blanks": "1. a\n2. b\n" + "题" + " " * 100_000 + "x",
    "lines": "题" + "\n" * 100_000 + "x",
    "marks": "_" * 100_000,
    "dashes": "- " * 50_000 + "x",
    "hashes": "#" * 100_000,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_input_ends(text: str) -> None:
    """The whole table takes seconds; one input that is worse than linear would take hours."""
    for shape in (None, *(importer.shape for importer in IMPORTERS)):
        check(imported(text, shape, "b.csv"))
