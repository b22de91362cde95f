"""A line as it is typed, and the rows of it that are seen."""

import pytest
from cards_on_screen import drawn, line_widths
from hypothesis import given
from hypothesis import strategies as st

from studycli.ui.one_line import Line
from studycli.ui.typed_line import MOST_ROWS, typed_view

KEYS = st.lists(
    st.sampled_from(["a", "学", "space", "left", "right", "home", "end", "backspace", "delete"]), max_size=99
)


@pytest.mark.parametrize(
    ("keys", "left", "right"),
    [
        (["a", "b", "left", "c"], "ac", "b"),
        (["a", "b", "home", "delete"], "", "b"),
        (["a", "b", "left", "backspace", "end", "学"], "b学", ""),
        (["a", "space", "left", "ctrl-u"], "", " "),
        (["a", "resize", "f1", "tab", "\x1b"], "a", ""),
        (["left", "right", "delete", "backspace"], "", ""),
    ],
)
def test_keys(keys: list[str], left: str, right: str) -> None:
    line = Line("?")
    for key in keys:
        line = line.press(key)
    assert (line.left, line.right) == (left, right)


def test_it_is_no_longer_than_it_may_be() -> None:
    assert Line("?", "ab", "c", longest=3).press("d").text == "abc"


@given(KEYS, st.integers(20, 60), st.sampled_from(["", "one\ntwo\n\nthree", "字" * 70]))
def test_the_cursor_is_always_seen_and_nothing_is_wider_than_the_screen(keys: list[str], width: int, text: str) -> None:
    line = Line("Your answer:", text)
    for key in keys:
        line = line.press(key)
    rows = line_widths(typed_view(line, width), width)
    assert drawn(typed_view(line, width), width).count("▏") == 1
    assert len(rows) <= MOST_ROWS and max(rows) <= width
