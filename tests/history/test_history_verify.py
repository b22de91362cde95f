import sqlite3
from contextlib import closing

import pytest
from histories import review, write

from studycli.history.log import Log

CHANGED_TRIGGER = """
DROP TRIGGER events_keep_each;
CREATE TRIGGER events_keep_each BEFORE UPDATE ON events BEGIN SELECT 1; END;
"""
# The trigger is put back as it was.
DELETED_EVENT = """
DROP TRIGGER events_keep_all;
DELETE FROM events WHERE card = 'b';
CREATE TRIGGER events_keep_all BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
"""


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("DROP TRIGGER events_keep_all", "the trigger events_keep_all is missing"),
        ("DROP INDEX events_target", "the index events_target is missing"),
        ("DELETE FROM migrations WHERE name LIKE 'events%'", "the migration 'events and progress' is not recorded"),
        ("INSERT INTO migrations VALUES ('x')", "the migration 'x' is recorded but unknown"),
        ("UPDATE progress SET reps = 9", r"progress does not follow from the events (2: a, b); studycli history"),
        ("DELETE FROM progress WHERE card = 'a'", "(1: a)"),
        ("INSERT INTO progress SELECT 'z', 0, 0, NULL, NULL, NULL, 0, 0, 0, NULL, NULL, 0, NULL, 0, ''", "(1: z)"),
        (CHANGED_TRIGGER, "the trigger events_keep_each was changed"),
        (DELETED_EVENT, "(1: b)"),
    ],
)  # fmt: skip
def test_each_fault_is_said(tmp_path, harm, words):
    path = write(tmp_path)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(harm)
    with closing(Log.open(tmp_path)) as log:
        found = log.faults()
    assert len(found) == 1 and words in found[0], found


def test_an_index_that_lies_is_found(tmp_path):
    path = write(tmp_path)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = "
            "'CREATE INDEX events_day ON events (study_day, device)' WHERE name = 'events_day'"
        )
    with closing(Log.open(tmp_path)) as log:
        assert any("the file is damaged" in fault for fault in log.faults())


def test_nothing_is_wrong_while_another_session_writes(tmp_path):
    with closing(Log.open(tmp_path)) as one, closing(Log.open(tmp_path)) as other:
        for number in range(20):
            one.append(review(f"c{number}", number), number)
            assert other.faults() == ()


def test_rebuild_mends_progress(tmp_path):
    path = write(tmp_path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE progress SET reps = 9")
    with closing(Log.open(tmp_path)) as log:
        assert log.rebuild() == 2
        assert log.faults() == ()
