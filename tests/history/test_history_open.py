import sqlite3
import subprocess
import sys

import pytest
from histories import write_old

from studycli.core.history import Event
from studycli.core.model import CardId
from studycli.history.fault import HistoryError
from studycli.history.log import Log
from studycli.history.migrations import MIGRATIONS


def _grown(folder):
    log = Log.open(folder)
    for number in range(200):
        log.append(
            Event(card=CardId(f"c{number}"), at=number, study_day=0, kind="review", rating=3, interval=1), number
        )
    log._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log.close()


def _overwritten(path):
    path.write_bytes(b"these are not the reviews you are looking for" * 100)


def _truncated(path):
    path.write_bytes(path.read_bytes()[: 4096 * 2])


def _foreign(path):
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()


def _newer(path):
    later = sqlite3.connect(path)
    later.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    later.close()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_overwritten, "cannot be read"),
        (_truncated, "cannot be read"),
        (_foreign, "another program's database"),
        (_newer, "newer studycli"),
    ],
)
def test_what_is_no_history_is_named_and_left_as_it_is(tmp_path, damage, words):
    _grown(tmp_path)
    path = tmp_path / "history.db"
    damage(path)
    before = path.read_bytes()
    with pytest.raises(HistoryError, match=words) as told:
        log = Log.open(tmp_path)
        list(log.events())
    assert str(path) in str(told.value) and "\n" not in str(told.value)
    assert path.read_bytes() == before


def test_the_newest_backup_is_named(tmp_path):
    backups = tmp_path / "backups"
    backups.mkdir()
    for name in ("history-2026-01-01.db", "history-2026-01-02.db"):
        (backups / name).write_bytes(b"")
    (tmp_path / "history.db").write_bytes(b"")
    with pytest.raises(HistoryError, match=r"empty although there are backups; .*history-2026-01-02\.db"):
        Log.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(HistoryError, match="cannot be opened"):
        Log.open(tmp_path / "file" / "data")


def test_another_process_that_holds_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("studycli.history.open.BUSY_SECONDS", 0)
    log, holder = Log.open(tmp_path), sqlite3.connect(tmp_path / "history.db")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(HistoryError, match="another program holds"):
        log.append(Event(card=CardId("a"), at=0, study_day=0, kind="review", rating=3, interval=1), 0)
    holder.close()
    log.append(Event(card=CardId("a"), at=0, study_day=0, kind="review", rating=3, interval=1), 0)
    log.close()


def test_applied_steps_are_recorded(tmp_path):
    log = Log.open(tmp_path)
    rows = log._connection.execute("SELECT name FROM migrations").fetchall()
    assert [row[0] for row in rows] == [name for name, _ in MIGRATIONS]
    log.close()


def test_what_is_left_of_a_history_that_is_gone_stays(tmp_path):
    """SQLite removes a -wal without its database; it may hold the last answers."""
    rest = tmp_path / "history.db-wal"
    rest.write_bytes(b"the last answers")
    with pytest.raises(HistoryError, match=r"the history is gone, but history\.db-wal with its last answers is left"):
        Log.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [rest.name] and rest.read_bytes() == b"the last answers"


def test_the_wal_of_an_overwritten_history_stays(tmp_path):
    _grown(tmp_path)
    _overwritten(tmp_path / "history.db")
    rest = tmp_path / "history.db-wal"
    rest.write_bytes(b"the last answers")
    with pytest.raises(HistoryError, match="cannot be read"):
        Log.open(tmp_path)
    assert rest.read_bytes() == b"the last answers"


OPENING = """
import sys
from pathlib import Path
from studycli.history.log import Log
Log.open(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize("schema", [0, 1])
def test_many_make_or_migrate_one_history_at_once(tmp_path, schema):
    if schema:
        write_old(tmp_path, schema)
    openers = [subprocess.Popen([sys.executable, "-c", OPENING, str(tmp_path)]) for _ in range(6)]
    assert [opener.wait(timeout=60) for opener in openers] == [0] * 6
    assert len(list(tmp_path.glob("backups/*"))) == schema
    log = Log.open(tmp_path)
    assert log.faults() == ()
    log.close()
