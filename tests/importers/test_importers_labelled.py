import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studycli.core.model import MultipleChoice, Note, OpenQuestion, Text
from studycli.importers.bank import Bank, decode
from studycli.importers.importer import Imported, import_bank

BANKS = Path(__file__).parent.parent / "data" / "banks"
GOLDEN = Path(__file__).parent / "golden"


def load(name: str) -> Bank:
    bank = decode((BANKS / name).read_bytes(), path=name)
    assert isinstance(bank, Bank)
    return bank


def imported(text: str, shape: str | None = None, *, allow_unanswered: bool = False) -> Imported:
    bank = Bank("bank.md", "bank.md", text, "utf-8")
    return import_bank(bank, shape=shape, allow_unanswered=allow_unanswered, name="bank")


def shown(text: Text | None) -> str | None:
    return text.show() if text else None


def plain(note: Note) -> dict[str, object]:
    assert isinstance(note.body, OpenQuestion)
    source = note.sources[0]
    return {
        "id": note.id,
        "title": shown(note.title),
        "question": note.body.question.show().split("\n"),
        "answer": note.body.answer.show().split("\n"),
        "points": [point.show() for point in note.points],
        "explanation": note.explanation.show().split("\n") if note.explanation else None,
        "tags": list(note.tags),
        "source": [source.bank, source.section, source.part, source.number, source.line],
    }


def notes_of(result: Imported) -> tuple[Note, ...]:
    assert result.deck, result.problems
    return result.deck.notes


@pytest.mark.parametrize("path", sorted(BANKS.glob("*.md")), ids=lambda path: path.stem)
def test_bank_becomes_the_deck_that_was_reviewed(path: Path) -> None:
    result = import_bank(load(path.name), shape=None, allow_unanswered=False, name=path.stem)
    assert result.deck
    found = {
        "shape": result.shape,
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


BLOCK = "### {n}. {title}\n\n{question}\n\n{answer}\n"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("**题目：** 何为火？", "**答案：** 氧化。"),
        ("**题目:** 何为火？", "**答案:** 氧化。"),
        ("**题目**：何为火？", "**答案**：氧化。"),
        ("**题目** ：何为火？", "**参考答案**\n\n氧化。"),
        ("题目：何为火？", "答案: 氧化。"),
        ("【题目】何为火？", "【答案】氧化。"),
        ("**【问题】** 何为火？", "__解答：__ 氧化。"),
        ("**Question:** 何为火？", "*Answer:* 氧化。"),
        ("Q: 何为火？", "A: 氧化。"),
        ("- **题目**：何为火？", "- **答案**：氧化。"),
        ("> 题目：何为火？", "> 答案：氧化。"),
        ("#### 题目\n\n何为火？", "#### 答案\n\n氧化。"),
        ("**题目：** 何为火？ **答案：** 氧化。", ""),
        ("**题目：** 何为火？\n**答案：** 氧化。", ""),
        ("**题目：何为火？**", "✅ **答案：** 氧化。"),
        ("**题目：**何为火？", "**答案：**氧化。"),
        ("\u200b**题目：**\u200b 何为火？", "**答案：** 氧化。"),
    ],
)
def test_a_label_is_known_however_it_is_written(question: str, answer: str) -> None:
    text = "".join(BLOCK.format(n=n, title=f"火{n}", question=question, answer=answer) for n in (1, 2))
    first, second = notes_of(imported(text))
    assert [plain(first)[key] for key in ("title", "question", "answer")] == ["火1", ["何为火？"], ["氧化。"]]
    assert plain(second)["title"] == "火2"


@pytest.mark.parametrize(
    "heading",
    [
        "# 7. 火",
        "### 7、火",
        "###### 7．火",
        "#### Q7: 火",
        "#### Q7 火",
        "## Question 7. 火",
        "## 第7题 火",
        "## 第七题：火",
        "## 题目 7：火",
        "## （7）火",
        "### **7. 火**",
        "### 7. **火**",
        "### 7\\. 火",
        "###\u00a07.\u3000火",
        "###7.火",
        '### 7. <a name="x"></a>火',
        "第7题 火\n===",
    ],
)
def test_a_number_is_known_however_it_is_written(heading: str) -> None:
    text = f"{heading}\n\n答案：热。\n\n{heading.replace('7', '8').replace('七', '八')}\n\n答案：光。\n"
    first, second = notes_of(imported(text))
    assert (plain(first)["question"], first.sources[0].number, second.sources[0].number) == (["火"], 7, 8)


