"""A deck's text as the model, and every fault of it with its place."""

import os
from pathlib import Path

import pytest

from studycli.core.model import Choice, Cloze, Deck, MultipleChoice, Note, OpenQuestion, Source, Text
from studycli.core.problem import Problem
from studycli.decks.reader import Reading, read_bytes, read_text

SAMPLE = Path(__file__).parents[1] / "data" / "decks" / "sample.yaml"
CHINESE = Path(__file__).parent / "golden" / "chinese.txt"


def read(text: str) -> Reading:
    return read_text(text, path="a/deck.yaml", name="a/deck")


def deck_of(text: str) -> Deck:
    reading = read(text)
    assert reading.deck is not None
    return reading.deck


def note_of(text: str) -> Note:
    (note,) = deck_of(text).notes
    return note


def told(reading: Reading) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in reading.problems]


def message_of(text: str) -> str:
    (problem,) = read(text).problems
    return problem.message


NOTE = "- id: a\n  question: b\n  answer: c\n"
"""A note without fault, three lines long."""


def test_a_deck_with_one_of_everything() -> None:
    reading = read_bytes(SAMPLE.read_bytes(), path="sample.yaml", name="sample")
    deck = reading.deck
    assert deck is not None
    assert told(reading) == ["56:11 unanswered"]
    assert (deck.name, deck.path, deck.tags) == ("sample", "sample.yaml", ("algorithms",))
    assert deck.title == Text((("en", "Sorting and hashing"), ("zh", "排序与哈希")))
    stable, load, heap, word, later = deck.notes
    assert [note.line for note in deck.notes] == [9, 39, 43, 50, 54]
    assert stable.sources == (Source("algorithms.md", "Sorting", 2, 4, 61),)
    assert stable.tags == ("interview", "排序")
    assert stable.hint == Text.plain("Think of a table that is sorted twice.")
    assert isinstance(stable.body, OpenQuestion)
    assert stable.body.answer.show("en").endswith("still by name\n```")
    assert isinstance(load.body, Cloze)
    assert isinstance(heap.body, MultipleChoice)
    assert heap.body.choices[0] == Choice(Text.plain("The smallest"), True, Text.plain("It is the root."))
    assert isinstance(word.body, OpenQuestion)
    assert word.body.reversed
    assert not later.is_answered


@pytest.mark.parametrize("scalar", ["no", "1:30", "007", "~", "null", "2024-01-01", "0x1f", "1e3", "=", "true"])
def test_scalars_are_the_authors_text(scalar: str) -> None:
    note = note_of(
        f"notes:\n- id: {'a' if scalar in '~=' else scalar.replace(':', '-')}\n  question: {scalar}\n  answer: {scalar}\n"
    )
    assert note.body == OpenQuestion(Text.plain(scalar), Text.plain(scalar))


@pytest.mark.parametrize(
    "answer", ["|\n    b\n    c\n\n\n", "|-\n    b\n    c\n", "|+\n    b\n    c\n\n", '"b\\nc"\n', '"b\\nc\\n"\n']
)
def test_a_text_has_no_line_end_at_its_end(answer: str) -> None:
    assert note_of(f"notes:\n- id: a\n  question: a\n  answer: {answer}").body == OpenQuestion(
        Text.plain("a"), Text.plain("b\nc")
    )


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    text = "notes:\n" + NOTE
    for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text, text.rstrip()):
        assert read(other) == read(text)


