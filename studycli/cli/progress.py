"""A bar on standard error while decks are read, once that takes longer than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE_SECONDS = 1.0
_WIDTH = 30


@contextmanager
def reading_decks() -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much was read of how much; what it drew is gone at the end."""
    started, drawn = time.monotonic(), False

    def report(done: int, total: int) -> None:
        nonlocal drawn
        if sys.stderr.isatty() and time.monotonic() - started > _PATIENCE_SECONDS:
            filled = _WIDTH * done // max(1, total)
            sys.stderr.write(f"\rReading decks {'━' * filled}{'─' * (_WIDTH - filled)} {100 * done // max(1, total)} %")
            sys.stderr.flush()
            drawn = True

    try:
        yield report
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
