"""Disks that are full and folders that may not be written: a sentence, and the history as it was."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from studycli.core.clock import instant_text
from studycli.history.log import Log

pytestmark = [pytest.mark.torture, pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")]

ROOT = Path(__file__).parent.parent.parent
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Root may write anywhere, unless it gives that up.
AS_ANYBODY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if IS_ROOT else []
needs_setpriv = pytest.mark.skipif(IS_ROOT and not shutil.which("setpriv"), reason="root may write anywhere")
DECK = "notes:\n" + "".join(f"- {{id: k{number}, question: 'question {number}?', answer: a}}\n" for number in range(40))
LINES = [
    {"card": f"k{number % 40}", "rating": 3, "at": instant_text(20_500 * 86_400_000 + number * 60_000)}
    for number in range(3000)
]


@pytest.fixture
def home():
    """A folder that another user may enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        (path / "deck.yaml").write_text(DECK, encoding="utf-8")
        (path / "data").mkdir()
        (path / "cache").mkdir(mode=0o777)
        (path / "cache").chmod(0o777)
        yield path


def studycli(home, *arguments, before="pass", prefix=(), lines=()):
    """Run a command after a statement in its own process, which may lower limits."""
    program = f"import resource; {before}; from studycli.__main__ import main; main()"
    return subprocess.run(
        [*prefix, sys.executable, "-c", program, *map(str, arguments)],
        input="".join(f"{json.dumps(line)}\n" for line in lines), capture_output=True, text=True, timeout=120,
        cwd=ROOT, env=os.environ | {
            "STUDYCLI_HOME": str(home), "STUDYCLI_DECKS": str(home / "deck.yaml"), "TZ": "UTC", "PYTHONPATH": str(ROOT),
            "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00", "PYTHONDONTWRITEBYTECODE": "1",
        },
    )  # fmt: skip


def answers(done):
    return [(answer["card"], answer["at"]) for answer in map(json.loads, done.stdout.splitlines())]


def recorded(home):
    with closing(Log.open(home / "data")) as log:
        assert log.faults() == ()
        return [(event.card, instant_text(event.at)) for event in log.events()]


def one_line(done):
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_a_file_that_may_not_grow(home):
    assert studycli(home, "rate", "-", lines=LINES[:5]).returncode == 0
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))"
    done = studycli(home, "rate", "-", before=limit, lines=LINES[5:])
    assert done.returncode == 5 and "the disk is full or failing" in one_line(done)
    said = answers(done)
    assert said and recorded(home) == answers_of(LINES[:5]) + said
    assert answers(studycli(home, "rate", "-", lines=LINES[-5:])) == answers_of(LINES[-5:])
    assert recorded(home) == answers_of(LINES[:5]) + said + answers_of(LINES[-5:])


def answers_of(lines):
    return [(line["card"], line["at"]) for line in lines]


@contextmanager
def small_disk(folder, size):
    mount = f"mount -t tmpfs -o size={size} tmpfs {shlex.quote(str(folder))}"
    if not IS_ROOT or subprocess.run(mount, shell=True, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("no leave to mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_fills_up(home):
    with small_disk(home / "data", "600k"):
        done = studycli(home, "rate", "-", lines=LINES)
        assert done.returncode == 5 and "the disk is full or failing" in one_line(done)
        said = answers(done)
        assert said == answers_of(LINES[: len(said)]) and len(said) > 3
        again = studycli(home, "history", "--json")
        assert again.returncode == 0
        assert [event["card"] for event in json.loads(again.stdout)["events"]] == [card for card, _ in said]


def test_a_disk_too_full_for_the_backup(home):
    with small_disk(home / "data", "8m"):
        assert studycli(home, "rate", "-", lines=LINES[:500]).returncode == 0
        (backup,) = (home / "data" / "backups").iterdir()
        room = backup.stat().st_size * 9 // 10
        backup.unlink()
        filler = home / "data" / "filler"
        disk = os.statvfs(home / "data")
        filler.write_bytes(b"x" * (disk.f_bavail * disk.f_frsize - room))
        done = studycli(home, "rate", "k2", "3", "--json")
        assert (done.returncode, json.loads(done.stdout)["card"]) == (0, "k2")
        assert "the backup could not be written" in one_line(done)
        assert list((home / "data" / "backups").iterdir()) == []
        filler.unlink()
        assert len(recorded(home)) == 501


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@needs_setpriv
@pytest.mark.parametrize("arguments", [("rate", "k1", "3"), ("undo",), ("history",), ("history", "verify")])
def test_a_folder_that_may_not_be_written(home, arguments):
    assert studycli(home, "rate", "-", lines=LINES[:5]).returncode == 0
    data = home / "data"
    for path in (data / "backups", data):
        path.chmod(0o555)
    before = contents(data)
    done = studycli(home, *arguments, prefix=AS_ANYBODY)
    assert done.returncode == 5 and str(data / "history.db") in one_line(done)
    assert "cannot be opened for writing" in done.stderr and "check the folder and its permissions" in done.stderr
    assert contents(data) == before
    for path in (data, data / "backups"):
        path.chmod(0o755)
    assert len(recorded(home)) == 5


@needs_setpriv
def test_a_folder_that_may_not_be_entered(home):
    (home / "data").chmod(0o000)
    done = studycli(home, "rate", "k1", "3", prefix=AS_ANYBODY)
    (home / "data").chmod(0o755)
    assert done.returncode == 5 and "cannot be opened for writing" in one_line(done)
    assert contents(home / "data") == {}
