"""A bar on standard error while much is read, once that takes longer than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

_PATIENCE_SECONDS = 1.0
_WIDTH = 30


def reading_decks() -> AbstractContextManager[Callable[[int, int], None]]:
    return bar("Reading decks")


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much was read of how much; what it drew is gone at the end."""
    started, drawn = time.monotonic(), False

    def report(done: int, total: int) -> None:
        nonlocal drawn
        if sys.stderr.isatty() and time.monotonic() - started > _PATIENCE_SECONDS:
            filled = _WIDTH * done // max(1, total)
            sys.stderr.write(f"\r{what} {'━' * filled}{'─' * (_WIDTH - filled)} {100 * done // max(1, total)} %")
            sys.stderr.flush()
            drawn = True

    try:
        yield report
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
