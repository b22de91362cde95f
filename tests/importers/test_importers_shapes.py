"""One bank for every shape, and the deck that was reviewed for it."""

import json
import os
from pathlib import Path

import pytest

from studycli.core.model import Body, Choice, Cloze, MultipleChoice, Note, OpenQuestion, Text
from studycli.decks.reader import read_text
from studycli.decks.writer import write_deck
from studycli.importers import IMPORTERS
from studycli.importers.bank import Bank, decode
from studycli.importers.importer import Imported, import_bank

BANKS = sorted((Path(__file__).parent.parent / "data" / "banks" / "shapes").iterdir())
GOLDEN = Path(__file__).parent / "golden" / "shapes"
# Nothing in its text tells this shape.
NAMED_BY_HAND = ("mochi",)


def shape_of(path: Path) -> str:
    """`json-turns.jsonl` is a bank of the shape json."""
    return max((one.shape for one in IMPORTERS if path.stem.startswith(one.shape)), key=len)


def imported(path: Path) -> Imported:
    bank = decode(path.read_bytes(), path=path.name)
    assert isinstance(bank, Bank)
    shape = path.stem if path.stem in NAMED_BY_HAND else None
    return import_bank(bank, shape=shape, allow_unanswered=path.stem == "bullets-only", name=path.stem)


def shown(text: Text | None) -> str | None:
    return text.show() if text else None


def choice(one: Choice) -> str:
    return f"{'+' if one.correct else '-'} {one.text.show()}"


def body(note: Body) -> dict[str, object]:
    match note:
        case OpenQuestion(question, answer, both):
            return {"question": question.show(), "answer": answer.show(), "reversed": both}
        case Cloze(text):
            return {"cloze": text.show()}
        case MultipleChoice(question, choices):
            return {"question": question.show(), "choices": [choice(one) for one in choices]}


def plain(note: Note) -> dict[str, object]:
    source = note.sources[0]
    return {
        **body(note.body),
        "title": shown(note.title),
        "points": [point.show() for point in note.points],
        "explanation": shown(note.explanation),
        "tags": list(note.tags),
        "source": [source.bank, source.section, source.part, source.number, source.line],
    }


def test_every_shape_has_a_bank() -> None:
    assert {"labelled", "label-only", *map(shape_of, BANKS)} == {importer.shape for importer in IMPORTERS}


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.name)
def test_bank_becomes_the_deck_that_was_reviewed(path: Path) -> None:
    result = imported(path)
    assert result.deck and result.sniff, result.problems
    assert result.shape == shape_of(path)
    found = {
        "reason": result.sniff.found,
        "score": round(result.sniff.score, 2),
        "unanswered": result.unanswered,
        "title": shown(result.deck.title),
        "description": shown(result.deck.description),
        "problems": [str(problem) for problem in result.problems],
        "notes": [plain(note) for note in result.deck.notes],
    }
    golden = GOLDEN / f"{path.stem}.json"
    if os.environ.get("STUDYCLI_REGENERATE"):
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.name)
def test_the_deck_passes_the_check(path: Path) -> None:
    deck = imported(path).deck
    assert deck
    read = read_text(write_deck(deck), path="deck.yaml", name=path.stem)
    assert {problem.code for problem in read.problems} <= {"unanswered"}
    assert read.deck and [note.body for note in read.deck.notes] == [note.body for note in deck.notes]
