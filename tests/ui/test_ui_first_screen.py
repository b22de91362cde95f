"""The first card must be on the screen at once: what is slow to import waits until the answer."""

import os
import subprocess
import sys

import pytest

SLOW = {"rich.markdown", "rich.syntax", "rich.table", "markdown_it", "pygments", "texicode", "html", "fsrs"}
FIRST_SCREEN = """
import sys
from studycli.core.model import Card, Note, NoteId, OpenQuestion, Text
from studycli.ui.console import stdout_console
from studycli.ui.footer import hint_line, progress_bar
from studycli.ui.keymap import When
from studycli.ui.panels import hint_view
from studycli.ui.question import question_view

note = Note(id=NoteId("a"), body=OpenQuestion(Text.plain(sys.argv[1]), Text.plain("")), hint=Text.plain("Think."))
console = stdout_console()
console.print(question_view(Card(note), "Deck", "en", 80))
console.print(progress_bar(0, 5, None, 80), hint_line(When.QUESTION, 80), hint_view(note, "en", 80))
print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
"""


def imported(question: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", FIRST_SCREEN, question],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        check=True,
    )
    return set(run.stderr.split())


@pytest.mark.parametrize("question", ["Why is **that** so?\n\n```python\nx = 1\n```", "为什么？ `code`"])
def test_a_question_imports_nothing_slow(question: str) -> None:
    modules = imported(question)
    assert "rich.panel" in modules
    assert not modules & SLOW
    assert "studycli.ui.formula" not in modules


def test_a_formula_imports_what_draws_formulas_only() -> None:
    assert imported("Why is $x_i^2$ so?") & SLOW == {"texicode"}
