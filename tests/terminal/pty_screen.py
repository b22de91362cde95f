"""A command under a real pseudo-terminal, and the screen a person would see."""

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pexpect
import pyte


def _fresh_modes() -> list[Any]:
    ends = os.openpty()
    modes = termios.tcgetattr(ends[0])
    for end in ends:
        os.close(end)
    return modes


# The settings of a terminal that no program has touched.
FRESH_MODES = _fresh_modes()


class MissingSignError(AssertionError):
    """The sign that was waited for did not come."""


class _Screen(pyte.Screen):
    """With the alternate screen, which pyte does not know."""

    _ALTERNATE = 1049
    _former: tuple[Any, int, int] | None = None

    def set_mode(self, *modes: int, **options: Any) -> None:
        super().set_mode(*modes, **options)
        if options.get("private") and self._ALTERNATE in modes:
            self._former = deepcopy(self.buffer), self.cursor.y, self.cursor.x
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **options: Any) -> None:
        super().reset_mode(*modes, **options)
        if options.get("private") and self._ALTERNATE in modes and self._former:
            self.buffer, self.cursor.y, self.cursor.x = self._former


class Terminal:
    """Runs a command at once; leave it by `with`, which kills what is left of it."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
    ) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        basics = {
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join(os.path.abspath(path) for path in sys.path),  # noqa: PTH100  # "" is here,
        }
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(rows, columns),
            env=kept | basics | dict(environment or {}),
            cwd=None if directory is None else str(directory),
            echo=True,
        )
        self._child.delaybeforesend = None
        self._screen = _Screen(columns, rows)
        self._hung_up = False
        self._stream = pyte.ByteStream(self._screen)
        self.output = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self._hung_up:
            self._child.kill(signal.SIGKILL)
            self._child.ptyproc.closed = True
        else:
            self._child.close(force=True)

    @property
    def pid(self) -> int:
        return int(self._child.pid)

    def send(self, keys: str | bytes) -> None:
        """Typed at once, as fast as a program can."""
        self._child.send(keys)

    def wait_for(self, sign: str | re.Pattern[str], timeout: float = 10) -> re.Match[str]:
        """Wait until the screen shows the text, or something the pattern matches (lines are joined by newlines).

        A page that is being drawn is waited for to its end.
        """
        pattern = re.compile(re.escape(sign)) if isinstance(sign, str) else sign
        deadline = time.monotonic() + timeout
        while (found := pattern.search("\n".join(self.screen()))) is None:
            if not self._take_in(deadline - time.monotonic()):
                raise MissingSignError(
                    f"{pattern.pattern!r} did not appear on this screen:\n" + "\n".join(self.screen())
                )
        while self._is_drawing() and self._take_in(deadline - time.monotonic()):
            pass
        return found

    def _is_drawing(self) -> bool:
        """Whether a page was begun, at the top left, and not ended, by clearing what is below: it comes in pieces."""
        return self.output.rfind(b"\x1b[H") > self.output.rfind(b"\x1b[J")

    def wait_for_end(self, timeout: float = 10) -> int:
        """Wait until the command has ended; its exit status, or minus the signal that killed it."""
        deadline = time.monotonic() + timeout
        while self._take_in(deadline - time.monotonic()):
            pass
        while self._child.isalive():
            if time.monotonic() >= deadline:
                raise MissingSignError("still running:\n" + "\n".join(self.screen()))
            time.sleep(0.005)
        return int(self._child.exitstatus if self._child.exitstatus is not None else -self._child.signalstatus)

    def screen(self) -> list[str]:
        """The lines as they are seen now, without blanks at their ends; a wide character is one character."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen without the empty lines below."""
        return "\n".join(self.screen()).rstrip("\n")

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column, from 0."""
        return self._screen.cursor.y, self._screen.cursor.x

    @property
    def cursor_hidden(self) -> bool:
        return bool(self._screen.cursor.hidden)

    def modes(self) -> list[Any]:
        """The terminal's settings now, to be compared with `FRESH_MODES` at the end.

        There is no asking before: the command may have changed them already.
        """
        return termios.tcgetattr(self._child.child_fd)

    def echoes(self) -> bool:
        return bool(self.modes()[3] & termios.ECHO)

    def resize(self, columns: int, rows: int) -> None:
        self._resize_screen(columns, rows)
        self._child.setwinsize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        self._child.kill(number)

    def kill(self) -> None:
        """At once and without mercy, as a power cut does."""
        self._child.kill(signal.SIGKILL)

    def hang_up(self) -> None:
        """The window is closed; nothing can be seen or asked afterwards but the exit status."""
        self._child.ptyproc.fileobj.close()
        self._hung_up = True

    def _resize_screen(self, columns: int, rows: int) -> None:
        """As terminals do it: lines below the cursor go first. pyte cuts at the top and leaves the cursor outside."""
        screen, (row, column) = self._screen, self.cursor
        scrolled = max(0, row - rows + 1)
        if (kept := screen.lines - rows - scrolled) > 0:
            screen.cursor_position()
            screen.insert_lines(kept)
        screen.resize(rows, columns)
        screen.cursor_position(row - scrolled + 1, min(column, columns - 1) + 1)

    def _take_in(self, seconds: float) -> bool:
        """False when nothing came in that time or nothing more will come."""
        if self._hung_up:
            return False
        try:
            data = self._child.read_nonblocking(65536, max(0.0, seconds))
        except (pexpect.EOF, pexpect.TIMEOUT):
            return False
        self.output += data
        self._stream.feed(data)
        return True
