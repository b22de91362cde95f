"""The README's table of the search language: every row finds something and not everything, and no field is left out."""

import re
from pathlib import Path

import pytest
from library_files import NOW, open_catalogue, write_library
from test_catalogue_sql import write_history

from studycli.core.history import Progress
from studycli.core.model import CardId, Choice, Cloze, Deck, MultipleChoice, Note, NoteId, OpenQuestion, Text
from studycli.core.query import parse
from studycli.core.query_tree import Content, Measure, Name, Operator, QueryFault, Standing
from studycli.core.schedule import Memory, State

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
TABLE = re.search(r"\| query \| what it finds \|\n\|---\|---\|\n((?:\|.*\n)+)", README)[1]
ROWS = [re.findall("`([^`]+)`", line.split(" | ")[0]) for line in TABLE.splitlines()]

DAY, MS = NOW["study_day"], NOW["now_ms"]


def note(name, question, answer="an answer", **more):
    body = OpenQuestion(Text.plain(question) if isinstance(question, str) else question, Text.plain(answer))
    return Note(id=NoteId(name), body=body, **more)


CNN = (
    note("dropout", Text((("zh", "随机失活"), ("en", "Dropout"))), "```\nx\n```", points=(Text.plain("a point"),)),
    note("sgd", "Gradient descent with momentum: SGD", "$x^2$ and the batch size", tags=("interview",)),
    note("adam", "Adam", "![plot](p.png) fine-tuning"),
    note("late", "Fine tunings", ""),
)
REST = (
    Note(id=NoteId("gap"), body=Cloze(Text.plain("{{c1::a}} gap"))),
    Note(id=NoteId("choice"), body=MultipleChoice(Text.plain("q"), (Choice(Text.plain("a"), True), Choice(Text.plain("b"))))),
    *(note(f"n{number}", "something else") for number in range(4)),
)  # fmt: skip
HISTORY = (
    Progress(card=CardId("n0"), state=State.LEARNING, due=MS + 60_000, memory=Memory(1.0, 9.0), day=DAY),
    Progress(card=CardId("n1"), state=State.REVIEW, due=DAY, memory=Memory(50.0, 2.0), day=DAY - 30, lapses=9),
    Progress(card=CardId("n2"), state=State.REVIEW, due=DAY + 90, memory=Memory(9.0, 3.0), day=DAY - 8, suspended=True),
    Progress(card=CardId("n3"), state=State.REVIEW, due=DAY, buried_on=DAY, flagged=True, day=DAY - 20),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("language")
    write_library(folder / "decks", {"cnn": Deck(name="", notes=CNN), "rest": Deck(name="", notes=REST)})
    opened = open_catalogue(folder)
    opened.attach_history(write_history(folder / "history.db", HISTORY))
    return opened


@pytest.mark.parametrize("query", [query for row in ROWS for query in row])
def test_each_query_of_the_table_finds_something_and_not_everything(catalogue, query):
    tree = parse(query)
    assert not isinstance(tree, QueryFault)
    found = catalogue.select(tree, **NOW)
    assert 0 < len(found) < len(CNN) + len(REST)
    assert catalogue.search(tree, limit=50, **NOW).total == len(found)


def test_the_writings_of_a_row_find_the_same(catalogue):
    (row,) = [row for row in ROWS if "finetuning" in row]
    assert {tuple(catalogue.select(parse(query), **NOW)) for query in row} == {("adam", "late")}


@pytest.mark.parametrize(
    "word",
    [
        *(f"{name}:" for name in (*Name, "lang")),
        *(f"is:{standing}" for standing in Standing),
        *(f"has:{content}" for content in Content),
        *Measure,
        *(f"`{operator}`" for operator in Operator),
    ],
)
def test_no_field_is_left_out_of_the_table(word):
    assert word in TABLE
