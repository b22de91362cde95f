"""Answers that are typed in a pseudo-terminal: what is seen beside the card's answer, proposed and recorded."""

import json
import os
import re
import subprocess
import sys

import pytest
from pty_screen import FRESH_MODES, Terminal

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")]

PROGRAM = [sys.executable, "-m", "studycli"]
LINE, TYPING = "Your answer:", "Enter answer"

OPEN = """
notes:
- id: dropout
  title: {en: Dropout, zh: 随机失活}
  question: {en: What does dropout do?, zh: 随机失活做什么？}
  answer: {en: It silences units at random in training., zh: 训练时随机屏蔽神经元。}
  points:
  - {en: units are silenced at random, zh: 随机屏蔽神经元}
  - {en: only in training, zh: 只在训练时}
  - {en: the rest is scaled up, zh: 其余的放大}
  - {en: as an ensemble of networks, zh: 相当于集成许多网络}
"""
CLOZE = "notes: [{id: gap, cloze: {en: 'The {{c1::centre}} of it.', zh: '它的{{c1::中心}}。'}}]\n"
REVERSED = "notes: [{id: sgd, question: What is SGD?, answer: Stochastic gradient descent, reversed: true}]\n"


@pytest.fixture
def environment(tmp_path):
    return {"STUDYCLI_HOME": str(tmp_path / "home"), "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00", "TZ": "UTC"}


@pytest.fixture
def quiz(tmp_path, environment):
    def start(*arguments, deck=OPEN, columns=80, rows=24, **more):
        (tmp_path / "nets.yaml").write_text(deck, encoding="utf-8")
        command = [*PROGRAM, "quiz", "--type", "--decks", str(tmp_path / "nets.yaml"), *arguments]
        return Terminal(command, columns, rows, environment | more)

    return start


@pytest.fixture
def recorded(environment, tmp_path):
    def ask():
        command = [*PROGRAM, "history", "--json", "--decks", str(tmp_path / "nets.yaml")]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, timeout=60)
        return json.loads(done.stdout)["events"]

    return ask


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    ("language", "typed", "missed"),
    [
        ("en", "in trainng it silences random units", ["the rest is scaled up", "as an ensemble of networks"]),
        ("zh", "只在训练时随机地屏蔽神经元", ["the rest is scaled up", "as an ensemble of networks"]),
    ],
)
def test_points_are_ticked_and_the_share_proposes(quiz, recorded, columns, language, typed, missed):
    with quiz("--lang", language, columns=columns) as terminal:
        terminal.wait_for(LINE)
        terminal.send(typed)
        terminal.wait_for(re.compile(re.escape(typed[-4:]).replace("", r"\s*") + "▏"))
        terminal.send("\r")
        terminal.wait_for("Points named: 2 of 4")
        terminal.wait_for("›2 Hard")
        seen = terminal.text
        assert seen.index("Your answer") < seen.index("The card's answer")
        terminal.send("p")
        terminal.wait_for("Points: 2 of 4")
        assert terminal.text.count("[x]") == 2
        terminal.send("\r\r")
        terminal.wait_for("1 done")
        terminal.send("\x03")
        assert terminal.wait_for_end() == 0
    (event,) = recorded()
    assert (event["rating"], [text for _, text in event["missed"]]) == (2, missed)


