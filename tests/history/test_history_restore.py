import sqlite3
from contextlib import closing

import pytest
from histories import contents, events_in, review, write, write_old

from studycli.history.backup import back_up
from studycli.history.fault import HistoryError
from studycli.history.log import Log
from studycli.history.restore import restore


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def history(data):
    return write(data)


def test_the_backup_comes_back_and_the_present_one_is_kept(data, history):
    backup = back_up(history, "2026-03-01")
    write(data, review("late", 9))
    kept = restore(backup, history, "now")
    assert len(events_in(history)) == 2
    assert kept == data / "replaced-now.db" and len(events_in(kept)) == 3
    with closing(Log.open(data)) as log:
        assert log.faults() == ()


def test_what_was_kept_before_stays(data, history):
    backup = back_up(history, "2026-03-01")
    first, second = (restore(backup, history, "now") for _ in range(2))
    assert first != second and first.exists() and second.exists()


def _killed(folder):
    """A history whose last answers are in the -wal only, as a crash leaves it."""
    log = Log.open(folder)
    log.append(review("in the wal", 9), 10**12)
    left = {path: path.read_bytes() for path in folder.glob("history.db*")}
    log.close()
    for path, data in left.items():
        path.write_bytes(data)


def test_the_wal_of_the_present_one_is_not_given_to_the_restored_one(data, history):
    backup = back_up(history, "2026-03-01")
    _killed(data)
    kept = restore(backup, history, "now")
    assert not list(data.glob("history.db-*"))
    assert "in the wal" in {row[1] for row in events_in(kept)}
    assert "in the wal" not in {row[1] for row in events_in(history)}


def test_the_wal_of_the_source_is_read(data, history, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write(other, review("settled", 3))
    _killed(other)
    before = contents(other)
    restore(other / "history.db", history, "now")
    assert {row[1] for row in events_in(history)} == {"settled", "in the wal"}
    assert contents(other) == before


def test_a_damaged_present_one_is_replaced_and_kept(data, history):
    backup = back_up(history, "2026-03-01")
    history.write_bytes(b"no database" * 1000)
    history.with_name("history.db-wal").write_bytes(b"a wal")
    kept = restore(backup, history, "now")
    assert kept.read_bytes() == b"no database" * 1000
    assert kept.with_name("replaced-now.db-wal").read_bytes() == b"a wal"
    assert len(events_in(history)) == 2


def test_a_truncated_present_one_is_replaced(data, history):
    backup = back_up(history, "2026-03-01")
    history.write_bytes(history.read_bytes()[:5000])
    restore(backup, history, "now")
    assert len(events_in(history)) == 2


def test_where_there_is_none_it_is_simply_put_there(data, history, tmp_path):
    backup = back_up(history, "2026-03-01")
    elsewhere = tmp_path / "new" / "history.db"
    assert restore(backup, elsewhere, "now") is None
    assert len(events_in(elsewhere)) == 2


def test_an_older_schema_is_restored_and_brought_up_to_date(data, history, tmp_path):
    (tmp_path / "old").mkdir()
    restore(write_old(tmp_path / "old", 1), history, "now")
    with closing(Log.open(data)) as log:
        assert log.faults() == () and log.size()[1] == 3


def _missing(path):
    path.unlink()


def _empty(path):
    path.write_bytes(b"")


def _overwritten(path):
    path.write_bytes(b"these are not the reviews you are looking for" * 100)


def _truncated(path):
    path.write_bytes(path.read_bytes()[: 4096 * 3])


def _foreign(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


def _newer(path):
    with closing(sqlite3.connect(path)) as later:
        later.execute("PRAGMA user_version = 999")


def _without_trigger(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER events_keep_all")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_missing, "could not be restored"),
        (_empty, "holds no history"),
        (_overwritten, "cannot be read as a history"),
        (_truncated, "cannot be read as a history|damaged"),
        (_foreign, "another program's database"),
        (_newer, "newer studycli"),
        (_without_trigger, "events_keep_all is missing"),
    ],
)
def test_what_is_no_good_history_changes_nothing(data, history, harm, words):
    backup = back_up(history, "2026-03-01")
    harm(backup)
    before = contents(data)
    with pytest.raises(HistoryError, match=words) as told:
        restore(backup, history, "now")
    assert str(backup) in str(told.value) and "\n" not in str(told.value)
    assert contents(data) == before


def test_nothing_is_replaced_under_another_session(data, history):
    backup = back_up(history, "2026-03-01")
    with closing(Log.open(data)) as session:
        session.append(review("mine", 9), 9)
        with pytest.raises(HistoryError, match="another program holds"):
            restore(backup, history, "now")
        session.append(review("mine too", 9), 9)
    assert {"mine", "mine too"} <= {row[1] for row in events_in(history)}