FAULTS = [
    # the file
    ("", ["1:1 empty-file"]),
    ("# nothing yet\n", ["1:1 empty-file"]),
    ("---\n", ["1:1 empty-file"]),
    ("just text", ["1:1 wrong-type"]),
    ("- a\n- b\n", ["1:1 wrong-type"]),
    ("title: x\n", ["1:1 no-notes"]),
    ("title: x\nnote: []\n", ["1:1 no-notes", "2:1 unknown-key"]),
    ("notes: x\n", ["1:8 wrong-type"]),
    ("notes:\n", ["1:7 empty-value"]),
    ("format: 2\nnotes: []\nfoo: a\n", ["1:9 newer-format"]),
    ("format: one\nnotes: []\n", ["1:9 wrong-type"]),
    ("format: 0\nnotes: []\n", ["1:9 wrong-type"]),
    ("notes: []\n---\nnotes: []\n", ["2:1 second-document"]),
    ("notes: []\ntitle: \n", ["2:7 empty-value"]),
    ("notes: []\ntitle: [a]\n", ["2:8 wrong-type"]),
    ("notes: []\ntags: a b\n", ["2:7 wrong-type"]),
    ("notes: []\ntags: [a b, c]\n", ["2:8 tag-with-space"]),
    ("notes: []\ntags: [[[[[[[[[[x]]]]]]]]]]\n", ["2:16 too-deep"]),
    ("notes: []\na: 1\na: 2\n", ["2:1 unknown-key", "3:1 equal-keys"]),
    ("notes: []\n[a]: b\n", ["2:1 bad-key"]),
    ("\ttitle: x\nnotes: []\n", ["1:1 bad-yaml"]),
    ("title: x: y\nnotes: []\n", ["1:9 bad-yaml"]),
    # a note
    ("notes:\n- just text\n- [a]\n-\n", ["2:3 wrong-type", "3:3 wrong-type", "4:2 wrong-type"]),
    ("notes:\n- id: a\n", ["2:3 no-question"]),
    ("notes:\n- id: a\n  question: b\n", ["2:3 no-answer"]),
    ("notes:\n- id: a\n  answer: b\n", ["2:3 no-question"]),
    ("notes:\n- id: a\n  choices: [{text: a, correct: true}, {text: b}]\n", ["2:3 no-question"]),
    ("notes:\n- id: a\n  question: b\n  answer: c\n  cloze: '{{c1::d}}'\n", ["2:3 mixed-kinds"]),
    ("notes:\n- id: a\n  question: b\n  answer: c\n  choices: [{text: a, correct: true}, {text: b}]\n", ["2:3 mixed-kinds"]),
    ('notes:\n- id: a\n  question: b\n  answer: ""\n', ["4:11 unanswered"]),
    ("notes:\n- id: a\n  question: b\n  answer:\n", ["4:10 unanswered"]),
    ("notes:\n- id: a\n  question: b\n  answer: {en: '', zh: ''}\n", ["4:11 unanswered"]),
    ("notes:\n- id: a\n  question: b\n  answer: {en: c, zh: ''}\n", ["4:19 empty-value"]),
    ('notes:\n- id: a\n  question: " "\n  answer: c\n', ["3:13 empty-text"]),
    ("notes:\n- id: a\n  qestion: b\n  answer: c\n", ["2:3 no-question", "3:3 unknown-key"]),
    ("notes:\n- question: b\n  answer: c\n", ["2:3 missing-id"]),
    ("notes:\n- id:\n  question: b\n  answer: c\n", ["2:6 bad-id"]),
    ("notes:\n- id: a/b\n  question: b\n  answer: c\n", ["2:7 bad-id"]),
    ("notes:\n- id: 中\n  question: b\n  answer: c\n", ["2:7 bad-id"]),
    (f"notes:\n- id: {'a' * 65}\n  question: b\n  answer: c\n", ["2:7 bad-id"]),
    ("notes:\n- id: [a]\n  question: b\n  answer: c\n", ["2:7 bad-id"]),
    (f"notes:\n{NOTE}{NOTE}", ["5:7 doubled-id"]),
    ("notes: [{id: a, question: b, answer: c}, {id: a, question: b, answer: c}]", ["1:47 doubled-id"]),
    (f"notes:\n{NOTE}  answer: d\n", ["5:3 equal-keys"]),
    (f"notes:\n{NOTE}  <<: d\n", ["5:3 merge-key"]),
    (f"notes:\n{NOTE}  hint: &a b\n", ["5:9 anchor"]),
    (f"notes:\n{NOTE}  hint: *a\n", ["5:9 alias"]),
    (f"notes:\n{NOTE}  hint: !!str b\n", ["5:9 tag"]),
    (f"notes:\n{NOTE}  hint:\n", ["5:8 empty-value"]),
    (f"notes:\n{NOTE}  hint: [b]\n", ["5:9 wrong-type"]),
    (f"notes:\n{NOTE}  hint: {{}}\n", ["5:9 wrong-type"]),
    (f"notes:\n{NOTE}  hint: {{english: a}}\n", ["5:10 bad-language"]),
    (f"notes:\n{NOTE}  hint: {{en: a, b}}\n", ["5:17 bad-language"]),
    (f"notes:\n{NOTE}  hint: {{en: [a]}}\n", ["5:14 wrong-type"]),
    (f"notes:\n{NOTE}  points: b\n", ["5:11 wrong-type"]),
    (f"notes:\n{NOTE}  points:\n", ["5:10 empty-value"]),
    (f"notes:\n{NOTE}  points: [b, '', c]\n", ["5:15 empty-value"]),
    (f"notes:\n{NOTE}  aliases: [b, {{en: c}}]\n", ["5:16 wrong-type"]),
    (f"notes:\n{NOTE}  tags: ['a b', c\u3000d]\n", ["5:10 tag-with-space", "5:17 tag-with-space"]),
    (f"notes:\n{NOTE}  reversed: yes\n", ["5:13 wrong-type"]),
    (f"notes:\n{NOTE}  reversed: True\n", ["5:13 wrong-type"]),
    ("notes:\n- id: a\n  cloze: '{{c1::d}}'\n  reversed: false\n", ["4:3 reversed"]),
    (f"notes:\n{NOTE}  sources: [b]\n", ["5:13 wrong-type"]),
    (f"notes:\n{NOTE}  sources: [{{part: 1}}]\n", ["5:13 no-bank"]),
    (f"notes:\n{NOTE}  sources: [{{bank: ''}}]\n", ["5:20 empty-text"]),
    (f"notes:\n{NOTE}  sources: [{{bank: b, part: 0, number: x, line: 1.5}}]\n", ["5:29 wrong-type", "5:40 wrong-type", "5:49 wrong-type"]),
    (f"notes:\n{NOTE}  sources: [{{bank: b, page: 1}}]\n", ["5:23 unknown-key"]),
    # cloze
    ("notes:\n- id: a\n  cloze: b\n", ["3:10 bad-cloze"]),
    ("notes:\n- id: a\n  cloze: 'b {{c1::c'\n", ["3:10 bad-cloze"]),
    ("notes:\n- id: a\n  cloze: {en: '{{c1::b}}', zh: '{{c0::b}}'}\n", ["3:10 bad-cloze"]),
    ("notes:\n- id: a\n  cloze: {en: '{{c1::b}}', zh: '{{c2::b}}'}\n", ["3:10 gaps-differ"]),
    ("notes:\n- id: a\n  cloze: {en: '{{c1::b}}', zh: ''}\n", ["3:28 empty-value"]),
    # choices
    ("notes:\n- id: a\n  question: b\n  choices: []\n", ["4:12 too-few-choices"]),
    ("notes:\n- id: a\n  question: b\n  choices: [{text: c, correct: true}]\n", ["4:12 too-few-choices"]),
    ("notes:\n- id: a\n  question: b\n  choices: [{text: c}, {text: d, correct: false}]\n", ["4:12 no-correct-choice"]),
    ("notes:\n- id: a\n  question: b\n  choices: [c, {text: d, correct: true}]\n", ["4:13 wrong-type"]),
    ("notes:\n- id: a\n  question: b\n  choices: [{correct: true}, {text: d, right: true}]\n", ["4:13 no-text", "4:40 unknown-key"]),
    ("notes:\n- id: a\n  question: b\n  choices: c\n", ["4:12 wrong-type"]),
    # what is no YAML
    ("notes:\n- id: a\n  question: b: c\n", ["3:14 bad-yaml"]),
    ("notes:\n- id: a\n  question: **b**\n", ["3:14 bad-yaml"]),
    ("notes:\n- id: a\n  question: `b`\n", ["3:13 bad-yaml"]),
    ('notes:\n- id: a\n  question: "\\frac"\n  answer: "\\theta"\n', ["3:13 escape", "4:11 escape"]),
    ('notes:\n- id: a\n  question: b\n  answer: "\\sqrt"\n', ["4:12 bad-yaml"]),
    ('notes:\n- id: a\n  question: "b\n  answer: c\n', ["3:13 bad-yaml"]),
    ("notes:\n- id: a\n  aliases: [b, c\n  answer: d\n", ["4:9 bad-yaml"]),
    ("notes:\n- id: a\n\tquestion: b\n", ["3:1 bad-yaml"]),
    ("notes:\n- id: a\n  question: b\n answer: c\n", ["4:2 bad-yaml"]),
    ("notes:\n- id: a\n  question: 'b' or c\n", ["3:17 bad-yaml"]),
    ("notes:\n- id: a\n  question: \x00\n  answer: c\x1b\n", ["3:13 control-character", "4:12 control-character"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_each_fault_is_told_with_its_place(text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.usefixtures("chinese")
def test_each_fault_is_told_in_chinese() -> None:
    problems = [problem for text, _ in FAULTS for problem in read(text).problems]
    # What is wrong with a gap is worded by another package.
    own = (each for each in problems if each.code != "bad-cloze")
    found = "".join(dict.fromkeys(f"{each.code}: {each.message}\n" for each in own))
    if os.environ.get("STUDYCLI_REGENERATE"):
        CHINESE.write_text(found, "utf-8", newline="\n")
    assert found == CHINESE.read_text("utf-8")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("cloze", "place"),
    [("b", "在第 1 个字符处（`b`）"), ("{en: '{{c1::b}}', zh: 'b {{c0::b}}'}", "在 zh 的第 3 个字符处（`{{c0::b}}`）")],
)
def test_the_place_of_a_faulty_gap_in_chinese(cloze: str, place: str) -> None:
    message = message_of(f"notes:\n- id: a\n  cloze: {cloze}\n")
    assert message.endswith(f"，{place}；填空写作 {{{{c1::hidden}}}}")


FAULTY_NOTES = [
    "- id: bad\n  question: b\n",
    "- id: bad\n  question: **b**\n  answer: c\n",
    '- id: bad\n  question: "b\n  answer: c\n',
    "- id: bad\n  aliases: [b\n  answer: c\n",
    "- id: bad\n  question: b\n answer: c\n",
    "- id: bad\n  question: b\n  answer: &c d\n",
    "- id: bad\n  question: b\n  answer: c\n  answer: d\n",
    "- id: bad\n  question: b\n  answer: c\x00\n",
    "- id: bad\n  question: [[[[[[[[[[b]]]]]]]]]]\n",
    "- @bad\n",
    "- id: first\n  question: b\n  answer: c\n",
]


@pytest.mark.parametrize("faulty", FAULTY_NOTES)
@pytest.mark.parametrize("indent", ["", "  "])
def test_one_faulty_note_does_not_take_the_others_with_it(faulty: str, indent: str) -> None:
    notes = NOTE.replace("id: a", "id: first") + faulty + NOTE.replace("id: a", "id: last")
    text = "notes:\n" + "".join(indent + line for line in notes.splitlines(keepends=True)) + "tags: [x]\n"
    reading = read(text)
    assert reading.deck is not None
    assert [note.id for note in reading.deck.notes] == ["first", "last"]
    assert reading.deck.tags == ("x",)
    assert all(problem.is_error for problem in reading.problems)
    assert {problem.line for problem in reading.problems} <= set(range(5, 5 + len(faulty.splitlines()) + 3))
    assert [note.line for note in reading.deck.notes] == [2, 5 + len(faulty.splitlines())]


def test_what_stands_before_a_fault_that_cannot_be_mended_is_kept() -> None:
    reading = read(f"notes:\n{NOTE}nonsense\n- id: b\n")
    assert reading.deck == Deck(name="a/deck")
    assert reading.problems[-1].message.endswith("nothing after it was read")
    assert read(f"notes:\n{NOTE}---\nnotes: []\n").deck == deck_of(f"notes:\n{NOTE}")


def test_many_faults_of_yaml_are_told_at_once() -> None:
    text = "notes:\n" + "- question: a: b\n" * 3 + NOTE
    assert told(read(text)) == ["2:14 bad-yaml", "3:14 bad-yaml", "4:14 bad-yaml"]
    assert [note.id for note in deck_of(text).notes] == ["a"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("notes: []\ntag: [a]\n", "did you mean `tags`?"),
        ("notes: []\nxyz: [a]\n", "known here: format, title, description, tags, notes"),
        ("notes:\n- id: a\n  question: b\n  answer: *c\n", "quote text that begins with *"),
        ("notes:\n- id: a\n  question: b\n  answer: **c**\n", "the entry that begins on line 2 is left out"),
        ("notes:\n- id: a\n  question: b\n  answer: c: d\n", "put the whole text in quotes"),
        ("notes:\n- id: a\n  question: b\n  answer: '\n", "the quote that opens here is not closed"),
        ("notes:\n- id: a\n  question: b\n\tanswer: d\n", "a tab cannot indent"),
        ('notes:\n- id: a\n  question: b\n  answer: "\\sqrt"\n', "write it twice"),
        ("notes:\n- id: a\n  question: b\n  answer: @c\n", "begins with %, @ or `"),
        ("notes:\n- id: a\n  question: b\n  answer: |c\n", "on a line of its own"),
        (f"notes:\n{NOTE}{NOTE}", "on line 2 and on line 5"),
        ("notes:\n- id: a\n  cloze: {en: '{{c1::b}}', zh: '{{c1::b}}{{c2::c}}'}\n", "en has c1; zh has c1, c2"),
        ("notes:\n- id: a\n  cloze: {zh: 'b {{c1::c'}\n", "at character 3 of zh (`{{c1::c`)"),
        ("notes:\n- id: a\n  question: b\n", 'or `answer: ""` for later'),
        (f"notes:\n{NOTE}  reversed: yes\n", "`reversed` takes true or false, not the text `yes`"),
        ("format: 2\nnotes: []\n", "update studycli"),
    ],
)  # fmt: skip
def test_a_message_says_what_to_do(text: str, words: str) -> None:
    message = message_of(text)
    assert words in message
    assert "\n" not in message


def test_a_bytes_fault_is_told_with_its_place() -> None:
    def fault(data: bytes) -> Problem:
        (problem,) = read_bytes(data, path="p", name="n").problems
        return problem

    assert str(fault("notes: []\ntitle: 中".encode() + b"\xff\n")).startswith("p:2:9: error not-utf8 byte 0xff")
    assert "UTF-16" in fault("notes: []".encode("utf-16")).message
    assert fault(b"#" * 20_000_001).code == "too-large"
    assert read_bytes(b"notes: []\n#" + b"#" * 19_999_000, path="p", name="n").deck == Deck(name="n")
    assert fault("notes: \ud800".encode(errors="surrogatepass")).code == "not-utf8"
    assert told(read("notes: \ud800")) == ["1:8 not-utf8"]


def test_a_deck_has_at_most_20000_notes() -> None:
    text = "notes:\n" + "".join(f"- {{id: n{number}, question: a, answer: b}}\n" for number in range(20_001))
    reading = read(text)
    assert told(reading) == ["20002:3 too-many-notes"]
    assert len(deck_of(text).notes) == 20_000


def test_problems_beyond_a_thousand_are_counted() -> None:
    problems = read("notes: []\n" + "".join(f"key{number}: x\n" for number in range(3000))).problems
    assert len(problems) == 1001
    assert problems[-1].message == "2000 more problems are not listed"
