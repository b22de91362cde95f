"""Whatever happens to the catalogue's file, the answers stay right; what one process builds, another may use."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from library_files import LATE, NOW, contents, deck_of, file_of, open_catalogue, write_deck, write_library

from studycli.catalogue import schema
from studycli.core.query import parse
from studycli.core.query_tree import EVERYTHING

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path):
    decks = {
        name: deck_of(*((f"{name}-{number}", f"question {number}", "卷积 answer " * 40) for number in range(60)))
        for name in ("a", "b", "c")
    }
    return write_library(tmp_path / "decks", decks)


def is_right(catalogue):
    asked = catalogue.search(parse("question 卷积"), limit=5, **NOW)
    return len(catalogue.select(EVERYTHING, **NOW)) == 180 == asked.total and catalogue.note("c-59") is not None


def overwrite(path, start, data):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def other_version(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


def foreign(path):
    path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("CREATE TABLE notes (something TEXT)")
        db.execute("CREATE VIRTUAL TABLE others USING fts5 (text)")
        db.execute("CREATE VIEW view AS SELECT * FROM notes")


def without_a_table(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TABLE cards")


DAMAGES = {
    "deleted": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"not a database" * 1000),
    "no header": lambda path: overwrite(path, 0, bytes(100)),
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
    "truncated to one page": lambda path: os.truncate(path, 4096),
    "other version": other_version,
    "another program's": foreign,
    "without a table": without_a_table,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_catalogue_is_built_again_in_silence(library, tmp_path, damage, capfd):
    open_catalogue(tmp_path).close()
    damage(file_of(tmp_path / "cache"))
    catalogue = open_catalogue(tmp_path)
    assert is_right(catalogue)
    catalogue.close()
    again = open_catalogue(tmp_path)
    assert is_right(again)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("filler", [b"\xff", b"\0", b"[1,"], ids=["ones", "zeros", "text"])
def test_a_page_of_rubbish_is_noticed_at_the_latest_when_it_is_read(library, tmp_path, filler):
    open_catalogue(tmp_path).close()
    path = file_of(tmp_path / "cache")
    good = path.read_bytes()
    for page in range(1, len(good) // 4096, 12):
        path.write_bytes(good)
        overwrite(path, page * 4096, (filler * 4096)[:4096])
        catalogue = open_catalogue(tmp_path)
        notes = [catalogue.note(f"{deck}-{number}") for deck in "abc" for number in range(60)]
        assert all(found is not None and found.note.prompt for found in notes)
        catalogue.search(parse("question 卷积"), limit=200, **NOW)
        catalogue.close()


def test_damage_after_opening_is_mended(library, tmp_path):
    catalogue = open_catalogue(tmp_path)
    size = file_of(tmp_path / "cache").stat().st_size
    catalogue.attach_history(None)
    overwrite(file_of(tmp_path / "cache"), 0, b"\xff" * size)
    assert is_right(catalogue)
    catalogue.close()
    assert is_right(open_catalogue(tmp_path))


def test_a_cache_that_cannot_be_made_is_done_without(library, tmp_path, capfd):
    (tmp_path / "cache").write_text("a file, not a folder", encoding="utf-8")
    assert is_right(open_catalogue(tmp_path))
    assert is_right(open_catalogue(tmp_path))
    assert capfd.readouterr() == ("", "")


def test_a_cache_that_cannot_be_written_is_read_while_it_fits(library, tmp_path, monkeypatch):
    open_catalogue(tmp_path, now_ns=LATE).close()
    path = file_of(tmp_path / "cache")
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3,
        "connect",
        lambda database, **options: connect(
            database if database == ":memory:" else f"file:{database}?mode=ro", **options
        ),
    )
    before = path.read_bytes()
    assert is_right(open_catalogue(tmp_path))
    write_deck(library, "d", deck_of(("new", "fresh")))
    assert open_catalogue(tmp_path).select(parse("fresh"), **NOW) == ["new"]
    assert path.read_bytes() == before


def script(tmp_path, body):
    code = f"""
        import os, sys
        from pathlib import Path
        from studycli.catalogue import connection
        from studycli.catalogue.store import Catalogue
        from studycli.core.query_tree import EVERYTHING
        cache, library = Path({str(tmp_path / "cache")!r}), Path({str(tmp_path / "decks")!r})
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code) + textwrap.dedent(body)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_may_build_at_once(library, tmp_path):
    body = """
        print("ready", flush=True)
        sys.stdin.readline()
        catalogue = Catalogue.open(cache, [library])
        print(len(catalogue.select(EVERYTHING, study_day=0, now_ms=0)), flush=True)
        in_memory = catalogue._db.execute("PRAGMA database_list").fetchone()[2] == ""
        sys.exit(in_memory)
    """
    builders = [script(tmp_path, body) for _ in range(3)]
    for builder in builders:
        assert builder.stdout.readline() == "ready\n"
    for builder in builders:
        builder.stdin.write("go\n")
        builder.stdin.flush()
    assert [builder.communicate()[0] for builder in builders] == ["180\n"] * 3
    assert [builder.returncode for builder in builders] == [0] * 3
    open_catalogue(tmp_path, cache="new").close()
    assert contents(file_of(tmp_path / "cache")) == contents(file_of(tmp_path / "new"))


@pytest.mark.parametrize("built_before", [False, True])
def test_a_killed_build_leaves_the_old_catalogue_or_none(library, tmp_path, built_before):
    old = None
    if built_before:
        open_catalogue(tmp_path).close()
        old = contents(file_of(tmp_path / "cache"))
        write_library(library, {name: deck_of((f"{name}-new", "question 卷积")) for name in ("a", "b", "c")})
    # A cache of a few pages only, so that half a build is on the disk when the process dies.
    body = """
        connection._CACHE_KB = 16
        Catalogue.open(cache, [library], on_progress=lambda done, total: done < total or os._exit(9))
    """
    builder = script(tmp_path, body)
    builder.communicate()
    assert builder.returncode == 9
    path = file_of(tmp_path / "cache")
    assert path.with_name(f"{path.name}-journal").exists()
    if old is not None:
        assert contents(path) == old
    else:
        db = sqlite3.connect(path)
        assert db.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        db.close()
    catalogue = open_catalogue(tmp_path)
    assert len(catalogue.select(EVERYTHING, **NOW)) == (3 if built_before else 180)
