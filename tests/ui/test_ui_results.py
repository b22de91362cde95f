"""Search results as people see them. Look at the difference before you regenerate: STUDYCLI_REGENERATE=1."""

import io

import pytest
from cards_on_screen import line_widths
from rich.console import Console
from test_ui_screens import WIDTHS, check

from studycli.core.words import spans, words
from studycli.ui.results import Row, results_view


def row(title, about, state, due, passage, *wanted):
    terms = tuple(map(words, wanted))
    return Row(title, spans(title, terms), about, state, due, passage, spans(passage, terms))


ROWS = (
    row("Dropout", "dropout · deep-learning/regularisation", "new", "", "Dropout silences units at random.", "dropout"),
    row(
        "卷积神经网络中的参数共享与局部连接为什么有效",
        "cnn.sharing · deep-learning/卷积",
        "review",
        "2026-03-09",
        "图像卷积网络中同一个卷积核扫过整张图，参数个数与图像大小无关，而全连接层的参数随像素数增长",
        "卷积",
    ),
    row("A title", "n-ba678a85b45e · " + "deck/" * 12, "relearning", "12:10", "x" * 90 + " needle", "needle"),
    row("Nothing to say", "todo · nets", "unanswered", "", "", "say"),
)


@pytest.mark.parametrize("width", WIDTHS)
def test_results(width):
    check("results", results_view(ROWS), width)


@pytest.mark.parametrize("width", [20, 40, 41, 80, 200])
def test_no_line_is_wider_than_the_screen(width):
    assert max(line_widths(results_view(ROWS), width)) <= width


def test_matches_are_marked_also_inside_a_longer_run():
    file = io.StringIO()
    Console(file=file, width=80, force_terminal=True, color_system="standard", highlight=False).print(
        results_view(ROWS[1:2])
    )
    marked = [part.split("\x1b")[0] for part in file.getvalue().split("m") if part.startswith("卷积\x1b")]
    assert marked == ["卷积"] * 3
