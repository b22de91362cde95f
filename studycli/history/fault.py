"""A history that cannot be read or written, in words for the person whose history it is."""

import sqlite3
from pathlib import Path

from studycli.core.messages import _

# What reading a damaged database may raise: SQLite's own faults, and values or messages that make no sense in Python.
FAULTS = (sqlite3.Error, ValueError, TypeError, LookupError, ArithmeticError)

_LONGEST_REASON = 120


class HistoryError(Exception):
    """The message is one sentence: what is wrong, where, and what to do."""


def worded(fault: Exception, path: Path) -> str:
    """One sentence for a fault of the database or the disk: what, where, what to do."""
    text = " ".join(str(fault).split())[:_LONGEST_REASON]
    if "locked" in text or "busy" in text:
        message = _("{path}: another program holds the history; end it and try again")
    elif "full" in text or "disk I/O" in text:
        message = _("{path}: the answer could not be saved, the disk is full or failing; free some space and try again")
    elif "readonly" in text or "unable to open" in text or isinstance(fault, OSError):
        message = _("{path}: the history cannot be opened for writing ({fault}); check the folder and its permissions")
    else:
        message = _("{path}: the history cannot be read ({fault}); it was left as it is; {remedy}")
        return message.format(path=path, fault=text, remedy=remedy(path))
    return message.format(path=path, fault=text)


def remedy(path: Path) -> str:
    """Where the newest copy of a history is, and how it is brought back."""
    copies = copies_of(path)
    if not copies:
        return _("there is no backup beside it")
    return _("the newest backup is {path} (studycli history restore brings it back)").format(path=copies[-1])


def copies_of(path: Path) -> list[Path]:
    """The backups beside a history; the newest is the last, and copies before a change of schema come first."""
    return sorted(path.with_name("backups").glob("*.db"))
