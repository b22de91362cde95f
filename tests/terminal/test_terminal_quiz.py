"""Whole sessions in a pseudo-terminal: what is seen, what is recorded, and how the terminal is left."""

import json
import os
import re
import signal
import subprocess
import sys

import pytest
from pty_screen import FRESH_MODES, Terminal

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")]

PROGRAM = [sys.executable, "-m", "studycli"]
QUESTION, ANSWER = "Space answer", "1 Again"

DECK = r"""
format: 1
title: {en: Networks, zh: 网络}
notes:
- id: dropout
  question: {en: What does dropout do?, zh: 随机失活做什么？}
  answer:
    en: |
      It silences units.

      ```python
      torch.nn.Dropout(0.5)
      ```

      $$\frac{1}{1-p}$$
    zh: 训练时随机屏蔽神经元。
  points: [{en: units are silenced, zh: 屏蔽单元}, at random, only in training, scaled up]
  explanation: So that no unit can count on another.
  hint: Think of noise.
- id: relu
  question: What is ReLU of -3?
  answer: Zero.
- id: sgd
  question: What does SGD stand for?
  answer: Stochastic gradient descent.
"""


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "nets.yaml").write_text(DECK, encoding="utf-8")
    return folder


@pytest.fixture
def environment(tmp_path):
    config = tmp_path / "home" / "config"
    config.mkdir(parents=True)
    # Intervals are then those of the formula.
    (config / "config.toml").write_text("fuzz = false\n", encoding="utf-8")
    return {"STUDYCLI_HOME": str(tmp_path / "home"), "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00", "TZ": "UTC"}


@pytest.fixture
def quiz(library, environment):
    def start(*arguments, columns=80, rows=24, **more):
        command = [*PROGRAM, "quiz", "--decks", str(library), *arguments]
        return Terminal(command, columns, rows, environment | more)

    return start


@pytest.fixture
def recorded(environment, library):
    """The events in the history, asked of a process of its own."""

    def ask():
        command = [*PROGRAM, "history", "--json", "--decks", str(library)]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, timeout=60)
        return json.loads(done.stdout)["events"]

    return ask


