from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.clock import day_text, instant_text, parse_instant, study_day, to_ms


@pytest.mark.parametrize(
    ("local", "rollover", "day"),
    [
        (datetime(1970, 1, 2, 4, 0), 4, 1),
        (datetime(1970, 1, 2, 3, 59), 4, 0),
        (datetime(1970, 1, 2, 0, 0), 0, 1),
        (datetime(2026, 3, 29, 3, 30), 4, 20_540),
    ],
)
def test_a_study_day_begins_at_the_rollover(local, rollover, day):
    assert study_day(local, rollover) == day


def test_days_and_instants_as_text():
    assert day_text(20_540) == "2026-03-28"
    assert instant_text(0) == "1970-01-01T00:00:00Z"
    assert instant_text(1_500) == "1970-01-01T00:00:01.500Z"


@pytest.mark.parametrize("text", ["", "yesterday", "2026-03-01T09:00:00", "2026-13-01T00:00:00Z"])
def test_an_instant_needs_a_date_and_an_offset(text):
    assert parse_instant(text) is None


@given(st.integers(-(2**40), 2**42))
def test_instants_round_trip(ms):
    instant = parse_instant(instant_text(ms))
    assert instant == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
    assert to_ms(instant) == ms
