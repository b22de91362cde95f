"""What is wrong with a history, if anything: damage, a schema that was tampered with, progress that does not follow."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from studycli.core.history import Progress
from studycli.core.messages import _
from studycli.history import joined
from studycli.history.derived import folded
from studycli.history.migrations import MIGRATIONS, migrate, version
from studycli.history.rows import PROGRESS_NAMES, read_progress

# As many cards as are named; of the others there is the number.
_NAMED = 3


def faults(connection: sqlite3.Connection, parameters: Sequence[float]) -> tuple[str, ...]:
    """Each fault of a history of today's schema as one sentence; none when all is well."""
    damage = tuple(structural_faults(connection))
    return damage or tuple(_joined_faults(connection)) or tuple(_progress_faults(connection, parameters))


def structural_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Faults of the file and its schema, whichever version that has."""
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield _("the file is damaged: {fault}").format(fault=line)
    done = version(connection)
    recorded = {name for (name,) in connection.execute("SELECT name FROM migrations")}
    for name in sorted(recorded.symmetric_difference(name for name, _step in MIGRATIONS[:done])):
        if name in recorded:
            yield _("the migration {name!r} is recorded but unknown").format(name=name)
        else:
            yield _("the migration {name!r} is not recorded").format(name=name)
    present = _schema(connection)
    for (kind, name), sql in _schema_of(done).items():
        if (kind, name) not in present:
            yield _("the {kind} {name} is missing").format(kind=kind, name=name)
        elif kind == "trigger" and present[kind, name] != sql:
            yield _("the {kind} {name} was changed").format(kind=kind, name=name)


def _joined_faults(connection: sqlite3.Connection) -> Iterator[str]:
    if joined.roots(connection) != joined.expected(connection):
        yield _("which cards are joined does not follow from the events; studycli history rebuild mends it")


def _progress_faults(connection: sqlite3.Connection, parameters: Sequence[float]) -> Iterator[str]:
    expected: dict[str, Progress] = {progress.card: progress for progress in folded(connection, parameters)}
    kept = _kept(connection)
    wrong = sorted(card for card in expected.keys() | kept.keys() if expected.get(card) != kept.get(card))
    if wrong:
        named = ", ".join(wrong[:_NAMED]) + (", …" if len(wrong) > _NAMED else "")
        message = _("progress does not follow from the events ({number}: {named}); studycli history rebuild mends it")
        yield message.format(number=len(wrong), named=named)


def _kept(connection: sqlite3.Connection) -> dict[str, Progress]:
    rows = connection.execute(f"SELECT {PROGRESS_NAMES} FROM progress")
    return {progress.card: progress for progress in map(read_progress, rows)}


def _schema(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Kind and name to the statement that made it."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {(kind, name): sql for kind, name, sql in rows}


def _schema_of(done: int) -> dict[tuple[str, str], str]:
    """The schema after that many steps."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrate(model, lambda _version: None, MIGRATIONS[:done])
        return _schema(model)
