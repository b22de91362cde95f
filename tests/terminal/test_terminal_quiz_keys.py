"""Keys that were changed, in a pseudo-terminal."""

import sys

import pytest
from pty_screen import Terminal

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")]

DECK = "notes:\n- {id: one, question: One?, answer: The first.}\n- {id: two, question: Two?, answer: The second.}\n"


def test_changed_keys_work_and_stand_in_the_hints_and_the_help(tmp_path):
    config, deck = tmp_path / "home" / "config", tmp_path / "nets.yaml"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('[keys]\nundo = "z"\nquit = "u"\nbury = "q"\n', encoding="utf-8")
    deck.write_text(DECK, encoding="utf-8")
    command = [sys.executable, "-m", "studycli", "quiz", "--decks", str(deck)]
    environment = {"STUDYCLI_HOME": str(tmp_path / "home"), "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00", "TZ": "UTC"}
    with Terminal(command, 80, 40, environment) as terminal:
        terminal.wait_for("One?")
        terminal.send("q")
        terminal.wait_for("Two?")
        terminal.wait_for("z undo")
        terminal.send("bz")
        terminal.wait_for("One?")
        terminal.send("?")
        terminal.wait_for("z          Take back the last answer")
        terminal.send("?")
        terminal.wait_for("u quit")
        terminal.send("u")
        assert terminal.wait_for_end() == 0


def test_any_key_goes_back_from_the_help_that_of_the_end_too(tmp_path):
    (deck := tmp_path / "nets.yaml").write_text(DECK, encoding="utf-8")
    command = [sys.executable, "-m", "studycli", "quiz", "--decks", str(deck)]
    with Terminal(command, 80, 40, {"STUDYCLI_HOME": str(tmp_path / "home")}) as terminal:
        terminal.wait_for("One?")
        terminal.send("?")
        terminal.wait_for("any other key goes back")
        terminal.send("q")
        terminal.wait_for("One?")
        terminal.wait_for("q quit")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
