"""Opening a history: nothing that cannot be read as one is ever written to."""

import os
import sqlite3
import time
from pathlib import Path

from studycli.core.messages import _
from studycli.history.fault import FAULTS, HistoryError, copies_of, remedy, worded
from studycli.history.migrations import APPLICATION_ID, MIGRATIONS, migrate, version

BUSY_SECONDS = 15
_MAGIC = b"SQLite format 3\0"


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the history at `path`, made or brought up to date; a HistoryError when that cannot be."""
    try:
        _check_place(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except (sqlite3.Error, OSError) as fault:
        raise HistoryError(worded(fault, path)) from fault
    try:
        check(connection, path)
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection, lambda version: _keep_copy(path, version))
    except FAULTS as fault:
        connection.close()
        raise HistoryError(worded(fault, path)) from fault
    except HistoryError:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for its turn when two processes switch a new file at once, so this does."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() >= deadline:
                raise
            time.sleep(0.01)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """A HistoryError when the file is another program's or of a later version; an empty one is neither."""
    connection.execute("BEGIN")  # another process may be making the tables; they are seen all or not at all
    done = version(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if done > len(MIGRATIONS):
        message = _("{path}: the history was written by a newer studycli; update studycli to use it")
        raise HistoryError(message.format(path=path))
    if tables and application != APPLICATION_ID:
        message = _("{path}: this is another program's database, not a history; it was left as it is")
        raise HistoryError(message.format(path=path))


def _keep_copy(path: Path, version: int) -> None:
    from studycli.history.backup import copy_before_migration

    copy_before_migration(path, version)


def is_database(path: Path) -> bool:
    """Whether the file begins as those of SQLite do."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def device_name(folder: Path) -> str:
    """This device's name for itself, written down once beside the history."""
    path = folder / "device"
    try:
        if name := _read(path):
            return name
        import secrets

        draft = path.with_name(f"device.{secrets.token_hex(4)}")
        draft.write_text(secrets.token_hex(4) + "\n", encoding="ascii")
        try:
            os.link(draft, path)
        except OSError:
            if not path.exists():
                draft.replace(path)
        draft.unlink(missing_ok=True)
        return _read(path) or "local"
    except OSError as fault:
        raise HistoryError(worded(fault, path)) from fault


def _check_place(path: Path) -> None:
    """What SQLite may not even look at, lest it remove a -wal that it cannot use.

    Where there is no history one is made, but not beside what is left of another.
    """
    if path.exists() and path.stat().st_size:
        if not is_database(path):
            raise HistoryError(worded(sqlite3.DatabaseError("file is not a database"), path))
        return
    rest = path.with_name(f"{path.name}-wal")
    if rest.exists() and rest.stat().st_size:
        message = _("{path}: the history is gone, but {rest} with its last answers is left; {remedy}")
        raise HistoryError(message.format(path=path, rest=rest.name, remedy=remedy(path)))
    if copies_of(path):
        message = _("{path}: the history is empty although there are backups; {remedy}")
        raise HistoryError(message.format(path=path, remedy=remedy(path)))


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.exists() else ""
