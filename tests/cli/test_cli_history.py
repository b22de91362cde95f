"""`history` and its actions, and the backup of the day."""

import json
import sqlite3
from contextlib import closing

import pytest

ANSWERS = '{"card": "dropout", "rating": 3}\n{"card": "bn-axis", "rating": 4}\n'


@pytest.fixture
def data(home):
    return home / "data"


@pytest.fixture
def answered(own):
    """The command line after two answers and an undo."""
    own("rate", "-", stdin=ANSWERS)
    own("undo")
    return own


def test_the_first_answer_of_a_day_is_followed_by_a_backup(own, data, monkeypatch):
    own("rate", "dropout", "good")
    own("rate", "dropout", "good")
    assert [path.name for path in (data / "backups").iterdir()] == ["history-2026-03-01.db"]
    monkeypatch.setenv("STUDYCLI_NOW", "2026-03-03T03:00:00+00:00")  # before the rollover
    own("rate", "-", stdin=ANSWERS)
    assert {path.name for path in (data / "backups").iterdir()} == {"history-2026-03-01.db", "history-2026-03-02.db"}


def test_a_backup_that_fails_stops_nothing(own, data):
    (data / "backups").write_text("in the way", encoding="ascii")
    done = own("rate", "dropout", "good", "--json")
    assert (done.status, done.json["card"]) == (0, "dropout")
    assert done.err.count("\n") == 1 and "the backup could not be written" in done.err


def test_a_backup_on_demand(answered, data):
    assert answered("history", "backup", "--json").json == {
        "version": 1, "path": str(data / "backups" / "history-2026-03-01.db"),
    }  # fmt: skip
    assert answered("history", "backup").out.strip().endswith("history-2026-03-01.db")


def test_restore_says_what_came_and_where_the_other_is(answered, data):
    backup = answered("history", "backup").out.strip()
    answered("rate", "dropout", "easy")
    told = answered("history", "restore", backup, "--json").json
    replaced = data / "replaced-2026-03-01T120000Z.db"
    assert told == {
        "version": 1, "path": str(data / "history.db"), "replaced": str(replaced), "events": 3, "cards": 2,
    }  # fmt: skip
    back = answered("history", "restore", replaced)
    assert (back.status, "4 events of 2 cards" in back.out, "is kept as" in back.err) == (0, True, True)


def test_restore_of_something_else_changes_nothing(answered, library, data):
    done = answered("history", "restore", library / "nets.yaml", "--json")
    assert (done.status, done.json["error"]["code"]) == (5, "history")
    assert "the history is as it was" in done.err
    assert len(answered("history", "--json").json["events"]) == 3


def test_restore_works_where_the_history_cannot_be_read(answered, data):
    backup = answered("history", "backup").out.strip()
    (data / "history.db").write_bytes(b"gone" * 5000)
    refused = answered("history")
    assert refused.status == 5 and "studycli history restore brings it back" in refused.err
    assert answered("history", "restore", backup).status == 0
    assert answered("history", "verify").status == 0


def test_verify_and_rebuild(answered, data):
    assert answered("history", "verify", "--json").json == {"version": 1, "events": 3, "cards": 2, "faults": []}
    with closing(sqlite3.connect(data / "history.db")) as database, database:
        database.execute("UPDATE progress SET reps = 9 WHERE card = 'dropout'")
    wrong = answered("history", "verify", "--json")
    assert wrong.status == 5 and wrong.json["faults"] == [
        "progress does not follow from the events (1: dropout); studycli history rebuild mends it"
    ]
    assert "does not follow" in answered("history", "verify").err
    assert answered("history", "rebuild", "--json").json == {"version": 1, "cards": 2}
    assert "nothing is wrong" in answered("history", "verify").out


def test_events_are_carried_to_another_home(answered, tmp_path, monkeypatch):
    file = tmp_path / "events.jsonl"
    assert answered("history", "export", "-o", file, "--json").json == {"version": 1, "path": str(file), "events": 3}
    assert answered("history", "export").out == file.read_text(encoding="utf-8")
    before = answered("history", "--json").json
    monkeypatch.setenv("STUDYCLI_HOME", str(tmp_path / "elsewhere"))
    assert answered("history", "import", file, "--json").json == {"version": 1, "taken": 3, "known": 0}
    assert answered("history", "import", file).out == "0 events taken, 3 known\n"
    assert answered("history", "--json").json == before
    assert answered("show", "dropout", "--json").json["cards"][0]["reps"] == 1


