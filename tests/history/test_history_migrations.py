"""Every schema there ever was is opened, from the files in schemas/ that the programs of their time left."""

import sqlite3
from contextlib import closing

import pytest
from histories import SCHEMAS, events_in, review, write, write_old

from studycli.core.history import fold
from studycli.core.schedule import DEFAULT_PARAMETERS
from studycli.history.fault import HistoryError
from studycli.history.log import Log
from studycli.history.migrations import MIGRATIONS, version
from studycli.history.rows import EVENT_COLUMNS, PROGRESS_NAMES

OLDER = range(1, len(MIGRATIONS))


def test_every_older_schema_is_kept_as_a_file():
    """A new migration comes with a dump of a database as it was before it."""
    assert {path.name for path in SCHEMAS.iterdir()} == {f"schema-{number}.sql" for number in OLDER}


@pytest.mark.parametrize("number", OLDER)
def test_an_older_history_is_brought_up_to_date(tmp_path, number):
    path = write_old(tmp_path, number)
    before = events_in(path)
    with closing(Log.open(tmp_path)) as log:
        assert log.faults() == ()
        assert events_in(path) == before
        for card in {event.card for event in log.events()}:
            assert log.progress(card) == fold(card, log.events(card))
        log.append(review("new", 30, text="a remark"), 1)
        assert next(log.events("new")).text == "a remark"


@pytest.mark.parametrize("number", OLDER)
def test_the_file_is_copied_first(tmp_path, number):
    path = write_old(tmp_path, number)
    before = events_in(path)
    for _ in range(2):
        Log.open(tmp_path).close()
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name == f"before-schema-{len(MIGRATIONS)}.db"
    assert events_in(copy) == before
    with closing(sqlite3.connect(copy)) as database:
        assert version(database) == number


def test_an_earlier_copy_stays(tmp_path):
    (tmp_path / "backups").mkdir()
    earlier = tmp_path / "backups" / f"before-schema-{len(MIGRATIONS)}.db"
    earlier.write_bytes(b"earlier")
    write_old(tmp_path, 1)
    Log.open(tmp_path).close()
    assert earlier.read_bytes() == b"earlier"
    assert earlier.with_stem(f"{earlier.stem}-2").exists()


def test_without_a_copy_there_is_no_step(tmp_path):
    path = write_old(tmp_path, 1)
    (tmp_path / "backups").write_text("in the way", encoding="ascii")
    with pytest.raises(HistoryError, match="could not be written"):
        Log.open(tmp_path)
    with closing(sqlite3.connect(path)) as database:
        assert version(database) == 1


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = write(tmp_path)

    def step(connection):
        connection.execute("DROP TABLE progress")
        connection.execute("DROP TABLE nonsense")

    monkeypatch.setattr("studycli.history.migrations.MIGRATIONS", (*MIGRATIONS, ("nonsense", step)))
    monkeypatch.setattr("studycli.history.migrations.migrate.__defaults__", ((*MIGRATIONS, ("nonsense", step)),))
    with pytest.raises(HistoryError, match="no such table: nonsense"):
        Log.open(tmp_path)
    monkeypatch.undo()
    assert len(events_in(path)) == 2
    with closing(Log.open(tmp_path)) as log:
        assert log.faults() == ()


def test_a_new_history_is_not_copied(tmp_path):
    Log.open(tmp_path).close()
    assert not (tmp_path / "backups").exists()


def test_the_columns_are_those_the_program_names(tmp_path):
    with closing(sqlite3.connect(write(tmp_path))) as database:
        for table, names in (("events", EVENT_COLUMNS), ("progress", PROGRESS_NAMES)):
            there = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            assert ", ".join(there) == names


def test_progress_is_folded_anew_when_the_fold_or_its_parameters_changed(tmp_path, monkeypatch):
    path = write(tmp_path, review("a", 3), review("a", 9))
    others = (0.5, *DEFAULT_PARAMETERS[1:])

    def spoil():
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("UPDATE progress SET lapses = 77")

    def lapses(**more):
        with closing(Log.open(tmp_path, **more)) as log:
            return log.progress("a").lapses

    spoil()
    assert lapses() == 77
    assert lapses(parameters=others) == 0
    assert lapses() == 0
    spoil()
    assert lapses() == 77
    monkeypatch.setattr("studycli.core.history.FOLD_VERSION", 10**6)
    assert lapses() == 0
