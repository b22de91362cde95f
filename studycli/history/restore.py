"""Putting another file in the place of the history. The one that was there is kept."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from studycli.core.messages import _
from studycli.history.backup import free
from studycli.history.fault import FAULTS, HistoryError, worded
from studycli.history.migrations import APPLICATION_ID
from studycli.history.open import check, is_database
from studycli.history.verify import structural_faults

_RESTS = ("-wal", "-shm")


def restore(source: Path, history: Path, stamp: str) -> Path | None:
    """Make `source` the history, and give where the one before it is kept, with `stamp` in its name.

    Nothing is changed when the source is no good history, or another program has the present one open.
    """
    try:
        history.parent.mkdir(parents=True, exist_ok=True)
        with _checked_copy(source, history) as draft:
            _close_for_all(history)
            kept = _set_aside(history, free(history.with_name(f"replaced-{stamp}.db")))
            draft.replace(history)
            return kept
    except OSError as fault:
        message = _("{path}: could not be restored ({fault}); the history is as it was")
        raise HistoryError(message.format(path=source, fault=fault)) from fault


@contextmanager
def _checked_copy(source: Path, history: Path) -> Iterator[Path]:
    """A whole copy beside the history, with what its -wal holds; the source itself is only read."""
    draft = history.with_name(f"restore.{secrets.token_hex(4)}.part")
    try:
        shutil.copyfile(source, draft)
        rest = source.with_name(f"{source.name}-wal")
        if rest.exists():
            shutil.copyfile(rest, draft.with_name(f"{draft.name}-wal"))
        _check(draft, source)
        with draft.open("r+b") as file:
            os.fsync(file.fileno())
        yield draft
    finally:
        for path in (draft, *(draft.with_name(draft.name + rest) for rest in _RESTS)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _check(draft: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            check(connection, source)
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise HistoryError(_("{path}: holds no history; the history is as it was").format(path=source))
            if fault := next(structural_faults(connection), None):
                message = _("{path}: {fault}; the history is as it was")
                raise HistoryError(message.format(path=source, fault=fault))
            connection.execute("PRAGMA journal_mode = DELETE")
    except FAULTS as fault:
        message = _("{path}: cannot be read as a history ({fault}); the history is as it was")
        raise HistoryError(message.format(path=source, fault=fault)) from fault


def _close_for_all(history: Path) -> None:
    """Bring the -wal into the file; that is refused while another program has it open. A damaged file is let be."""
    if not history.exists() or not is_database(history):
        return
    try:
        with closing(sqlite3.connect(history, timeout=1, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as fault:
        raise HistoryError(worded(fault, history)) from fault
    except sqlite3.DatabaseError:
        return


def _set_aside(history: Path, kept: Path) -> Path | None:
    """Give the history another name too, so that there is one at every instant; its -wal goes with it."""
    rest = history.with_name(f"{history.name}-wal")
    if not history.exists() and not rest.exists():
        return None
    if history.exists():
        try:
            os.link(history, kept)
        except OSError:
            shutil.copyfile(history, kept)
    if rest.exists():
        rest.replace(kept.with_name(f"{kept.name}-wal"))
    history.with_name(f"{history.name}-shm").unlink(missing_ok=True)
    return kept
