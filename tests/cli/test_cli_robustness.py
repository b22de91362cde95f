"""Random configurations, histories, arguments and answers: always a worded error or a right result, never a traceback."""

import contextlib
import io
import json
import os
import sys

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from studycli.cli.app import COMMANDS, run
from studycli.core.history import Event
from studycli.core.model import CardId
from studycli.history.fault import HistoryError
from studycli.history.log import Log

relaxed = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
STATUSES = {0, 2, 3, 4, 5, 6}


def call(*arguments, stdin=b""):
    """Status and what was said; a traceback would come through as an exception."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    os.environ["STUDYCLI_DEBUG"] = "1"
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = run(arguments)
            except Exception as fault:
                # With STUDYCLI_DEBUG every error comes through: the worded ones are known by their type.
                status = _worded(fault)
    finally:
        sys.stdin = before
        del os.environ["STUDYCLI_DEBUG"]
    return status, out.getvalue(), err.getvalue()


def _worded(fault):
    from studycli.cli.stop import Stop

    if isinstance(fault, Stop):
        return fault.status
    if isinstance(fault, HistoryError):
        return 5
    assert hasattr(fault, "format_message"), repr(fault)
    return 2


@relaxed
@given(st.binary(max_size=80) | st.text(alphabet="new_pr day=[]\"'#\n-0123.{}", max_size=80).map(str.encode))
def test_any_configuration(library, home, data):
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_bytes(data)
    status, out, _ = call("due", "--json", "--decks", str(library))
    assert status in (0, 2)
    assert status or json.loads(out)["version"] == 1


words = st.sampled_from(
    [
        "dropout",
        "--json",
        "--decks",
        "nowhere",
        "-",
        "--",
        "--limit",
        "0",
        "3",
        "is:due",
        "-x",
        '"',
        "(",
        "--lang",
        "zh",
        "again",
    ]
) | st.text(max_size=6)


@relaxed
@given(st.sampled_from([name for name, _ in COMMANDS] + ["", "--json"]), st.lists(words, max_size=5))
def test_any_arguments(library, name, arguments):
    status, _, _ = call(name, *(word.replace("\0", "") for word in arguments))
    assert status in STATUSES


@relaxed
@given(st.binary(max_size=60))
def test_any_lines_to_rate(library, data):
    status, out, _ = call("rate", "-", "--decks", str(library), stdin=data)
    assert status in (0, 2, 4)
    assert all(json.loads(line)["version"] == 1 for line in out.splitlines())


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """A real history."""
    folder = tmp_path_factory.mktemp("history")
    log = Log.open(folder)
    for number in range(150):
        log.append(
            Event(card=CardId(f"c{number}"), at=number, study_day=0, kind="review", rating=3, interval=1), number
        )
    log.close()
    return folder / "history.db"


places = st.lists(st.tuples(st.integers(0, 2**20), st.binary(min_size=1, max_size=30)), min_size=1, max_size=6)


@relaxed
@example(pieces=[(3026, b"[")], per_cent=96)
@example(pieces=[(3014, b"\x80")], per_cent=96)
@given(places, st.integers(50, 100))
def test_any_damage_to_a_history(history, tmp_path_factory, pieces, per_cent):
    """What was written over a few places either does no harm that is seen, or is told; the file stays as it was."""
    sound = history.read_bytes()
    damaged = bytearray(sound)
    for at, piece in pieces:
        at %= len(sound) - len(piece)
        damaged[at : at + len(piece)] = piece
    damaged = damaged[: len(damaged) * per_cent // 100]
    folder = tmp_path_factory.mktemp("damaged")
    path = folder / "history.db"
    path.write_bytes(damaged)
    try:
        log = Log.open(folder)
    except HistoryError as told:
        assert "\n" not in str(told)
        assert path.read_bytes()[100:] == bytes(damaged)[100:]
        return
    with contextlib.suppress(HistoryError):
        list(log.events())
        log.progress(CardId("c1"))
    log.close()
