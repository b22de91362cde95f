"""studycli for a screen in the README: `staged CLOCK LOCALES ARGUMENTS`, with a file for its clock and other messages."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from studycli.__main__ import main
from studycli.cli import interface
from studycli.cli.context import Context

_clock, _locales, *sys.argv[1:] = sys.argv[1:]


def _now(_context: Context) -> datetime:
    return datetime.fromtimestamp(float(Path(_clock).read_text(encoding="ascii")), UTC)


if __name__ == "__main__":
    interface.LOCALES = Path(_locales)
    Context.now = _now  # type: ignore[method-assign]  # a session on a stage takes as long as it is told
    main()
