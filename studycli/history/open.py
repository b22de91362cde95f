"""Opening a history: nothing that cannot be read as one is ever written to."""

import os
import sqlite3
from pathlib import Path

from studycli.history.fault import HistoryError
from studycli.history.migrations import APPLICATION_ID, MIGRATIONS, migrate, version

_BUSY_SECONDS = 15


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the history at `path`, made or brought up to date; a HistoryError when that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    except (sqlite3.Error, OSError) as fault:
        raise HistoryError(worded(fault, path)) from fault
    try:
        _check(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection)
    except sqlite3.Error as fault:
        connection.close()
        raise HistoryError(worded(fault, path)) from fault
    except HistoryError:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


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


def worded(fault: Exception, path: Path) -> str:
    """One sentence for a fault of the database or the disk: what, where, what to do."""
    text = str(fault)
    if "locked" in text or "busy" in text:
        return f"{path}: another program holds the history; end it and try again"
    if "full" in text or "disk I/O" in text:
        return f"{path}: the answer could not be saved, the disk is full or failing; free some space and try again"
    if "readonly" in text or "unable to open" in text or isinstance(fault, OSError):
        return f"{path}: the history cannot be opened for writing ({text}); check the folder and its permissions"
    return f"{path}: the history cannot be read ({text}); it was left as it is; {_remedy(path)}"


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if version(connection) > len(MIGRATIONS):
        raise HistoryError(f"{path}: the history was written by a newer studycli; update studycli to use it")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise HistoryError(f"{path}: this is another program's database, not a history; it was left as it is")
    if not tables and _backups(path):
        raise HistoryError(f"{path}: the history is empty although there are backups; {_remedy(path)}")


def _remedy(path: Path) -> str:
    backups = _backups(path)
    return f"the newest backup is {backups[-1]}" if backups else "there is no backup beside it"


def _backups(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("*.db"))


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.exists() else ""