def test_what_is_missed_is_recorded_without_a_walk_and_the_person_overrules(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for(LINE)
        terminal.send("only in training\r")
        terminal.wait_for("›1 Again")
        terminal.send("2")
        terminal.wait_for("1 done")
        terminal.send("\x03")
        terminal.wait_for_end()
    (event,) = recorded()
    assert (event["rating"], [number for number, _ in event["missed"]]) == (2, [0, 2, 3])


def test_an_empty_line_is_think_and_reveal(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for(LINE)
        terminal.send("\r")
        terminal.wait_for("It silences units")
        assert "Your answer" not in terminal.text
        assert "›" not in terminal.text
        terminal.send("3")
        terminal.wait_for("1 done")
        terminal.send("\x03")
        terminal.wait_for_end()
    (event,) = recorded()
    assert (event["rating"], event["missed"]) == (3, [])


def test_the_line_is_edited_in_the_middle(quiz):
    with quiz() as terminal:
        terminal.wait_for(LINE)
        terminal.send("q 神经x")
        terminal.send("\x1b[D\x1b[3~\x1b[Hb\x1b[C2\x1b[Fu?")
        terminal.wait_for(re.compile(r"bq2 神 ?经 ?u\?▏"))
        terminal.send("\x7f\x1b[D")
        terminal.wait_for(re.compile(r"bq2 神 ?经 ?▏u"))


@pytest.mark.parametrize(("typed", "says", "proposed"), [("Center", "Right.", "›3 Good"), ("中心", "Right.", "›3 Good"),
                                                         ("edge", "Not what the gap hides.", "›1 Again")])  # fmt: skip
def test_a_gap_is_typed(quiz, typed, says, proposed):
    with quiz(deck=CLOZE) as terminal:
        terminal.wait_for(LINE)
        terminal.send(typed + "\r")
        terminal.wait_for(says)
        terminal.wait_for(proposed)


def test_a_reversed_card_is_typed(quiz, recorded):
    with quiz("--new", "5", deck=REVERSED) as terminal:
        terminal.wait_for("What is SGD?")
        terminal.send("\r")
        terminal.wait_for("1 Again")
        terminal.send("4")
        terminal.wait_for_end()
    with quiz("--cram", deck=REVERSED) as terminal:
        terminal.wait_for("What is SGD?")
        terminal.send("\r")
        terminal.wait_for("1 Again")
        terminal.send("4")
        terminal.wait_for(re.compile("Stochastic gradient descent(.|\n)*Your answer:"))
        terminal.send("sgd\r")
        terminal.wait_for("Right.")
        terminal.wait_for("›3 Good")
        terminal.send("\r")
        assert terminal.wait_for_end() == 0
    assert [event["card"] for event in recorded()] == ["sgd", "sgd", "sgd/reverse"]


def test_nothing_typed_is_lost_by_a_resize_and_the_cursor_stays_in_view(quiz):
    typed = "word " * 60 + "end"
    with quiz() as terminal:
        terminal.wait_for(LINE)
        terminal.send(typed)
        terminal.wait_for("end▏")
        terminal.resize(40, 16)
        terminal.wait_for(re.compile(r"╮\n.*\n│ What does dropout do\? +│"))
        terminal.wait_for("end▏")
        assert max(map(len, terminal.screen())) <= 40
        terminal.resize(80, 40)
        terminal.send("ing\r")
        terminal.wait_for("The card's answer")
        assert terminal.text.count("word") == 60 and "ending" in terminal.text


def test_the_editor_for_many_lines(quiz, recorded, tmp_path):
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nprintf 'and only in training\\n\\nthe rest scaled up\\n' >> \"$1\"\n")
    script.chmod(0o755)
    with quiz(EDITOR=str(script)) as terminal:
        terminal.wait_for(LINE)
        terminal.send("an ensemble of networks ")
        terminal.wait_for("of networks ▏")
        terminal.send("\x05")
        terminal.wait_for("the rest scaled up▏")
        terminal.send("\r")
        terminal.wait_for("Points named: 3 of 4")
        assert "an ensemble of networks and only in training\n\n the rest scaled up" in terminal.text
        terminal.send("\x03")
        assert terminal.wait_for_end() == 0
        assert terminal.modes() == FRESH_MODES


def test_an_editor_that_cannot_be_started_loses_nothing(quiz):
    with quiz(EDITOR="/nowhere/to/be/found") as terminal:
        terminal.wait_for(LINE)
        terminal.send("kept\x05")
        terminal.wait_for("could not be started")
        terminal.wait_for("kept▏")


def test_esc_makes_the_keys_commands_and_goes_back(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for(LINE)
        terminal.send("only")
        terminal.wait_for("only▏")
        terminal.send("\x1b")
        terminal.wait_for("The keys are commands now")
        terminal.send("?")
        terminal.wait_for("While an answer is typed")
        terminal.send("?l")
        terminal.wait_for("随机失活做什么？")
        terminal.send("\x1b")
        terminal.wait_for(TYPING)
        terminal.send(" in training\r")
        terminal.wait_for("Points named: 1 of 4")


def test_keys_pasted_after_a_line_end_never_rate(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for(LINE)
        terminal.send("only in training\r3b3q")
        terminal.wait_for("Points named: 1 of 4")
        terminal.send("\x03")
        terminal.wait_for_end()
    assert recorded() == []


def test_ctrl_c_ends_with_the_terminal_as_it_was(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for(LINE)
        terminal.send("half a sent\x03")
        assert terminal.wait_for_end() == 0
        assert terminal.modes() == FRESH_MODES
        assert not terminal.cursor_hidden
        assert "Nothing was answered." in terminal.text
    assert recorded() == []


def test_choices_are_picked_and_not_typed(quiz):
    with quiz(deck="notes: [{id: c, question: C?, choices: [{text: x, correct: true}, {text: y}]}]\n") as terminal:
        terminal.wait_for("a-b pick")
        assert LINE not in terminal.text


BEGIN, END = "\x1b[200~", "\x1b[201~"


def test_a_large_paste_of_several_lines_arrives_whole_and_as_text(quiz, recorded, tmp_path):
    pasted = "\r".join(f"q 1 line {number} 随机屏蔽神经元" + "x" * 30 for number in range(200)) + "\rthe end"
    assert len(pasted) > 10_000
    kept = tmp_path / "kept"
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\ncp "$1" {kept}\necho " edited" >> "$1"\n')
    script.chmod(0o755)
    with quiz(EDITOR=str(script)) as terminal:
        terminal.wait_for(LINE)
        terminal.send(f"My words:{BEGIN}{pasted}{END}.")
        terminal.wait_for("the end.▏")
        assert "card's answer" not in terminal.text
        terminal.send("\x05")
        terminal.wait_for("the end. edited▏")
        assert kept.read_text(encoding="utf-8") == "My words:" + pasted.replace("\r", "\n") + "."
        terminal.send("\r")
        terminal.wait_for("Points named: 1 of 4")
        terminal.send("\x03")
        assert terminal.wait_for_end() == 0
        assert terminal.output.rindex(b"\x1b[?2004l") > terminal.output.rindex(b"\x1b[?2004h")
    assert recorded() == []


def test_a_paste_whose_end_does_not_come_is_taken_as_far_as_it_came(quiz):
    with quiz() as terminal:
        terminal.wait_for(LINE)
        terminal.send(f"{BEGIN}half of\tit\r")
        terminal.wait_for("half of it\n ▏")
        terminal.send("!")
        terminal.wait_for("!▏")


def test_a_paste_is_one_line_of_a_note_on_a_lapse(quiz, recorded):
    with quiz("--limit", "1") as terminal:
        terminal.wait_for(LINE)
        terminal.send("\r")
        terminal.wait_for("1 Again")
        terminal.send("1")
        terminal.wait_for("1 done")
        terminal.send("\x1b")
        terminal.wait_for("The keys are commands now")
        terminal.send("n")
        terminal.wait_for("forgotten?")
        terminal.send(f"{BEGIN}too\rsoon\x1b\x07\r{END}\r")
        terminal.wait_for("Noted")
        terminal.send("q")
        terminal.wait_for_end()
    assert [event["kind"] for event in recorded()] == ["review", "remark"]
