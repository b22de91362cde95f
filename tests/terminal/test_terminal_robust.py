"""What happens to a session from outside: stopped and continued, pasted into, without a terminal."""

import os
import re
import subprocess
import sys

import pytest
from pty_screen import Terminal

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")]

PROGRAM = [sys.executable, "-m", "studycli"]
QUESTION, ANSWER = "Space answer", "1 Again"
BEGIN, END = "\x1b[200~", "\x1b[201~"


@pytest.fixture
def environment(tmp_path):
    notes = "notes:\n" + "".join(f"- {{id: k{n}, question: question {n}?, answer: answer {n}}}\n" for n in range(9))
    (tmp_path / "nets.yaml").write_text(notes, encoding="utf-8")
    return {
        "STUDYCLI_HOME": str(tmp_path / "home"),
        "STUDYCLI_DECKS": str(tmp_path / "nets.yaml"),
        "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00",
        "TZ": "UTC",
    }


def ratings(environment):
    command = [*PROGRAM, "history"]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, timeout=60)
    return done.stdout.count("\n")


def test_ctrl_z_in_mid_card_and_fg(environment):
    with Terminal(["sh", "-i"], environment=environment | {"PS1": "shell> ", "ENV": ""}) as terminal:
        terminal.wait_for("shell>")
        terminal.send(f"{' '.join(PROGRAM)} quiz\n")
        terminal.wait_for("question 0?")
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("\x1a")
        terminal.wait_for(re.compile("^shell>$", re.M))
        assert "question 0?" not in terminal.text and not terminal.cursor_hidden
        terminal.send("stty -a | grep -o -e '-*icanon' -e '-*echo '\n")
        terminal.wait_for(re.compile(r"^icanon\n?echo *$|^echo *\nicanon$", re.M))
        terminal.send("fg\n")
        terminal.wait_for(ANSWER)
        assert "answer 0" in terminal.text and terminal.cursor_hidden
        terminal.send("4")
        terminal.wait_for("question 1?")
        terminal.send("q")
        terminal.wait_for("1 answer")
        terminal.send("exit\n")
        terminal.wait_for_end()
    assert ratings(environment) == 1


@pytest.mark.parametrize("pasted", [" 3" * 50, "3" * 100, "\r" * 100, " 3" * 5000])
def test_what_is_pasted_never_rates_a_card(environment, pasted):
    with Terminal([*PROGRAM, "quiz"], environment=environment) as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(f"{BEGIN}{pasted}{END}?")
        terminal.wait_for("End the session")
        terminal.send("? ")
        terminal.wait_for(ANSWER)
        terminal.send(f"{BEGIN}{pasted}{END}?")
        terminal.wait_for("End the session")
        terminal.send("?q")
        assert terminal.wait_for_end() == 0
    assert ratings(environment) == 0


def test_what_is_pasted_while_an_answer_is_recorded_does_not_reach_the_next_card(environment):
    with Terminal([*PROGRAM, "quiz"], environment=environment) as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send(f"4{BEGIN}" + " 3" * 20_000 + f"{END}")
        terminal.wait_for("question 1?")
        terminal.send("?")
        terminal.wait_for("End the session")
        terminal.send("?q")
        assert terminal.wait_for_end() == 0
    assert ratings(environment) == 1


@pytest.mark.parametrize(("columns", "rows"), [(40, 10), (200, 60), (12, 4), (1, 1)])
def test_a_resize_after_the_answer_keeps_the_card(environment, columns, rows):
    with Terminal([*PROGRAM, "quiz"], environment=environment) as terminal:
        terminal.wait_for(QUESTION)
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.resize(columns, rows)
        terminal.resize(80, 24)
        terminal.wait_for("answer 0")
        terminal.send("4")
        terminal.wait_for("question 1?")
        terminal.send("\x03")
        assert terminal.wait_for_end() == 0
    assert ratings(environment) == 1


@pytest.mark.parametrize("arguments", [(), ("--plain",), ("--type",), ("--json",)])
def test_standard_input_that_is_no_terminal_is_said_and_nothing_is_asked(environment, arguments):
    command = [*PROGRAM, "quiz", *arguments]
    kept = os.environ | environment
    done = subprocess.run(command, input=" 3" * 9, capture_output=True, text=True, env=kept, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("studycli: quiz needs a terminal; without one, studycli due lists")
    assert ratings(environment) == 0
