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


LONG = "notes:\n- id: long\n  question: Long?\n  answer: |\n" + "".join(f"    line {n}\n\n" for n in range(30))
LONG += "  explanation: Here is why.\n  hint: Count.\n- {id: bare, question: Bare?, answer: a}\n"


@pytest.mark.parametrize("columns", [40, 80])
def test_what_is_asked_for_below_a_long_answer_comes_into_view(environment, tmp_path, columns):
    (tmp_path / "nets.yaml").write_text(LONG, encoding="utf-8")
    with Terminal([*PROGRAM, "quiz"], columns, environment=environment) as terminal:
        terminal.wait_for(QUESTION)
        assert "undo" not in terminal.text and "n note" not in terminal.text
        terminal.send(" ")
        terminal.wait_for("line 1")
        terminal.send("x")
        terminal.wait_for("Here is why.")
        terminal.send("h")
        terminal.wait_for("Count.")
        terminal.send("s")
        terminal.wait_for("long is suspended, and not asked")
        terminal.wait_for("undo")
        terminal.send("h")
        terminal.wait_for("This note has no hint.")
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        terminal.send("x")
        terminal.wait_for("This note has no explanation.")
        terminal.send("u")
        terminal.wait_for("Long?")
        terminal.send("b")
        terminal.wait_for("long is buried until tomorrow;")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


CHINESE = r"""
title: 网络
notes:
- id: dropout
  question: 随机失活做什么？
  answer: |
    训练时随机屏蔽神经元，“噪声” – x².

    $$\tilde{h} = \frac{m \odot h}{1-p}$$

    | 一 | b |
    |---|---|
    | 1 | 2 |
  points: [屏蔽神经元, 只在训练时]
  explanation: 因为。
- id: which
  question: 哪一个？
  choices: [{text: 甲, correct: true, why: 对。}, {text: 乙}]
- {id: gap, cloze: "它的{{c1::中心}}。"}
"""
C_LOCALES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
]


def is_foreign(output, locale):
    """Whether there are bytes of UTF-8 in it."""
    told = output.decode(locale.get("PYTHONIOENCODING", "ascii"), "replace")
    return re.search("[\ufffdâã\u0080-\u009f]", told) is not None


@pytest.mark.parametrize("more", C_LOCALES, ids=lambda locale: " ".join(locale.values()))
@pytest.mark.parametrize("columns", [40, 80])
def test_chinese_cards_in_a_locale_without_utf_8(environment, tmp_path, more, columns):
    (tmp_path / "nets.yaml").write_text(CHINESE, encoding="utf-8")
    with Terminal([*PROGRAM, "quiz"], columns, 30, environment | more) as terminal:
        terminal.wait_for(QUESTION)
        assert r"\u7f51\u7edc" in terminal.text  # the deck's title
        terminal.send(" ")
        terminal.wait_for(ANSWER)
        assert r"\frac{m \odot h}{1-p}" in " ".join(terminal.text.split())
        terminal.send("p ")
        terminal.wait_for("Points: 1 of 2")
        terminal.send("\r")
        terminal.wait_for("1 Again")
        terminal.send("x")
        terminal.wait_for(r"\u56e0\u4e3a.")
        terminal.send("4")
        terminal.wait_for("pick")
        terminal.send("a")
        terminal.wait_for(ANSWER)
        terminal.send("4")
        terminal.wait_for(QUESTION)
        terminal.send("?")
        terminal.wait_for("Before the answer")
        terminal.send("? ")
        terminal.wait_for(ANSWER)
        terminal.send("4")
        terminal.wait_for("3 answers")
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.output and not is_foreign(terminal.output, more)
    assert ratings(environment) == 3


@pytest.mark.parametrize("more", C_LOCALES, ids=lambda locale: " ".join(locale.values()))
@pytest.mark.parametrize("arguments", [("stats",), ("decks",), ("search", "dropout"), ("show", "dropout"), ("due",)])
def test_every_list_is_in_the_terminal_s_own_characters(environment, tmp_path, more, arguments):
    (tmp_path / "nets.yaml").write_text(CHINESE, encoding="utf-8")
    subprocess.run([*PROGRAM, "rate", "dropout", "1"], env=os.environ | environment, capture_output=True, check=True)
    with Terminal([*PROGRAM, *arguments], environment=environment | more) as terminal:
        assert terminal.wait_for_end() == 0
        assert not is_foreign(terminal.output, more)
        assert max(map(len, terminal.screen())) <= 80
        assert not re.search("Traceback|studycli: fault", terminal.text)


def test_times_are_those_of_the_clock_on_the_wall_and_a_narrow_list_stays_in_its_columns(environment, tmp_path):
    subprocess.run([*PROGRAM, "rate", "k0", "1"], env=os.environ | environment, capture_output=True, check=True)
    environment |= {"TZ": "Asia/Shanghai"}
    with Terminal([*PROGRAM, "due"], 24, environment=environment) as terminal:
        assert terminal.wait_for_end() == 0
        assert re.search(r"^k0 +learning +20:01$", terminal.text, re.M)
    with Terminal([*PROGRAM, "show", "k0"], environment=environment) as terminal:
        assert terminal.wait_for_end() == 0
        assert "learning, 1 review, due 20:01" in terminal.text
