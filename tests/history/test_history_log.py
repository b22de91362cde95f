import sqlite3
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.history import Event, Kind, Progress, fold
from studycli.core.model import CardId
from studycli.core.schedule import State
from studycli.history import indexes
from studycli.history.fault import HistoryError
from studycli.history.log import Log

DAY = 86_400_000


@pytest.fixture
def log(tmp_path):
    opened = Log.open(tmp_path)
    yield opened
    opened.close()


def review(card, day, rating=3, interval=4, **fields):
    return Event(
        card=CardId(card), at=day * DAY, study_day=day, kind=Kind.REVIEW, rating=rating, interval=interval,
        **{"mode": "quiz", **fields},
    )  # fmt: skip


def test_an_event_comes_back_as_it_was_given(log):
    given_event = review("a", 3, missed=((1, "方差"), (2, "x")), duration_ms=1200)
    recorded = log.append(given_event, now=5)
    assert list(log.events()) == [recorded]
    assert recorded.id == f"{5:012x}-{log.device}"
    assert log.progress(CardId("a")).missed == ((1, "方差"), (2, "x"))


def test_progress_is_there_after_opening_again(log, tmp_path):
    log.append(review("a", 3), now=1)
    log.close()
    again = Log.open(tmp_path)
    assert again.progress(CardId("a")).state is State.REVIEW
    assert again.device == log.device
    again.close()


def test_events_are_never_changed_or_deleted(log, tmp_path):
    event = log.append(review("a", 3), now=1)
    raw = sqlite3.connect(tmp_path / "history.db")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        raw.execute("UPDATE events SET rating = 1")
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        raw.execute("DELETE FROM events")
    raw.execute(
        "INSERT OR REPLACE INTO events (id, device, card, at, study_day, kind) VALUES (?, 'x', 'x', 0, 0, 'x')",
        (event.id,),
    )
    raw.commit()
    raw.close()
    assert list(log.events()) == [event]


def test_undo_takes_back_the_last_one_again_and_again(log):
    first, second = log.append(review("a", 3), now=1), log.append(review("b", 3), now=1)
    suspended = log.append(Event(card=CardId("a"), at=1, study_day=3, kind=Kind.SUSPEND), now=1)
    undone = [log.undo(at=9, study_day=9, now=9) for _ in range(4)]
    assert undone == [suspended, second, first, None]
    assert log.progress(CardId("a")) == Progress(card=CardId("a"))
    assert len(list(log.events())) == 6


def test_undo_leaves_other_devices_alone(log):
    log.take_in([Event(id="000000000009-other", device="other", **_fields(review("a", 3)))])
    assert log.undo(at=9, study_day=9, now=9) is None


def _fields(event):
    names = ("card", "at", "study_day", "kind", "rating", "interval", "mode")
    return {name: getattr(event, name) for name in names}


def test_an_earlier_review_is_put_where_it_belongs(log):
    late = log.append(review("a", 20, interval=9), now=1)
    early = log.append(review("a", 10, interval=5), now=2)
    assert log.progress(CardId("a")) == fold(CardId("a"), [early, late])
    assert log.as_of(CardId("a"), 15 * DAY) == fold(CardId("a"), [early])


def test_the_day_is_told(log):
    log.append(review("old/c1", 1), now=1)
    for card in ("old/c1", "old/c2", "new"):
        log.append(review(card, 5), now=2)
    log.append(review("again", 5), now=3)
    log.undo(at=0, study_day=5, now=4)
    log.append(review("crammed", 5, mode="cram"), now=5)
    assert dict(log.answered(5)) == {"new": True, "old/c1": False, "old/c2": True}
    assert log.studied(5) == {"old", "new"}


events = st.builds(
    lambda number, card, day, rating, interval: Event(
        id=f"{number:012x}-z", device="z", **_fields(review(card, day, rating, interval))
    ),
    st.integers(0, 40), st.sampled_from("abc"), st.integers(0, 30), st.integers(1, 4), st.sampled_from([-60, 1, 9]),
)  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(st.lists(events, max_size=12, unique_by=lambda event: event.id), st.data())
def test_two_logs_are_merged_in_any_order_any_number_of_times(tmp_path_factory, pool, data):
    undos = [
        Event(id=f"u-{n}", device="z", card=e.card, at=e.at + 1, study_day=e.study_day, kind=Kind.UNDO, target=e.id)
        for n, e in enumerate(pool[:3])
    ]
    pool = pool + undos
    logs = [Log.open(tmp_path_factory.mktemp("log")) for _ in range(2)]
    for log in logs:
        for piece in (data.draw(st.permutations(pool)), pool[:4]):
            log.take_in(piece)
    states = [[log.progress(CardId(card)) for card in "abc"] for log in logs]
    assert states[0] == states[1]
    logs[0].rebuild()
    assert [logs[0].progress(CardId(card)) for card in "abc"] == states[0]
    for log in logs:
        log.close()


ANSWERING = """
import sys
from pathlib import Path
from studycli.core.history import Event
from studycli.history.log import Log
log = Log.open(Path(sys.argv[1]))
for number in range(10**6):
    log.append(Event(card=f"c{number}", at=number, study_day=0, kind="review", rating=3, interval=1, mode="quiz"), number)
    print(number, flush=True)
"""