def test_a_session_from_the_first_card_to_the_summary(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for("What does dropout do?")
        terminal.send(" ")
        terminal.wait_for("1 Again 1m")
        assert "torch.nn.Dropout(0.5)" in terminal.text
        assert re.search(r"   1\n +╶─+╴\n +1 - p", terminal.text), terminal.text
        terminal.send("4")
        terminal.wait_for("What is ReLU of -3?")
        assert "1 done, 2 left" in terminal.text
        terminal.send("\r")
        terminal.wait_for("Zero.")
        terminal.send("3")
        terminal.wait_for("What does SGD stand for?")
        terminal.send(" ")
        terminal.wait_for("Stochastic gradient descent.")
        terminal.send("4")
        terminal.wait_for("What is ReLU of -3?")  # its step of ten minutes is asked ahead
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("3")
        terminal.wait_for("4 answers")
        assert terminal.wait_for_end() == 0
        assert "Easy  2" in terminal.text and "The next review is due on 2026-03-" in terminal.text
    assert [(event["card"], event["rating"], event["mode"]) for event in recorded()] == [
        ("dropout", 4, "quiz"), ("relu", 3, "quiz"), ("sgd", 4, "quiz"), ("relu", 3, "quiz"),
    ]  # fmt: skip


def test_a_flag_stays_until_it_is_taken_away_or_back(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for(QUESTION)
        terminal.send("f")
        terminal.wait_for("Flagged: studycli search is:flagged")
        terminal.send(" f")
        terminal.wait_for("The flag is taken away.")
        terminal.send("u")
        terminal.wait_for(QUESTION)
        terminal.send("q")
        terminal.wait_for_end()
    assert [event["kind"] for event in recorded()] == ["flag", "unflag", "undo"]


def test_a_note_on_a_lapse_is_shown_at_the_next_reveal(quiz, recorded):
    with quiz("--limit", "1") as terminal:
        terminal.wait_for(QUESTION)
        terminal.send("n")
        terminal.wait_for("can be written after the answer")
        terminal.send(" 1")
        terminal.wait_for("1 done, 1 left")  # its learning step comes ahead: nothing else is left
        terminal.send("n")
        terminal.wait_for("Why was dropout forgotten?")
        terminal.send("q for  训练\x7fu!")
        terminal.wait_for("q for  训u!")
        terminal.send("\r")
        terminal.wait_for("Noted")
        assert "q for" not in terminal.text
        terminal.send(" ")
        terminal.wait_for("Your note")
        terminal.wait_for("q for  训u!")
        terminal.send("nno")
        terminal.wait_for("forgotten? no")
        terminal.send("\x1b")
        terminal.wait_for(ANSWER)
        terminal.send("u")
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        assert "Your note" not in terminal.text
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    assert [(event["kind"], event["card"]) for event in recorded()] == [
        ("review", "dropout"), ("remark", "dropout"), ("undo", "dropout"),
    ]  # fmt: skip


def test_undo_bury_and_suspend(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for("What does dropout do?")
        terminal.send("u")
        terminal.wait_for("Nothing to take back")
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("1")
        terminal.wait_for("ReLU of -3")
        terminal.send("u")
        terminal.wait_for("What does dropout do?")
        assert "0 done, 3 left" in terminal.text
        terminal.send("b")
        terminal.wait_for("ReLU of -3")
        terminal.send("s")
        terminal.wait_for("SGD stand for")
        terminal.send("u")
        terminal.wait_for("ReLU of -3")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    assert [event["kind"] for event in recorded()] == ["review", "undo", "bury", "suspend", "undo"]


def test_points_propose_a_rating_and_the_missed_ones_come_first(quiz, recorded):
    with quiz("--limit", "1") as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("p")
        terminal.wait_for("Points: 0 of 4")
        terminal.send("  ")
        terminal.wait_for("Points: 2 of 4")
        terminal.send("\r")
        terminal.wait_for("›2 Hard")
        terminal.send("\r")
        terminal.wait_for("1 done, 1 left")  # its learning step comes ahead: nothing else is left
        terminal.send(" ")
        terminal.wait_for("Missed last time")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    (event,) = recorded()
    assert (event["rating"], event["missed"]) == (2, [[2, "only in training"], [3, "scaled up"]])


def test_missed_points_are_told_in_the_language_that_is_shown(quiz, recorded, environment, library):
    with quiz("--limit", "1", "--lang", "zh") as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("p")
        terminal.wait_for("Points: 0 of 4")
        terminal.send("4")
        terminal.wait_for("Missed points")
        assert terminal.wait_for_end() == 0
        assert "• 屏蔽单元" in terminal.text
    assert recorded()[0]["missed"][0] == [0, "units are silenced"]
    for language, point in (("zh", "屏蔽单元"), ("en", "units are silenced")):
        command = [*PROGRAM, "stats", "--json", "--decks", str(library), "--lang", language]
        done = subprocess.run(command, capture_output=True, env=os.environ | environment, timeout=60)
        assert point in [row["point"] for row in json.loads(done.stdout)["missed"]]


def test_hint_explanation_help_and_language(quiz):
    with quiz() as terminal:
        terminal.wait_for(QUESTION)
        terminal.send("h")
        terminal.wait_for("Think of noise.")
        terminal.send("l")
        terminal.wait_for("随机失活做什么？")
        terminal.send(" ")
        terminal.wait_for("训练时随机屏蔽神经元。")
        terminal.send("x")
        terminal.wait_for("no unit can count on another")
        terminal.send("?")
        terminal.wait_for("Take back the last answer")
        terminal.send("?")
        terminal.wait_for("训练时随机屏蔽神经元。")
        terminal.send("l")
        terminal.wait_for("It silences units.")
        assert "训练时随机屏蔽神经元。" in terminal.text


def test_keys_typed_before_a_card_was_drawn_never_rate_it(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("3" * 100)
        terminal.wait_for("ReLU of -3")
        terminal.send("q")
        terminal.wait_for_end()
    assert len(recorded()) == 1


@pytest.mark.parametrize("answers", [1, 2, 5])
def test_no_answer_is_lost_when_it_is_killed(quiz, recorded, library, answers):
    many = "notes:\n" + "".join(f"- {{id: k{n}, question: question {n}?, answer: a}}\n" for n in range(9))
    (library / "nets.yaml").write_text(many, encoding="utf-8")
    with quiz() as terminal:
        for number in range(answers):
            terminal.wait_for(f"question {number}?")
            terminal.send(" ")
            terminal.wait_for(ANSWER)
            terminal.send("4")
        terminal.wait_for(f"question {answers}?")
        terminal.kill()
        terminal.wait_for_end()
    assert [event["card"] for event in recorded()] == [f"k{number}" for number in range(answers)]


@pytest.mark.parametrize("way", ["ctrl-c", "hang-up", "terminate"])
def test_the_end_comes_from_outside(quiz, recorded, way):
    with quiz() as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("4")
        terminal.wait_for("ReLU of -3")
        if way == "hang-up":
            terminal.hang_up()
        elif way == "terminate":
            terminal.signal(signal.SIGTERM)
        else:
            terminal.send("\x03")
        status = terminal.wait_for_end()
        assert status == {"ctrl-c": 0, "hang-up": 130, "terminate": 143}[way], status
        if way == "ctrl-c":
            assert "1 answer" in terminal.text
        if way != "hang-up":
            assert terminal.modes() == FRESH_MODES
    assert len(recorded()) == 1


def test_a_note_is_edited_and_seen_at_once(quiz, library, tmp_path):
    script = tmp_path / "editor"
    script.write_text(
        f'#!/bin/sh\nsed -i \'s/What does dropout do/What is dropout good for/\' "$2"\necho "$1" > {tmp_path}/line\n'
    )
    script.chmod(0o755)
    vim = tmp_path / "vim"
    vim.symlink_to(script)
    with quiz(EDITOR=str(vim)) as terminal:
        terminal.wait_for("What does dropout do?")
        terminal.send("e")
        terminal.wait_for("What is dropout good for?")
        assert (tmp_path / "line").read_text().strip() == "+5"
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_a_faulty_edit_is_told_with_its_line(quiz, library, tmp_path):
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nsed -i 's/^- id: relu/- idd: relu/' \"$1\"\n")
    script.chmod(0o755)
    with quiz(EDITOR=str(script)) as terminal:
        terminal.wait_for(QUESTION)
        terminal.send("e")
        terminal.wait_for("nets.yaml:20:3: `idd` is not a key")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_a_resize_in_mid_card(quiz):
    with quiz() as terminal:
        terminal.wait_for(QUESTION)
        terminal.resize(40, 16)
        terminal.wait_for(re.compile(r"╮\n.*\n│ What does dropout do\? +│"))
        assert max(map(len, terminal.screen())) <= 40


def test_a_long_answer_is_scrolled(quiz, library):
    lines = "".join(f"    line {number}\n\n" for number in range(40))
    (library / "nets.yaml").write_text(f"notes:\n- id: long\n  question: Long?\n  answer: |\n{lines}", encoding="utf-8")
    with quiz() as terminal:
        terminal.wait_for("Long?")
        terminal.send(" ")
        terminal.wait_for("↓ more")
        assert "line 39" not in terminal.text
        for _ in range(10):
            terminal.send("\x1b[6~")
        terminal.wait_for("line 39")
        assert "↓ more" not in terminal.text


def test_when_nothing_is_due_it_says_when_to_come_back(quiz, library):
    (library / "nets.yaml").write_text("notes: [{id: one, question: One?, answer: a}]\n", encoding="utf-8")
    with quiz() as terminal:
        terminal.wait_for("One?")
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("4")
        terminal.wait_for_end()
    with quiz() as terminal:
        assert terminal.wait_for_end() == 0
        text = " ".join(terminal.text.split())
        assert "Nothing is due. The next review is due on 2026-03-09. Tomorrow: nothing." in text
        assert "studycli quiz 'reviewed<7' --cram --decks" in text and "--new" not in text


def test_json_at_the_end(quiz):
    with quiz("--json") as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("4")
        terminal.wait_for("ReLU of -3")
        terminal.send("q")
        terminal.wait_for_end()
        told = json.loads("".join(terminal.screen()[terminal.text.count("\n", 0, terminal.text.index("{")) :]))
    assert set(told) == {
        "version", "reviewed", "cards", "seconds", "ratings", "decks", "missed", "missed_often", "next_due", "left",
        "tomorrow", "go_on",
    }  # fmt: skip
    assert told["decks"] == [{"name": "nets", "reviewed": 1, "passed": 1}]
    assert (told["left"]["new"], told["tomorrow"]) == (2, {"learning": 0, "review": 0, "new": 2})
    (command,) = told["go_on"]
    assert command.startswith("studycli quiz --decks ")
    assert (told["reviewed"], told["ratings"]["easy"], told["next_due"]) == (1, 1, "2026-03-09")


@pytest.mark.parametrize(("arguments", "term"), [((), "dumb"), (("--plain",), "xterm-256color")])
@pytest.mark.parametrize("columns", [40, 80])
def test_plain_lines_for_screen_readers_and_terminals_without_a_cursor(quiz, arguments, term, columns):
    with quiz(*arguments, columns=columns, rows=60, TERM=term) as terminal:
        terminal.wait_for("Question: What does dropout do?")
        terminal.wait_for("Keys: Space answer")
        terminal.send(" ")
        terminal.wait_for("Answer: It silences units.")
        terminal.wait_for("1/(1 - p)")
        terminal.wait_for("Ratings: 1 Again 1m")
        terminal.send("p")
        terminal.wait_for("Point 1 of 4, not ticked: units are")
        terminal.send(" ")
        terminal.wait_for("Points: 1 of 4")
        terminal.send("\r")
        terminal.wait_for("Proposed: Again")
        assert terminal.text.count("Question:") == 1
        terminal.send("1")
        terminal.wait_for("Question: What is ReLU of -3?")
        terminal.send("q")
        terminal.wait_for("Missed points")
        assert not re.search("[─━│╭╮]", terminal.text)
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.output


def test_without_colour(quiz):
    with quiz(NO_COLOR="1") as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert re.search(rb"\x1b\[[0-9;]*3[0-7]", terminal.output) is None


def test_the_days_backup_is_made_while_the_first_card_is_on_the_screen(quiz, tmp_path):
    with quiz() as terminal:
        terminal.wait_for(QUESTION)
        terminal.send("?")
        terminal.wait_for("Take back the last answer")  # the first key is read after the backup
        assert [path.name for path in (tmp_path / "home/data/backups").iterdir()] == ["history-2026-03-01.db"]
        terminal.send("q")


def test_a_backup_that_fails_is_said_under_the_first_card(quiz, recorded, tmp_path):
    (tmp_path / "home/data").mkdir(parents=True)
    (tmp_path / "home/data/backups").write_text("in the way", encoding="ascii")
    with quiz(columns=200) as terminal:
        terminal.wait_for("the backup could not be written")
        assert "What does dropout do?" in terminal.text
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("4")
        terminal.wait_for("ReLU of -3")
        assert "backup" not in terminal.text
    assert len(recorded()) == 1


def test_a_point_missed_three_times_is_said_at_the_reveal_and_at_the_end(quiz, recorded):
    with quiz("dropout", columns=40, rows=60) as terminal:
        for answers, ticks in enumerate((2, 4, 2, 0)):
            terminal.wait_for(f"{answers} done")
            terminal.send(" ")
            terminal.wait_for(ANSWER)
            assert "three times" not in terminal.text
            terminal.send("p")
            terminal.wait_for("Points: 0 of 4")
            terminal.send(" " * ticks)
            terminal.wait_for(f"Points: {ticks} of 4")
            terminal.send("1")
        terminal.wait_for("4 done")
        terminal.send(" ")
        terminal.wait_for("Missed three times:")
        terminal.send("q")
        terminal.wait_for("missed three times")
        assert terminal.wait_for_end() == 0
    assert len(recorded()) == 4


def test_when_nothing_matches_it_says_so(quiz):
    with quiz("deck:nowhere") as terminal:
        assert terminal.wait_for_end() == 0
        assert "No card matches." in terminal.text and "studycli search" in terminal.text


def test_cramming_asks_what_is_not_due_and_leaves_progress_alone(quiz, recorded):
    with quiz("relu") as terminal:
        terminal.wait_for("ReLU of -3")
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("4")
        terminal.wait_for_end()
    with quiz("relu", "--cram") as terminal:
        terminal.wait_for("ReLU of -3")
        terminal.send(" ")
        terminal.wait_for(re.compile(r" 1 Again +2 Hard +3 Good +4 Easy"))
        terminal.send("1")
        terminal.wait_for("1 done, 1 left")
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("3")
        assert terminal.wait_for_end() == 0
        assert "The next review is due on 2026-03-09." in terminal.text
    assert [(event["mode"], event["rating"]) for event in recorded()] == [("quiz", 4), ("cram", 1), ("cram", 3)]


def test_a_leech_is_told_with_the_next_card(quiz, environment, library, recorded):
    def rate(rating, day):
        command = [*PROGRAM, "rate", "dropout", rating, "--at", f"{day}T12:00:00Z", "--decks", str(library)]
        subprocess.run(command, check=True, env=os.environ | environment, timeout=60, stdout=subprocess.DEVNULL)

    for month in range(1, 8):
        rate("easy", f"2025-{month:02}-01")
        rate("again", f"2025-{month:02}-20")
    rate("easy", "2025-08-01")
    with quiz() as terminal:
        terminal.wait_for("What does dropout do?")
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("1")
        terminal.wait_for("dropout was forgotten 8 times: it is a leech.")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
