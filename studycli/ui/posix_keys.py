"""Keys of a POSIX terminal, held in cbreak mode for the whole session.

Signals are only noted when they come and dealt with in `read`, so that none interrupts the recording of an answer.
Signal keys are off: Ctrl-C and Ctrl-Z arrive in order with the other keys.
"""

import codecs
import os
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from types import FrameType
from typing import Any

from studycli.ui import paste
from studycli.ui.key_names import next_key
from studycli.ui.keys import RESIZE, TerminalClosed

# How long the rest of an escape sequence may take: long enough for a slow line, too short to be felt after Esc.
ESCAPE_SECONDS = 0.05
# How long the rest of what is pasted may take to come; then the terminal will not say that it ended.
PASTE_SECONDS = 2.0

_NOTED = (signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT, signal.SIGTERM, signal.SIGHUP)
_HIDE_CURSOR, _SHOW_CURSOR = b"\x1b[?25l", b"\x1b[?25h"
_ALTERNATE_SCREEN, _FORMER_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"


@contextmanager
def terminal_keys(stdin: int, stdout: int, full_screen: bool, bare: bool = False) -> Iterator["PosixKeys"]:
    with closing(PosixKeys(stdin, stdout, full_screen, bare)) as keys:
        keys.take()
        yield keys


class PosixKeys:
    """See `Keys`; made by `terminal_keys` only, which gives the terminal back."""

    def __init__(self, stdin: int, stdout: int, full_screen: bool, bare: bool = False) -> None:
        self._stdin, self._stdout = stdin, stdout
        self._bare = bare or os.environ.get("TERM", "dumb") == "dumb"
        self._on_taking = (_ALTERNATE_SCREEN if full_screen else b"") + _HIDE_CURSOR + paste.ON
        self._on_giving_back = paste.OFF + (_FORMER_SCREEN if full_screen else b"") + _SHOW_CURSOR
        self._modes = termios.tcgetattr(stdin)
        self._handlers: dict[int, Any] = {}
        self._noted: set[int] = set()
        self._typed = ""
        self._decoder = codecs.getincrementaldecoder(_encoding_of_keys())("replace")
        self._wake, self._waker = os.pipe()
        for end in (self._wake, self._waker):
            os.set_blocking(end, False)

    def read(self, timeout: float | None = None) -> str | None:
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            if self._noted and self._deal_with_signals():
                return RESIZE
            if key := next_key(self._typed):
                name, self._typed = key
                if name != "ctrl-z":
                    return name
                # The whole group stops, as it would if the terminal saw the key: a wrapper must not stay in front.
                os.kill(0, signal.SIGTSTP)
            elif self._typed:
                if not self._wait_for_rest() and self._cut_short():
                    return "escape"
            elif not self._wait(None if deadline is None else max(0.0, deadline - time.monotonic())):
                return None

    def _wait_for_rest(self) -> bool:
        return self._wait(PASTE_SECONDS if paste.is_open(self._typed) else ESCAPE_SECONDS)

    def _cut_short(self) -> bool:
        """Whether it was Esc alone whose rest did not come; a paste is taken as far as it came."""
        is_escape, is_paste = self._typed == "\x1b", paste.is_open(self._typed)
        self._typed = paste.closed(self._typed) if is_paste else ""
        return is_escape

    def drop(self) -> None:
        while self._wait(0):
            pass
        keys, begun = paste.left_of_pastes(self._typed)
        self._typed = ("\x03" if "\x03" in keys else "") + begun
        self._decoder.reset()

    @contextmanager
    def suspended(self) -> Iterator[None]:
        self.give_back()
        try:
            yield
        finally:
            self.take()

    def take(self) -> None:
        self._set_modes(_cbreak(self._modes))
        self._write(self._on_taking)
        for number in _NOTED:
            # What the caller ignores stays ignored, as under nohup.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._handlers[number] = signal.signal(number, self._note)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)

    def give_back(self) -> None:
        signal.set_wakeup_fd(-1)
        while self._handlers:
            number, handler = self._handlers.popitem()
            signal.signal(number, handler or signal.SIG_DFL)
        self._write(self._on_giving_back)
        self._set_modes(self._modes)

    def close(self) -> None:
        self.give_back()
        for end in (self._wake, self._waker):
            os.close(end)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._noted.add(number)

    def _deal_with_signals(self) -> bool:
        """True when the screen must be drawn anew."""
        noted, self._noted = self._noted, set()
        if signal.SIGHUP in noted:
            raise TerminalClosed
        if signal.SIGTERM in noted:
            raise SystemExit(128 + signal.SIGTERM)
        if signal.SIGTSTP in noted:
            with self.suspended():
                os.kill(os.getpid(), signal.SIGTSTP)
        elif signal.SIGCONT in noted:
            self._set_modes(_cbreak(self._modes))
            self._write(self._on_taking)
        return bool(noted & {signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT})

    def _wait(self, seconds: float | None) -> bool:
        """False when nothing came in that time; input that came is in `_typed`."""
        ready, _, _ = select.select([self._stdin, self._wake], [], [], seconds)
        if self._wake in ready:
            os.read(self._wake, 4096)
        if self._stdin in ready:
            self._typed += self._decoder.decode(self._read_bytes())
        return bool(ready)

    def _read_bytes(self) -> bytes:
        try:
            data = os.read(self._stdin, 4096)
        except OSError as fault:  # EIO: the other end is gone
            raise TerminalClosed from fault
        if not data:
            raise TerminalClosed
        return data

    def _set_modes(self, modes: list[Any]) -> None:
        with suppress(termios.error):  # the terminal is gone: reading will say so
            termios.tcsetattr(self._stdin, termios.TCSADRAIN, modes)

    def _write(self, sequence: bytes) -> None:
        if not self._bare:
            with suppress(OSError):
                sys.stdout.flush()
                os.write(self._stdout, sequence)


def _encoding_of_keys() -> str:
    """The locale's; terminals of a locale that has none send UTF-8 mostly."""
    encoding = codecs.lookup(sys.stdin.encoding or "utf-8").name
    return "utf-8" if encoding == "ascii" else encoding


def _cbreak(modes: list[Any]) -> list[Any]:
    """Those modes without echo, line editing, signal keys and flow control."""
    iflag, oflag, cflag, lflag, ispeed, ospeed, control = modes
    lflag &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    control = list(control)
    control[termios.VMIN], control[termios.VTIME] = 1, 0
    return [iflag & ~termios.IXON, oflag, cflag, lflag, ispeed, ospeed, control]
