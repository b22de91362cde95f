"""Tables at a narrow terminal and at a wide one."""

import re
import sys

import pytest
from pty_screen import Terminal

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")]

PROGRAM = [sys.executable, "-m", "studycli"]


@pytest.mark.parametrize(
    ("columns", "first"), [(40, "  Files or folders studied together."), (80, "setting            value ")]
)
def test_settings_stand_one_below_the_other_where_a_table_has_no_room(tmp_path, columns, first):
    environment = {"STUDYCLI_HOME": str(tmp_path), "TZ": "UTC"}
    with Terminal([*PROGRAM, "config"], columns, 80, environment) as terminal:
        terminal.wait_for(re.compile("^parameters", re.M))
        terminal.wait_for_end()
        assert any(line.startswith(first) for line in terminal.screen())
        assert any(re.match(r"new_per_day +10\b", line) for line in terminal.screen())


def test_names_of_decks_are_broken_at_their_joints(tmp_path):
    (tmp_path / "foundations-of-learning").mkdir()
    deck = tmp_path / "foundations-of-learning" / "regularisation.yaml"
    deck.write_text("notes:\n- {id: a, question: q, answer: a}\n", encoding="utf-8")
    environment = {"STUDYCLI_HOME": str(tmp_path / "home"), "TZ": "UTC"}
    with Terminal([*PROGRAM, "decks", "--decks", str(tmp_path)], 40, 24, environment) as terminal:
        terminal.wait_for("regularisation")
        terminal.wait_for_end()
        assert [line.split()[0] for line in terminal.screen()[1:3]] == ["foundations-of-", "learning/regularisation"]
