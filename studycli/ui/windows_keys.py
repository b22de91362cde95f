"""Keys of the Windows console."""

import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from studycli.ui.key_names import UNKNOWN, character_name
from studycli.ui.keys import RESIZE

# The console tells of a key or another size only when asked.
POLL_SECONDS = 0.02

_EXTENDED = {"G": "home", "H": "up", "I": "pageup", "K": "left", "M": "right", "O": "end", "P": "down"}
_EXTENDED |= {"Q": "pagedown", "R": "insert", "S": "delete", "\x85": "f11", "\x86": "f12"}
_EXTENDED |= {chr(ord(";") + n): f"f{n + 1}" for n in range(10)}


@contextmanager
def console_keys() -> Iterator["WindowsKeys"]:
    import msvcrt

    console: Any = msvcrt  # its functions are known to the type checker on Windows only
    keys = WindowsKeys(console.kbhit, console.getwch, shutil.get_terminal_size)
    with _on_interrupt(keys.note_interrupt):
        yield keys


@contextmanager
def _on_interrupt(handler: Any) -> Iterator[None]:
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class WindowsKeys:
    """See `Keys`. `getwch` gives one UTF-16 unit at a time, and two for a function key."""

    def __init__(self, kbhit: Callable[[], bool], getwch: Callable[[], str], size: Callable[[], object]) -> None:
        self._kbhit, self._getwch, self._size = kbhit, getwch, size
        self._drawn_at = size()
        self._interrupted = False

    def read(self, timeout: float | None = None) -> str | None:
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self._kbhit():
            if self._interrupted:
                self._interrupted = False
                return "ctrl-c"
            if (size := self._size()) != self._drawn_at:
                self._drawn_at = size
                return RESIZE
            if deadline is not None and time.monotonic() >= deadline:
                return None
            time.sleep(POLL_SECONDS)
        return self._next_key()

    def drop(self) -> None:
        while self._kbhit():
            if self._next_key() == "ctrl-c":
                self._interrupted = True

    @contextmanager
    def suspended(self) -> Iterator[None]:
        with _on_interrupt(signal.SIG_IGN):
            yield

    def note_interrupt(self, _number: int, _frame: FrameType | None) -> None:
        """Ctrl-C pressed while nothing is read comes as a signal."""
        self._interrupted = True

    def _next_key(self) -> str:
        unit = self._getwch()
        if unit in ("\0", "\xe0") and self._kbhit():  # by itself it is an à
            return _EXTENDED.get(self._getwch(), UNKNOWN)
        if "\ud800" <= unit <= "\udbff":
            return (unit + self._getwch()).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return character_name(unit)
