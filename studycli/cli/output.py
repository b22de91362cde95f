"""Data go to standard output, talk to standard error."""

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from studycli.cli.shown import shown
from studycli.core.messages import _, spoken
from studycli.ui.encoding import can_write


def say(message: str) -> None:
    """One line of talk; where nobody can hear it any more, none."""
    with suppress(OSError):
        sys.stderr.write(message + "\n")
        sys.stderr.flush()


def mention(message: str) -> None:
    """One line of talk under the name of the program."""
    say(f"studycli: {message}")


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


def put_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], optional: Collection[str] = (), worded: Collection[str] = ()
) -> None:
    """Columns for people at a terminal; lines with tabs, without heads, for programs.

    Columns in `optional` are left out where a terminal has no room for them. In those in `worded` are words that
    programs read, and people are shown in their language.
    """
    if not sys.stdout.isatty():
        for row in rows:
            put("\t".join(row))
    elif rows:
        from studycli.ui.console import stdout_console
        from studycli.ui.table import table_view

        console = stdout_console()
        cells = [
            [shown(cell) if head in worded else cell for head, cell in zip(heads, row, strict=True)] for row in rows
        ]
        console.print(table_view(list(map(_head, heads)), cells, console.width, set(map(_head, optional))))


def _head(name: str) -> str:
    return _(name) if name else ""


def clauses(*parts: str) -> str:
    """Parts of a sentence, one after the other; empty ones are left out."""
    return _(", ").join(filter(None, parts))


def sentences(*parts: str) -> str:
    """One after the other; empty ones are left out."""
    return ("" if spoken() == "zh" else " ").join(filter(None, parts))