@pytest.mark.parametrize("answers", [1, 7, 40])
def test_no_acknowledged_answer_is_lost_when_the_process_is_killed(tmp_path, answers):
    process = subprocess.Popen([sys.executable, "-c", ANSWERING, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    acknowledged = [int(process.stdout.readline()) for _ in range(answers)]
    process.kill()
    acknowledged += [int(line) for line in process.stdout.read().splitlines()]
    process.wait()
    process.stdout.close()
    log = Log.open(tmp_path)
    kept = [event.at for event in log.events()]
    assert set(acknowledged) <= set(kept) and len(kept) - len(acknowledged) <= 1
    assert all(log.progress(CardId(f"c{number}")).reps == 1 for number in kept)
    log.close()


WRITING = """
import sys
from pathlib import Path
from studycli.core.history import Event
from studycli.history.log import Log
log = Log.open(Path(sys.argv[1]))
for number in range(30):
    log.append(Event(card=f"{sys.argv[2]}{number}", at=number, study_day=0, kind="review", rating=3, interval=1), number)
"""


def test_two_at_once_lose_and_double_nothing(tmp_path):
    writers = [subprocess.Popen([sys.executable, "-c", WRITING, str(tmp_path), name]) for name in "ab"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    log = Log.open(tmp_path)
    cards = [event.card for event in log.events()]
    assert sorted(cards) == sorted(f"{name}{number}" for name in "ab" for number in range(30))
    log.close()


def test_a_full_disk_is_said_and_nothing_is_half_written(log):
    log.append(review("a", 3), now=1)
    pages = log._connection.execute("PRAGMA page_count").fetchone()[0]
    log._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(HistoryError, match="disk is full"):
        for number in range(10_000):
            log.append(review(f"b{number}", 3), now=1)
    assert len({event.id for event in log.events()}) == number + 1
    assert log.progress(CardId(f"b{number}")).reps == 0


def test_ids_of_others_in_this_devices_name_stop_nothing(log):
    log.take_in([Event(id=name, device=log.device, **_fields(review("a", 3))) for name in ("zzz", "1-x", "")])
    assert log.append(review("b", 3), now=5).id == f"{5:012x}-{log.device}"


def test_an_answer_is_never_dropped_in_silence(log):
    """After the last id there could be, which no clock gives."""
    log.take_in([Event(id=f"{'f' * 12}-{log.device}", device=log.device, **_fields(review("a", 3)))])
    log.append(review("b", 3), now=5)
    with pytest.raises(HistoryError, match="was not recorded"):
        log.append(review("c", 3), now=6)


def test_the_last_remark_that_stands_is_told(log):
    assert log.remark(CardId("a")) == ""
    log.append(Event(card=CardId("a"), at=DAY, study_day=1, kind="remark", text="mixed up with b"), DAY)
    second = log.append(Event(card=CardId("a"), at=2 * DAY, study_day=2, kind="remark", text="n - p"), 2 * DAY)
    assert (log.remark(CardId("a")), log.remark(CardId("b"))) == ("n - p", "")
    log.take_back(second, at=3 * DAY, study_day=3, now=3 * DAY)
    assert log.remark(CardId("a")) == "mixed up with b"
    assert log.progress(CardId("a")) == Progress(card=CardId("a"))


def test_facts_are_kept_with_the_history(log, tmp_path):
    assert log.fact("place") == ""
    log.keep_fact("place", "here")
    log.keep_fact("place", "there")
    log.close()
    again = Log.open(tmp_path)
    assert again.fact("place") == "there"
    again.close()


def test_nobody_waits_to_keep_a_fact(log, tmp_path):
    other = sqlite3.connect(tmp_path / "history.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(HistoryError):
        log.keep_fact("place", "here")
    other.execute("COMMIT")
    other.close()
    assert log.fact("place") == ""
    log.keep_fact("place", "here")
    assert log._connection.execute("PRAGMA busy_timeout").fetchone()[0] > 1000


def test_a_card_that_was_seen_stays_in_progress_whatever_becomes_of_it(log):
    """The catalogue looks for new cards only where none was seen."""
    log.append(review("a", 3), now=1)
    log.append(Event(card=CardId("b"), at=1, study_day=3, kind=Kind.SUSPEND), now=2)
    log.append(Event(card=CardId("a"), at=4 * DAY, study_day=4, kind=Kind.RESET), now=3)
    while log.undo(at=5 * DAY, study_day=5, now=4):
        assert {progress.card for progress in log.all_progress()} == {"a", "b"}
    log.rebuild()
    assert {progress.card for progress in log.all_progress()} == {"a", "b"}


def test_many_events_at_once_leave_the_file_as_few_do(tmp_path, monkeypatch):
    events = [review("abc"[day % 3], day, id=f"{day:012x}-other", device="other") for day in range(1, 30)]
    few, many = Log.open(tmp_path / "few"), Log.open(tmp_path / "many")
    for event in events:
        few.take_in([event])
    monkeypatch.setattr(indexes, "_MANY", 10)
    assert [many.take_in(events, len(events)) for _ in range(2)] == [len(events), 0]
    assert many.all_progress() == few.all_progress()
    schema, same = (log.ask(lambda db: set(db.execute("SELECT name, sql FROM sqlite_master"))) for log in (few, many))
    assert schema == same
    assert not many.faults()
    few.close()
    many.close()
