import pytest
from cards_on_screen import INTERVALS
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from studycli.core.schedule import Rating
from studycli.ui.footer import duration_text, hint_line, interval_text, progress_bar, rating_bar
from studycli.ui.keymap import KEYS, When


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (-30, "30s"),
        (-60, "1m"),
        (-90, "1.5m"),
        (-600, "10m"),
        (-5400, "1.5h"),
        (-86_400, "1d"),
        (1, "1d"),
        (29, "29d"),
        (30, "1mo"),
        (64, "2.1mo"),
        (364, "12mo"),
        (365, "1y"),
        (475, "1.3y"),
        (36_500, "100y"),
    ],
)
def test_intervals(interval: int, text: str) -> None:
    assert interval_text(interval) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (400, "6 min 40 s"),
        (601, "10 min"),
        (3570, "1 h"),
        (3900, "1 h 5 min"),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (80, [" 1 Again 1m   2 Hard 6m   ›3 Good 10m   4 Easy 8d"]),
        (40, [" 1 Again 1m   2 Hard 6m", "›3 Good 10m   4 Easy 8d"]),
        (20, [" 1 Again 1m", " 2 Hard 6m", "›3 Good 10m", " 4 Easy 8d"]),
    ],
)
def test_rating_bar(width: int, lines: list[str]) -> None:
    assert rating_bar(INTERVALS, width, Rating.GOOD).plain.splitlines() == lines


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (30, " 3 done, 1 left, about 1 min"),
        (40, " ━━━━━━━─── 3 done, 1 left, about 1 min"),
        (80, " ━━━━━━━━━━━━━━━━━━━━━━──────── 3 done, 1 left, about 1 min"),
    ],
)
def test_progress_bar(width: int, text: str) -> None:
    assert " ".join(progress_bar(3, 1, 20, width).plain.split()) == text.strip()


def test_progress_without_an_estimate() -> None:
    assert progress_bar(0, 0, None, 20).plain.strip() == "0 done, 0 left"
    assert "━" not in progress_bar(0, 5, None, 80).plain


@given(st.sampled_from(When), st.integers(40, 120))
def test_the_hint_line_fits_and_keeps_what_matters(when: When, width: int) -> None:
    line = hint_line(when, width).plain
    assert cell_len(line) <= width
    if when not in (When.TYPING, When.POINTS):
        assert line.endswith("? keys" + line[line.index("? keys") + 6 :]) and line.endswith("q quit")


def test_keys_that_would_do_nothing_are_left_out() -> None:
    assert "hint" in hint_line(When.QUESTION, 80).plain
    assert "hint" not in hint_line(When.QUESTION, 80, leave_out={"h"}).plain


@pytest.mark.parametrize("when", [When.QUESTION, When.ANSWER, When.POINTS])
def test_no_key_means_two_things_at_once(when: When) -> None:
    keys = [key for entry in KEYS if entry.when in {when, When.ALWAYS} for key in entry.keys]
    assert len(keys) == len(set(keys))
