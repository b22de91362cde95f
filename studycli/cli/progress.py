"""A bar on standard error while much is read, once that takes longer than a second."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import Timer

from studycli.core.messages import _

_PATIENCE_SECONDS = 1.0
_WIDTH = 30


def reading_decks() -> AbstractContextManager[Callable[[int, int], None]]:
    return bar(_("Reading decks"))


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much was read of how much; what it drew is gone at the end."""
    drawn = _Bar(what)
    try:
        yield drawn.report
    finally:
        drawn.end()


class _Bar:
    """A second after the first report it is drawn, and from then on at each: one large file may be long in coming."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._done, self._total = 0, 1
        self._patience = Timer(_PATIENCE_SECONDS, self._draw)
        self._patience.daemon = True
        self._is_drawn = False

    def report(self, done: int, total: int) -> None:
        self._done, self._total = done, max(1, total)
        if self._is_drawn:
            self._draw()
        elif self._patience.ident is None and sys.stderr.isatty():
            self._patience.start()

    def end(self) -> None:
        self._patience.cancel()
        if self._patience.is_alive():
            self._patience.join()
        if self._is_drawn:
            _write("\r\x1b[K")

    def _draw(self) -> None:
        self._is_drawn = True
        filled = _WIDTH * self._done // self._total
        percent = 100 * self._done // self._total
        _write(f"\r{self._what} {'━' * filled}{'─' * (_WIDTH - filled)} {percent} %")


def _write(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()
