"""Keys, one at a time, by name: a character by itself, else "enter", "space", "up", "escape", "ctrl-c", "f1" …

What is pasted is one key where the terminal marks it; see `paste`.
"""

import sys
from contextlib import AbstractContextManager
from typing import Protocol

# Returned by `read` when the screen has to be drawn anew: another size, or back from a stop.
RESIZE = "resize"


class NoTerminal(Exception):  # noqa: N818  # a state of things, not a fault
    """Standard input or output is no terminal, so no key can be asked for."""


class TerminalClosed(Exception):  # noqa: N818  # it is how many sessions end
    """The terminal went away: end of input, or it was hung up."""


class Keys(Protocol):
    """A terminal held for the whole session: no echo, no line editing, cursor hidden."""

    def read(self, timeout: float | None = None) -> str | None:
        """The next key, "resize", or None after `timeout` seconds; waits for ever without one.

        Raises TerminalClosed when the terminal went away and SystemExit when the program was told to end.
        """

    def drop(self) -> None:
        """Forget what was typed and not yet read, but for "ctrl-c"."""

    def suspended(self) -> AbstractContextManager[None]:
        """The terminal as it was before, for an editor, and taken again at the end."""


def open_keys(*, full_screen: bool = False, bare: bool = False) -> AbstractContextManager[Keys]:
    """Take the terminal; it is put back at the end, whatever happens. Raises NoTerminal.

    With `full_screen` the alternate screen comes and goes with it, for an editor and Ctrl-Z too (not on Windows).
    With `bare` nothing is written to the terminal at all.
    """
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise NoTerminal
    if sys.platform == "win32":
        from studycli.ui.windows_keys import console_keys

        return console_keys()
    from studycli.ui.posix_keys import terminal_keys

    return terminal_keys(sys.stdin.fileno(), sys.stdout.fileno(), full_screen, bare)


def _is_terminal(stream: object) -> bool:
    """A stream may be None, closed or replaced by something without a file."""
    isatty = getattr(stream, "isatty", None)
    try:
        return bool(isatty and isatty())
    except ValueError:
        return False
