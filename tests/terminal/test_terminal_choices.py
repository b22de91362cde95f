"""Choices picked by letter in a pseudo-terminal: what is seen, proposed and recorded."""

import json
import os
import re
import subprocess
import sys

import pytest
from pty_screen import FRESH_MODES, Terminal

from studycli.ui.keymap import keymap

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")]

PROGRAM = [sys.executable, "-m", "studycli"]

DECK = """
format: 1
title: {en: Networks, zh: 网络}
notes:
- id: axes
  question: {en: Which axes does batch norm average over?, zh: 批归一化沿哪些轴求均值？}
  choices:
  - {text: {en: batch and space, zh: 批与空间}, correct: true, why: {en: One mean per channel., zh: 每个通道一个均值。}}
  - {text: {en: channels only, zh: 只沿通道}, why: {en: Nothing does that., zh: 没有这种做法。}}
  - {text: {en: features, zh: 特征}, why: {en: That is layer norm., zh: 那是层归一化。}}
"""
SEVERAL = """
notes:
- id: even
  question: Which are even?
  choices: [{text: two, correct: true}, {text: three}, {text: four, correct: true}]
"""
RIGHT, WRONG, WHY = "batch and space", "channels only", "One mean per channel."


@pytest.fixture
def environment(tmp_path):
    return {"STUDYCLI_HOME": str(tmp_path / "home"), "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00", "TZ": "UTC"}


@pytest.fixture
def quiz(tmp_path, environment):
    def start(*arguments, deck=DECK, columns=80):
        (tmp_path / "nets.yaml").write_text(deck, encoding="utf-8")
        command = [*PROGRAM, "quiz", "--decks", str(tmp_path / "nets.yaml"), *arguments]
        return Terminal(command, columns, 24, environment)

    return start


@pytest.fixture
def recorded(environment, tmp_path):
    def ask():
        command = [*PROGRAM, "history", "--json", "--decks", str(tmp_path / "nets.yaml")]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, timeout=60)
        return [(event["kind"], event["rating"]) for event in json.loads(done.stdout)["events"]]

    return ask


def letter_of(terminal, text):
    return terminal.wait_for(re.compile(rf"([a-z])  {text}"))[1]


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    ("language", "text", "verdict", "proposed", "rating"),
    [
        ("en", RIGHT, "right", "›3 Good", 3),
        ("en", WRONG, "wrong", "›1 Again", 1),
        ("zh", "批 *与", "right", "›3 Good", 3),
    ],
)
def test_one_is_picked_and_judged_at_once(quiz, recorded, columns, language, text, verdict, proposed, rating):
    with quiz("--lang", language, columns=columns) as terminal:
        terminal.wait_for("a-c pick")
        terminal.send(letter_of(terminal, text))
        terminal.wait_for(f"your choice: {verdict}")
        terminal.wait_for(proposed)
        assert terminal.text.count("your choice") == 1
        terminal.send("\r")
        terminal.wait_for("1 done")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert terminal.modes() == FRESH_MODES
    assert recorded() == [("review", rating)]


def test_every_why_is_shown_and_the_person_overrules(quiz, recorded):
    with quiz() as terminal:
        terminal.send(letter_of(terminal, WRONG))
        terminal.wait_for("›1 Again")
        for why in (WHY, "Nothing does that.", "That is layer norm."):
            assert why in terminal.text
        terminal.send("2")
        terminal.wait_for("1 done")
        terminal.send("q")
        terminal.wait_for_end()
    assert recorded() == [("review", 2)]


def test_space_reveals_without_picking(quiz):
    with quiz() as terminal:
        letter_of(terminal, RIGHT)
        terminal.send(" ")
        terminal.wait_for(WHY)
        assert "your choice" not in terminal.text
        assert "›" not in terminal.text


def test_where_several_are_right_each_is_ticked(quiz, recorded):
    with quiz(deck=SEVERAL) as terminal:
        terminal.wait_for("Enter judge")
        two, three, four = (letter_of(terminal, text) for text in ("two", "three", "four"))
        terminal.send(two + three)
        terminal.wait_for(f"[x] {three}  three")
        terminal.send(three + four)
        terminal.wait_for(f"[x] {four}  four")
        assert f"[ ] {three}  three" in terminal.text
        terminal.send("\r")
        terminal.wait_for("›3 Good")
        assert terminal.text.count("your choice: right") == 2
        terminal.send("u")
        terminal.wait_for("Nothing to take back")
        terminal.send("\r")
        terminal.wait_for("1 done")
        terminal.send("q")
        terminal.wait_for_end()
    assert recorded() == [("review", 3)]


def test_half_of_what_is_right_is_not_right(quiz):
    with quiz(deck=SEVERAL) as terminal:
        terminal.send(letter_of(terminal, "two") + "\r")
        terminal.wait_for("›1 Again")


def test_the_letters_of_the_choices_win_and_commands_are_in_upper_case(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for("B bury")
        assert "e edit" in terminal.text
        terminal.send("?")
        terminal.wait_for("The command of a key")
        assert "End the session" not in terminal.text
        terminal.send("\x1b[6~")
        terminal.wait_for("End the session")
        terminal.send(" b")
        terminal.wait_for("your choice")
        terminal.send("b")
        terminal.wait_for_end()
    assert recorded() == [("bury", None)]


def test_a_command_in_upper_case(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for("B bury")
        terminal.send("B")
        terminal.wait_for_end()
    assert recorded() == [("bury", None)]


def test_what_is_typed_beyond_the_pick_does_nothing(quiz, recorded):
    with quiz() as terminal:
        terminal.wait_for("a-c pick")
        terminal.send("ab3bs")
        terminal.wait_for("your choice")
        terminal.send("q")
        terminal.wait_for_end()
    assert recorded() == []


@pytest.mark.parametrize(
    ("pressed", "meant"),
    [("a", "a"), ("b", "b"), ("B", ""), ("A", "u"), ("z", "B"), ("u", ""), ("q", "q"), ("enter", "enter"), ("S", "S")],
)
def test_moved_keys_beside_letters_of_choices(pressed, meant):
    assert keymap({"undo": "a", "bury": "z"}).meant(pressed, {"a", "b", "c"}) == meant
