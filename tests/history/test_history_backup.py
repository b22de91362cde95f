from contextlib import closing
from datetime import date, timedelta

import pytest
from histories import events_in, review, write
from hypothesis import given
from hypothesis import strategies as st

from studycli.history.backup import DAYS_KEPT, back_up, back_up_if_due, kept
from studycli.history.fault import HistoryError
from studycli.history.log import Log

days = st.dates(date(2024, 1, 1), date(2025, 12, 31)).map(date.isoformat)


@given(st.sets(days, max_size=80))
def test_the_newest_ten_days_and_the_newest_of_each_month_stay(given_days):
    staying = kept(given_days)
    assert set(sorted(given_days)[-DAYS_KEPT:]) <= staying <= given_days
    by_month = {day[:7]: day for day in sorted(given_days)}
    assert set(by_month.values()) <= staying
    assert len(staying) <= DAYS_KEPT + len(by_month)


@given(st.lists(days, unique=True, max_size=60).map(sorted))
def test_thinning_out_each_day_leaves_what_thinning_out_once_leaves(given_days):
    there = frozenset()
    for day in given_days:
        there = kept(there | {day})
    assert there == kept(given_days)


def test_a_backup_is_a_whole_history(tmp_path):
    path = write(tmp_path)
    made = back_up_if_due(path, "2026-03-01")
    assert made == tmp_path / "backups" / "history-2026-03-01.db"
    other = tmp_path / "other"
    other.mkdir()
    made.rename(other / "history.db")
    with closing(Log.open(other)) as log:
        assert log.faults() == () and log.size() == (2, 2)


def test_it_holds_what_an_open_session_has_just_recorded(tmp_path):
    with closing(Log.open(tmp_path)) as log:
        log.append(review("a", 3), 1)
        assert len(events_in(back_up(log.path, "2026-03-01"))) == 1


def test_one_a_day_unless_it_is_asked_for(tmp_path):
    path = write(tmp_path)
    first = back_up_if_due(path, "2026-03-01")
    write(tmp_path, review("c", 9))
    assert back_up_if_due(path, "2026-03-01") is None
    assert len(events_in(first)) == 2
    back_up(path, "2026-03-01")
    assert len(events_in(first)) == 3


def test_old_ones_go_and_strangers_stay(tmp_path):
    path = write(tmp_path)
    backups = tmp_path / "backups"
    backups.mkdir()
    strangers = ("before-schema-2.db", "history-of-rome.db", "history-2026-3-1.db", "notes.txt")
    for name in (*strangers, "history-2026-02-28.0123abcd.part"):
        (backups / name).write_text("kept", encoding="ascii")
    first = date(2026, 1, 20)
    for number in range(40):
        back_up(path, (first + timedelta(days=number)).isoformat())
    assert sorted(found.name for found in backups.iterdir()) == sorted(
        (*strangers, "history-2026-01-31.db", *(f"history-2026-02-{day}.db" for day in range(19, 29)))
    )


def test_a_day_long_ago_is_backed_up_too(tmp_path):
    """The clock was set back: the backup of that day is not thinned out at once."""
    path = write(tmp_path)
    for day in range(10, 25):
        back_up(path, f"2026-02-{day}")
    assert back_up(path, "2026-02-01").exists()


def test_a_backup_that_cannot_be_written_is_said(tmp_path):
    path = write(tmp_path)
    (tmp_path / "backups").write_text("in the way", encoding="ascii")
    with pytest.raises(HistoryError, match=r"history-2026-03-01\.db: the backup could not be written"):
        back_up(path, "2026-03-01")
    assert len(events_in(path)) == 2


def test_a_damaged_history_replaces_no_backup(tmp_path):
    path = write(tmp_path)
    made = back_up(path, "2026-03-01")
    before = made.read_bytes()
    path.write_bytes(b"not a database at all" * 400)
    with pytest.raises(HistoryError, match="could not be written"):
        back_up(path, "2026-03-01")
    assert [found.name for found in made.parent.iterdir()] == [made.name] and made.read_bytes() == before
