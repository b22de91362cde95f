"""The bar: seen where people wait, gone when it is done, and not a character of it anywhere else."""

import io
import sys
import threading

import pytest

from studycli.cli import progress

DRAWN = "\rReading decks ━━━━━━━━━━━━━━━─────────────── 50 %"
GONE = "\r\x1b[K"


class Stream(io.StringIO):
    """Standard error that says whether it is a terminal, and tells of what is written to it."""

    def __init__(self, *, is_terminal=True):
        super().__init__()
        self._is_terminal = is_terminal
        self.was_written = threading.Event()

    def isatty(self):
        return self._is_terminal

    def write(self, text):
        self.was_written.set()
        return super().write(text)


def look(monkeypatch, *, patience=0, is_terminal=True):
    """Standard error of this test, from here on: pytest puts its own there before each."""
    stream = Stream(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", patience)
    return stream


def test_it_is_drawn_while_nothing_more_is_reported_yet(monkeypatch):
    stream = look(monkeypatch)
    with progress.reading_decks() as report:
        report(1, 2)
        assert stream.was_written.wait(30)
    assert stream.getvalue() == DRAWN + GONE


def test_it_goes_on_with_each_report(monkeypatch):
    stream = look(monkeypatch)
    with progress.reading_decks() as report:
        report(0, 4)
        assert stream.was_written.wait(30)
        report(2, 4)
    assert stream.getvalue().endswith(DRAWN + GONE)


def test_what_is_done_at_once_draws_nothing(monkeypatch):
    stream = look(monkeypatch, patience=60)
    with progress.reading_decks() as report:
        report(1, 2)
        report(2, 2)
    assert stream.getvalue() == ""
    with progress.reading_decks():
        pass
    assert stream.getvalue() == ""


def test_where_nobody_looks_nothing_is_drawn(monkeypatch):
    stream = look(monkeypatch, is_terminal=False)
    threads = threading.active_count()
    with progress.reading_decks() as report:
        report(1, 2)
        assert threading.active_count() == threads
    assert stream.getvalue() == ""


def test_it_is_gone_when_the_work_fails(monkeypatch):
    stream = look(monkeypatch)
    with pytest.raises(KeyboardInterrupt), progress.reading_decks() as report:
        report(1, 2)
        assert stream.was_written.wait(30)
        raise KeyboardInterrupt
    assert stream.getvalue() == DRAWN + GONE


def test_a_command_that_builds_tells_how_far_it_is(own, monkeypatch):
    """From the first byte on: a library may be one large deck."""
    told = []
    monkeypatch.setattr(progress._Bar, "report", lambda self, *told_of: told.append(told_of))
    assert own("decks").status == 0
    assert told[0] == (0, told[0][1])
    assert told[-1] == (told[0][1], told[0][1])
