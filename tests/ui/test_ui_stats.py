"""The screen of figures. Look at the difference before you regenerate: STUDYCLI_REGENERATE=1."""

import os
from pathlib import Path

import pytest
from cards_on_screen import drawn, line_widths
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.stats import Day, Group, HardNote, MissedPoint, Share, Stats, Streak
from studycli.ui.day_chart import day_chart
from studycli.ui.stats import stats_view
from studycli.ui.year import year_view

GOLDEN = Path(__file__).parent / "golden"
TODAY = 20_513  # 2026-03-01, a Sunday
TITLES = {
    "dropout": "Inverted dropout",
    "bn": "批量归一化的均值在哪些维度上计算",
    "long": "Why is a softmax divided by a temperature",
}


def figures(days):
    return Stats(
        today=TODAY,
        days=tuple(days),
        streak=Streak(12, 41),
        forecast=(30, 8, 0, 1, *range(26)),
        hardest=(HardNote("long", 11, 9.14), HardNote("bn", 7, 8.0), HardNote("dropout", 2, 10.0)),
        decks=(Group("deep-learning/applications-language", Share(9, 13)), Group("网络/基础", Share(1180, 1200))),
        tags=(Group("regularisation", Share(0, 10)), Group("面试", Share(20, 20))),
        missed=(
            MissedPoint("dropout", "units are silenced at random, each with probability $1 - p$", 12),
            MissedPoint("bn", "在批量与空间维度上求均值，每个通道各有一个", 3),
        ),
    )


def a_year():
    for day in range(TODAY - 400, TODAY + 1):
        if day % 11:
            yield Day(day, 1 + day * day % 61, 400_000, Share(day % 3, 3), Share(5, 5 + day % 2))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_figures(width):
    path = GOLDEN / f"stats-{width}.txt"
    screen = drawn(stats_view(figures(a_year()), TITLES, width, 5), width)
    if os.environ.get("STUDYCLI_REGENERATE"):
        path.write_text(screen, encoding="utf-8", newline="\n")
    assert screen == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 47, 60, 80, 100, 120])
def test_no_line_is_wider_than_the_screen(width):
    assert max(line_widths(stats_view(figures(a_year()), TITLES, width, 5), width)) <= width


def test_without_lists_there_are_no_heads_of_lists():
    nothing = Stats(
        today=TODAY, days=(Day(TODAY, 1, 1000, Share(), Share()),), streak=Streak(1, 1), forecast=(0,) * 30,
        hardest=(), decks=(), tags=(), missed=(),
    )  # fmt: skip
    screen = drawn(stats_view(nothing, {}, 80, 5), 80)
    assert "A year  1 day in a row, longest 1\n" in screen
    assert not any(head in screen for head in ("Hardest", "Weakest", "missed"))


def test_lists_are_cut():
    screen = drawn(stats_view(figures(a_year()), TITLES, 80, 1), 80)
    assert "网络/基础" not in screen and "deep-learning/applications-language" in screen


def test_columns_are_as_high_as_their_numbers():
    lines = drawn(day_chart(range(TODAY, TODAY + 30), [8, 4, 1, 0, 32] + [0] * 25, 33), 40).splitlines()
    assert lines == [
        "32     █",
        "       █",
        "       █",
        "   █▄▁ █",
        "   " + "─" * 30,
        "   2026-03-01          2026-03-30",
    ]


def test_weeks_begin_on_monday_and_end_today():
    lines = drawn(year_view({TODAY - 1: 1, TODAY - 6: 2, TODAY - 7: 3, TODAY: 9}, TODAY, 40), 40).splitlines()
    ends = {line[:4].strip() or "-": line[-2:] for line in lines[1:8]}
    assert ends["Mon"] == "·▒" and ends["Sun"] == "▓█"
    assert lines[6].endswith("·░")


@settings(deadline=None, max_examples=30)
@given(st.integers(40, 130), st.lists(st.integers(0, 2000), min_size=30, max_size=30), st.integers(0, 40_000))
def test_plots_fit_any_width(width, counts, today):
    assert max(line_widths(day_chart(range(today, today + 30), counts, width), width)) <= width
    view = year_view({today - ago: count for ago, count in enumerate(counts)}, today, width)
    assert max(line_widths(view, width)) <= width
