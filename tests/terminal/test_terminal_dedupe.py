"""Merging at a real terminal: the diff, the question, the answer."""

import os
import sys

import pytest

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")]

DECK = """\
notes:
- {id: latch, question: What is a latch?, answer: A lock that is held for a moment.}
- {id: latches, question: "Explain what a latch is.", answer: A lock that is held for a moment., aliases: [spin latch]}
"""


def test_the_diff_is_shown_and_the_answer_is_heeded(tmp_path):
    from pty_screen import Terminal

    deck = tmp_path / "deck.yaml"
    deck.write_text(DECK, encoding="utf-8")
    environment = {"STUDYCLI_HOME": str(tmp_path / "home"), "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00", "TZ": "UTC"}
    command = [sys.executable, "-m", "studycli", "dedupe", "--merge", "--decks", str(deck)]
    with Terminal(command, 100, 40, {**environment, "PYTHONPATH": os.environ.get("PYTHONPATH", "")}) as terminal:
        terminal.wait_for("[q]uit?")
        assert "same, 1.00: question and answer are identical" in terminal.text
        assert "is kept" in terminal.text and "+  aliases: [spin latch]" in terminal.text
        terminal.send("y\n")
        terminal.wait_for("1 pair merged")
    assert deck.read_text(encoding="utf-8").count("question:") == 1