def test_import_reads_standard_input(answered, tmp_path, monkeypatch):
    lines = answered("history", "export").out
    monkeypatch.setenv("STUDYCLI_HOME", str(tmp_path / "elsewhere"))
    assert answered("history", "import", "-", stdin="\ufeff" + lines.replace("\n", "\r\n\n")).out == (
        "3 events taken, 0 known\n"
    )


def test_a_bad_line_is_told_and_nothing_is_taken(answered, tmp_path, monkeypatch):
    good = answered("history", "export").out.splitlines()
    file = tmp_path / "events.jsonl"
    file.write_bytes("\n".join([good[0], "{}", good[1], "nonsense"]).encode() + b"\n\xff\n")
    monkeypatch.setenv("STUDYCLI_HOME", str(tmp_path / "elsewhere"))
    done = answered("history", "import", file, "--json")
    assert done.status == 5
    assert done.err.splitlines() == [
        f"studycli: {file}:2: version must be 1",
        f"studycli: {file}:4: not a JSON object",
        f"studycli: {file}:5: not UTF-8",
        f"studycli: {file}: 3 bad lines, nothing was taken",
    ]
    assert done.json["error"]["code"] == "bad-lines"
    assert answered("history", "--json").json["events"] == []


def test_a_card_with_the_name_of_an_action_is_reached(own, library):
    note = "notes:\n- {id: verify, question: How?, answer: By looking.}\n"
    (library / "more.yaml").write_text(note, encoding="utf-8")
    own("rate", "verify", "good")
    assert [event["card"] for event in own("history", "--card", "verify", "--json").json["events"]] == ["verify"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("verify", "x"), "--card verify"),
        (("backup", "-o", "x"), "takes nothing more"),
        (("restore",), "takes one file"),
        (("import", "a", "b"), "takes one file"),
        (("export", "x"), "a file after -o"),
        (("export", "--json"), "needs -o"),
        (("dropout", "x"), "takes one card"),
        (("dropout", "--card", "x"), "takes one card"),
        (("-o", "x"), "takes one card"),
    ],
)
def test_what_does_not_go_together_is_worded(own, arguments, words):
    done = own("history", *arguments)
    assert done.status == 2 and words in done.err


def test_a_file_that_is_not_there(own):
    for action in ("restore", "import"):
        done = own("history", action, "nowhere")
        assert done.status == 5 and "nowhere" in done.err


def test_an_unwritable_place_for_the_export(answered, tmp_path):
    done = answered("history", "export", "-o", tmp_path / "no" / "such" / "events.jsonl")
    assert done.status == 6


def test_every_line_of_the_export_says_its_version(answered):
    lines = [json.loads(line) for line in answered("history", "export").out.splitlines()]
    assert {line["version"] for line in lines} == {1}
    assert [line["kind"] for line in lines] == ["review", "review", "undo"]


def test_an_absent_decks_progress_waits_for_it(answered, library):
    """Verify and rebuild keep what they know of cards that no deck has today; in any file the note finds it again."""
    text = (library / "nets.yaml").read_text(encoding="utf-8")
    before = answered("show", "dropout", "--json").json["cards"]
    (library / "nets.yaml").unlink()
    assert answered("history", "rebuild").status == 0
    assert len(answered("history", "dropout", "--json").json["events"]) == 1
    (library / "deep" / "er").mkdir(parents=True)
    (library / "deep" / "er" / "other.yaml").write_text(text, encoding="utf-8")
    assert answered("show", "dropout", "--json").json["cards"] == before


def _overwrite(path):
    path.write_bytes(b"not a database" * 1000)


def _truncate(path):
    path.write_bytes(path.read_bytes()[:8192])


def _from_the_future(path):
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 999")


def _of_another_program(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")


def _only_its_wal(path):
    path.replace(path.with_name("history.db-wal"))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_overwrite, "cannot be read"),
        (_truncate, "cannot be read"),
        (_from_the_future, "newer studycli"),
        (_of_another_program, "another program's database"),
        (_only_its_wal, "is left"),
    ],
)
@pytest.mark.parametrize(
    "arguments", [("rate", "dropout", "good"), ("undo",), ("history",), ("history", "verify"), ("history", "backup")]
)
def test_a_history_that_cannot_be_used_is_named_and_left_as_it_is(answered, data, harm, words, arguments):
    harm(data / "history.db")
    before = _contents(data)
    done = answered(*arguments)
    assert done.status == 5 and done.err.count("\n") == 1
    assert str(data / "history.db") in done.err and words in done.err
    assert _contents(data) == before


def _contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
