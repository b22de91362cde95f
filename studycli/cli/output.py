"""Data go to standard output, talk to standard error."""

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from studycli.ui.encoding import can_write


def say(message: str) -> None:
    """One line of talk; where nobody can hear it any more, none."""
    with suppress(OSError):
        sys.stderr.write(message + "\n")
        sys.stderr.flush()


def put(line: str) -> None:
    """One line of data."""
    sys.stdout.write(line + "\n")


def put_as_file() -> None:
    """From now on standard output is in UTF-8, as the file would be that it stands for."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def put_json(values: Mapping[str, Any], *, flush: bool = False) -> None:
    """One object on one line, with the version of its keys first."""
    text = json.dumps({"version": 1, **values}, ensure_ascii=False)
    put(text if can_write(text) else json.dumps({"version": 1, **values}))
    if flush:
        sys.stdout.flush()


def put_table(heads: Sequence[str], rows: Sequence[Sequence[str]], optional: Collection[str] = ()) -> None:
    """Columns for people at a terminal; lines with tabs, without heads, for programs.

    Columns in `optional` are left out where a terminal has no room for them.
    """
    if not sys.stdout.isatty():
        for row in rows:
            put("\t".join(row))
    elif rows:
        from studycli.ui.console import stdout_console
        from studycli.ui.table import table_view

        console = stdout_console()
        console.print(table_view(heads, rows, console.width, optional))


def counted(number: int, noun: str) -> str:
    """ "1 note", "2 notes"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
