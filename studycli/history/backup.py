"""Copies of the history in `<data>/backups`: one for each day of study, thinned out as they grow old."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date
from itertools import chain, count
from pathlib import Path

from studycli.core.messages import _
from studycli.history.fault import HistoryError

DAYS_KEPT = 10


def kept(days: Iterable[str]) -> frozenset[str]:
    """Of the days with a backup (YYYY-MM-DD) those whose backup stays: the newest ten, the newest of each month."""
    ordered = sorted(days)
    newest_of_month = {day[:7]: day for day in ordered}
    return frozenset(ordered[-DAYS_KEPT:]) | frozenset(newest_of_month.values())


def back_up_if_due(history: Path, day: str) -> Path | None:
    """The day's backup when there was none yet."""
    return None if _path(history, day).exists() else back_up(history, day)


def back_up(history: Path, day: str) -> Path:
    """The day's backup, made anew; old ones go only after it is in its place."""
    target = _path(history, day)
    copy(history, target)
    _thin_out(target.parent, day)
    return target


def copy_before_migration(history: Path, version: int) -> Path:
    """A copy of a history that is about to go through the steps up to `version`; earlier copies stay."""
    target = free(history.with_name("backups") / f"before-schema-{version}.db")
    copy(history, target)
    return target


def free(path: Path) -> Path:
    """The path, or with a number in its name when there is such a file."""
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(candidate for candidate in chain((path,), others) if not candidate.exists())


def copy(history: Path, target: Path) -> None:
    """Write what is committed into a file of its own, which is whole when it has its name."""
    import secrets

    draft = target.with_name(f"{target.stem}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(history)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        with draft.open("r+b") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except (sqlite3.Error, OSError) as fault:
        message = _("{path}: the backup could not be written ({fault}); the history is as it was")
        raise HistoryError(message.format(path=target, fault=fault)) from fault
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _path(history: Path, day: str) -> Path:
    return history.with_name("backups") / f"history-{day}.db"


def _thin_out(folder: Path, today: str) -> None:
    """Remove the backups that are not kept, and what a backup that was killed on another day left behind."""
    days = {day: path for path in folder.glob("history-*.db") if (day := _day_of(path))}
    staying = kept(days) | {today}
    drafts = (path for path in folder.glob("history-*.part") if not path.name.startswith(f"history-{today}."))
    for path in (*(path for day, path in days.items() if day not in staying), *drafts):
        with suppress(OSError):
            path.unlink()


def _day_of(path: Path) -> str:
    """The day in a backup's name; "" for a file of another name."""
    day = path.stem.removeprefix("history-")
    try:
        return day if date.fromisoformat(day).isoformat() == day else ""
    except ValueError:
        return ""