def test_decimal_is_no_number_and_an_outline_is_none_either() -> None:
    first, second = notes_of(imported("## 1.5 litres of what?\n\nAnswer: milk\n\n## Why?\n\nAnswer: thirst\n"))
    assert (plain(first)["question"], first.sources[0].number) == (["1.5 litres of what?"], None)
    first, second = notes_of(imported("## 1.1 What?\n\nAnswer: milk\n\n## 1.2 Why?\n\nAnswer: thirst\n"))
    assert [plain(first)["question"], plain(second)["question"]] == [["What?"], ["Why?"]]


@pytest.mark.parametrize(
    ("labels", "answer", "explanation"),
    [
        ("答案：a\n\n解析：b", "a", "b"),
        ("解析：b\n\n答案：a", "a", "b"),
        ("答案：a\n\n答案解析：b", "a", "b"),
        ("答案解析：b", "b", None),
        ("解析：b", "b", None),
        ("答案：\n\n解析：b", "b", None),
        ("答案：a\n\n**作用：** c\n\n解析：b", "a\n\n**作用：** c", "b"),
        ("答案：a\n\n**答案要点：** c", "a\n\n**答案要点：** c", None),
        ("思路：b\n\n答案：a\n\n**解析：** c", "a", "b\n\n**解析：** c"),
        ("答案：a\n\n---\n\nb\n\n---", "a\n\n___\n\nb", None),
        ("**示例代码：** a", "a", None),
    ],
)
def test_labels_open_their_fields(labels: str, answer: str, explanation: str | None) -> None:
    text = f"### 1. 一？\n\n题目：问\n\n{labels}\n\n### 2. 二？\n\n答案：乙。\n"
    note = notes_of(imported(text, "labelled"))[0]
    assert isinstance(note.body, OpenQuestion)
    assert (note.body.answer.show(), shown(note.explanation)) == (answer, explanation)


def test_text_before_the_label_of_a_heading_belongs_to_its_question() -> None:
    note = notes_of(imported("### 1. 输出什么？\n\n```py\nprint(1)\n```\n\n答案：1\n\n### 2. 二？\n\n答案：b\n"))[0]
    assert plain(note)["question"] == ["输出什么？", "", "```py", "print(1)", "```"]


OPTIONS = ["A: x\nB: y", "A: x\n\nB: y", "A：x\nB：y", "- A: x\n- B: y", "A. x\nB. y", "1. (A) x\n2. (B) y"]


@pytest.mark.parametrize("choices", OPTIONS)
@pytest.mark.parametrize("answer", ["B", "B.", "**B**", "b) y", "B，因为 y", "The correct answer is B"])
def test_choices_are_no_labels(choices: str, answer: str) -> None:
    note = notes_of(imported(f"## 1. Which?\n\n{choices}\n\n**Answer:** {answer}\n\n## 2. Why?\n\nA: z\n"))[0]
    assert isinstance(note.body, MultipleChoice)
    assert note.body.question.show() == "Which?"
    assert [(choice.text.show(), choice.correct) for choice in note.body.choices] == [("x", False), ("y", True)]


@pytest.mark.parametrize("answer", ["A cache is near.", "both", "C", "Because B is wrong", "a few"])
def test_choices_without_a_letter_for_an_answer_stay_in_the_question(answer: str) -> None:
    note = notes_of(imported(f"## 1. Which?\n\nA. x\nB. y\n\n**Answer:** {answer}\n\n## 2. Why?\n\nA: z\n"))[0]
    assert plain(note)["question"] == ["Which?", "", "A. x", "B. y"]
    assert plain(note)["answer"] == [answer]


def test_a_heading_that_says_answer_may_be_as_high_as_its_question() -> None:
    text = "## Q1. What?\n\n## Answer\n\nThis.\n\n## Q2. Why?\n\n## Answer\n\nSo.\n\n## Explanation\n\nOf the whole.\n"
    result = imported(text)
    assert [plain(note)["answer"] for note in notes_of(result)] == [["This."], ["So."]]
    assert [problem.line for problem in result.problems] == [13, 15]


def test_deeper_headings_belong_to_the_answer_and_a_numbered_one_with_its_own_answer_does_not() -> None:
    text = "## 1. a?\n\nAnswer: b\n\n### 1. step\n\nc\n\n### 2. d?\n\nAnswer: e\n\n## 2. f?\n\nAnswer: g\n"
    assert [plain(note)["question"] for note in notes_of(imported(text))] == [["a?"], ["d?"], ["f?"]]


def test_part_counts_sections_even_where_their_headings_are_equal() -> None:
    section = "## 甲\n\n### 1. 一？\n\n答案：x\n\n### 2. 二？\n\n答案：y\n\n"
    notes = notes_of(imported(f"# 书\n\n{section}{section.replace('y', 'z')}"))
    assert [(note.sources[0].part, note.sources[0].number) for note in notes] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert [str(note.id)[14:] for note in notes] == ["", "", "-2", "-2"]
    assert {note.tags for note in notes} == {("甲",)}


