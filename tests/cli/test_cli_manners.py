"""Exit statuses, streams, usage errors, configuration, the clock and the folders."""

import os
import subprocess
import sys

import pytest

from studycli import __version__
from studycli.cli.app import COMMANDS

PROGRAM = [sys.executable, "-m", "studycli"]


def test_version_and_help(studycli):
    assert studycli("--version").out == f"studycli {__version__}\n"
    for arguments in ((), ("--help",), ("-h",)):
        told = studycli(*arguments)
        assert told.status == 0
        assert all(name in told.out for name, _ in COMMANDS)


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_each_command_explains_itself_with_examples_first(studycli, name):
    for flag in ("-h", "--help"):
        told = studycli(name, flag)
        body = told.out.split("\n\n")[1]
        assert told.status == 0
        assert body.strip().startswith(f"studycli {name}")
        assert "--decks" in told.out and "--json" in told.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "no such command"),
        (["due", "--nonsense"], "no such option"),
        (["rate", "dropout"], "rate takes a card and a rating"),
        (["rate", "dropout", "superb"], "rating must be again, hard, good, easy or 1 to 4"),
        (["rate", "dropout", "good", "--at", "noon"], "at must be ISO 8601"),
        (["rate", "dropout", "good", "--seconds", "-1"], "--seconds"),
        (["search", '"open'], "column 1"),
        (["search", "is:hungry"], "column 1"),
        (["export"], "export needs a file"),
        (["export", "-o", "decks.docx"], ".apkg"),
        (["search", "x", "--lang", "fr"], "--lang must be en, zh or both"),
        (["due", "--decks", "nowhere"], "nowhere: no such file or folder"),
    ],
)
def test_usage_errors_are_one_line_and_exit_2(own, studycli, arguments, words):
    for flags in ([], ["--json"]):
        told = studycli(*arguments, *flags)
        assert told.status == 2
        assert words in told.err and told.err.count("\n") == 1
        if flags:
            assert told.json["error"]["code"] in ("usage", "query")
            assert words in told.json["error"]["message"]


def test_a_faulty_configuration_is_told_with_its_line(own, home):
    config = home / "config" / "config.toml"
    config.write_text("\nnew_per_day = -3\n", encoding="utf-8")
    told = own("due")
    assert (told.status, told.err) == (
        2, f"studycli: {config}:2:1: error wrong-setting new_per_day must be a whole number from 0 to 9999\n",
    )  # fmt: skip
    config.write_text("new_per_day = = 3", encoding="utf-8")
    assert "line 1, column 15" in own("due").err
    config.write_bytes(b"\xff\xfe")
    assert str(config) in own("due").err


def test_the_library_comes_from_the_first_that_is_given(studycli, library, home, tmp_path, monkeypatch):
    other = tmp_path / "other.yaml"
    other.write_text("notes:\n- {id: elsewhere, question: q, answer: a}\n", encoding="utf-8")
    assert studycli("search", "id:elsewhere").out == ""
    (home / "config" / "config.toml").write_text(f"decks = {str(other)!r}\n", encoding="utf-8")
    assert studycli("search", "id:elsewhere").out == "elsewhere\tother\tq\n"
    monkeypatch.setenv("STUDYCLI_DECKS", str(library))
    assert studycli("search", "id:elsewhere").out == ""
    assert studycli("search", "id:elsewhere", "--decks", other).out == "elsewhere\tother\tq\n"


def test_shipped_decks_are_there_beside_ones_own(studycli, library):
    names = [deck["name"] for deck in studycli("decks", "--json").json["decks"]]
    assert names[0] == "nets"
    assert "deep-learning/regularisation" in names


def test_a_wrong_clock_is_said(own, monkeypatch):
    monkeypatch.setenv("STUDYCLI_NOW", "tomorrow")
    assert "STUDYCLI_NOW must be ISO 8601" in own("due").err


def test_a_faulty_note_is_left_out_and_counted(own, library):
    with (library / "nets.yaml").open("a", encoding="utf-8") as deck:
        deck.write("- {id: broken, question: no answer}\n")
    told = own("due", "--json")
    assert told.status == 0
    assert told.err == "studycli: 1 fault in 1 deck; the notes concerned are left out (see studycli check)\n"
    assert told.json["counts"]["new"] == 3


def test_nothing_but_faults_is_an_error(own, library):
    (library / "nets.yaml").write_text("notes: 7\n", encoding="utf-8")
    assert own("due").status == 3


def test_a_broken_history_is_named_and_left_alone(own, home):
    own("rate", "dropout", "good")
    path = home / "data" / "history.db"
    path.write_bytes(b"not a database at all" * 50)
    told = own("due", "--json")
    assert told.status == 5
    assert told.json["error"]["code"] == "history"
    assert str(path) in told.err and "history.db" in told.err
    assert path.read_bytes() == b"not a database at all" * 50


def test_damage_that_shows_only_when_progress_is_joined_is_told_too(own, home, library):
    many = "".join(f"- {{id: m{number}, question: q {number}, answer: a}}\n" for number in range(300))
    (library / "many.yaml").write_text(f"notes:\n{many}", encoding="utf-8")
    lines = "".join(f'{{"card": "m{number}", "rating": 4}}\n' for number in range(300))
    own("rate", "-", stdin=lines)
    path = home / "data" / "history.db"
    data = bytearray(path.read_bytes())
    data[4096 * 3 :] = b"\xff" * (len(data) - 4096 * 3)
    path.write_bytes(data)
    for command in (["search", "is:due"], ["due"], ["decks"]):
        told = own(*command, "--json")
        assert told.status == 5, told
        assert told.err.count("\n") == 1 and str(path) in told.err


def test_a_fault_in_the_program_is_no_traceback(own, monkeypatch):
    monkeypatch.setattr("studycli.cli.due.todays_queue", lambda *arguments: 1 // 0)
    told = own("due")
    assert told.status == 1
    assert (
        told.err
        == "studycli: fault in studycli: ZeroDivisionError('integer division or modulo by zero'); STUDYCLI_DEBUG=1 shows where\n"
    )


def test_an_interruption_exits_130(own, monkeypatch):
    def interrupted(*arguments, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr("studycli.cli.due.todays_queue", interrupted)
    assert own("due").status == 130


def run_whole(arguments, home):
    environment = {**os.environ, "STUDYCLI_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=60)


def test_the_program_itself(library, home):
    done = run_whole(["search", "dropout", "--decks", str(library)], home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "dropout\tnets\tDropout"
    assert "\x1b" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no head")
def test_head_is_quiet(library, home):
    many = "notes:\n" + "".join(f"- {{id: n{n}, question: q {n}, answer: a}}\n" for n in range(5000))
    (library / "many.yaml").write_text(many, encoding="utf-8")
    for command in ("search q --limit 5000", "due --json", "search q --limit 5000 --json"):
        shell = f"{sys.executable} -m studycli {command} --decks {library} | head -c 1"
        done = subprocess.run(shell, shell=True, capture_output=True, text=True, timeout=60)
        assert "Traceback" not in done.stderr and "Broken" not in done.stderr
        shell = f"{{ {sys.executable} -u -m studycli {command} --decks {library}; echo $? >&2; }} | head -c 1"
        assert subprocess.run(shell, shell=True, capture_output=True, text=True, timeout=60).stderr.endswith("0\n")