def test_unanswered_questions_are_kept_on_request() -> None:
    text = "### 1. 一？\n\n答案：x\n\n### 2. 二？\n\n### 3. 三？\n\n答案：z\n"
    result = imported(text)
    assert (result.notes, result.unanswered, [problem.line for problem in result.problems]) == (2, 1, [5])
    kept = imported(text, allow_unanswered=True)
    assert (kept.notes, kept.unanswered) == (3, 1)
    assert [note.is_answered for note in notes_of(kept)] == [True, False, True]
    assert [note.id for note in notes_of(kept)][::2] == [note.id for note in notes_of(result)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("### 1. 一？\n答案：x\n### 3. 三？\n答案：y\n", "numbering", 3),
        ("### 2. 一？\n答案：x\n### 2. 三？\n答案：y\n", "numbering", 3),
        ("### 1. 一？\n答案：x\n### 2. 一？\n答案：x\n", "duplicate", 3),
        ("### 1. 一？\n答案：x\n### 2. 二？\n没有标签\n### 3. 三？\n答案：y\n", "no-label", 3),
        ("### 1. 一？\n答案：![](a.png)\n### 2. 二？\n答案：y\n", "image", 1),
        ("### 1. 一？\n答案：x\n### 2. 二？\n答案：y\n# 附录\n", "left-out", 5),
        ("### 1. 一？\n答案：x\n### 2. 二？\n答案：y\n# 附录\n文字\n", "left-out", 6),
        ("".join(f"### {n}. {n}？\n答案：x。\n" for n in range(1, 6)) + "### 6. 六？\n答案：断在", "cut-off", 11),
    ],
)
def test_what_is_odd_is_told_with_its_line(text: str, code: str, line: int) -> None:
    assert (line, code) in [(problem.line, problem.code) for problem in imported(text).problems]


NO_BANKS = {
    "prose": ("# Walks\n\n## 1. The lake\n\nCalm.\n\n## 2. The hill\n\nSteep.\n", "after 0 of 2 question headings"),
    "answers": ("**答案：** 甲。\n\n**答案：** 乙。\n", "after 0 of 0 question labels"),
    "contents": ("# Bank\n\n* [What?](#a)\n* [Why?](#b)\n", "after 0 of 0 question headings"),
    "one": ("### 1. What?\n\nAnswer: this.\n", "after 1 of 1 question headings"),
    "mostly prose": ("".join(f"## {n}. a\n\nb\n\n" for n in range(1, 9)) + "## 9. c\n\n答案：d\n", "1 of 9"),
    "one line": ("题目：什么？答案：这个。题目：哪个？答案：那个。", "stands on one line"),
}


@pytest.mark.parametrize(("text", "found"), NO_BANKS.values(), ids=NO_BANKS)
def test_a_file_that_is_no_bank_is_told_in_one_sentence(text: str, found: str) -> None:
    result = imported(text)
    (problem,) = result.problems
    assert (result.deck, result.shape, problem.code, problem.is_error) == (None, None, "no-bank", True)
    assert problem.message.startswith("no questions with answers found in this text (utf-8); nearest: ")
    assert found in problem.message
    assert "\n" not in problem.message


def test_a_named_shape_is_taken_without_asking() -> None:
    assert imported(NO_BANKS["one"][0], "labelled").notes == 1
    assert [problem.code for problem in imported(NO_BANKS["prose"][0], "labelled").problems] == ["no-bank"]
    (problem,) = imported("x", "riddle").problems
    assert problem.code == "unknown-shape"
    assert problem.message.startswith("no shape is called 'riddle'; there are labelled, label-only, ")


def test_a_bank_without_any_answer_gives_no_deck() -> None:
    result = imported("**题目：** 甲？\n\n**题目：** 乙？\n", "label-only")
    assert (result.deck, result.unanswered) == (None, 2)
    assert [problem.code for problem in result.problems] == ["unanswered", "unanswered", "no-bank"]


def test_more_questions_than_a_deck_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studycli.importers.importer.MAXIMUM_NOTES", 1)
    (problem,) = imported("### 1. 一？\n答案：x\n### 2. 二？\n答案：y\n").problems
    assert problem.message.startswith("2 questions, and a deck holds at most 1; split the file, or take --no-limit")


def test_the_parser_is_loaded_only_when_a_bank_is_read() -> None:
    script = "import sys; import studycli.importers; sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
