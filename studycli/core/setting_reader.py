"""The values of a configuration file -> a configuration, and all that is wrong with it."""

import re
from collections.abc import Iterator, Mapping

from studycli.core.messages import _
from studycli.core.problem import Problem, error
from studycli.core.setting_table import SETTINGS, Setting, Wrong
from studycli.core.settings import Configuration, Settings

_BY_NAME = {setting.name: setting for setting in SETTINGS}


class _Reader:
    """One configuration file; `text` is the file itself, to find the lines of faults."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self.problems: list[Problem] = []

    def read(self, values: Mapping[str, object]) -> Configuration:
        values = dict(values)
        tables = values.pop("decks", {})
        if isinstance(tables, (str, list)):
            # A list of paths under the name of the tables means the library.
            values.setdefault("library", tables)
            tables = {}
        taken = self._values(values, _BY_NAME, "")
        settings = Settings(**taken)  # type: ignore[arg-type]  # each reader gives its field's type
        return Configuration(settings, tuple(self._tables(tables)), frozenset(taken))

    def _tables(self, tables: object) -> Iterator[tuple[str, Mapping[str, object]]]:
        if not isinstance(tables, dict):
            message = _('decks must be a path, a list of paths, or tables such as [decks."cnn/*"]')
            self._tell("decks", "wrong-setting", message)
            return
        known = {setting.name: setting for setting in SETTINGS if setting.of_decks}
        for pattern, values in tables.items():
            if isinstance(values, dict):
                yield pattern, self._values(values, known, pattern)
            else:
                message = _('decks.{pattern} must be a table such as [decks."cnn/*"]').format(pattern=pattern)
                self._tell(pattern, "wrong-setting", message)

    def _values(self, values: Mapping[str, object], known: Mapping[str, Setting], table: str) -> dict[str, object]:
        taken: dict[str, object] = {}
        for name, value in values.items():
            if name not in known:
                self._tell(name, "unknown-setting", _unknown(name, known, table), table)
                continue
            read = known[name].read(value)
            if isinstance(read, Wrong):
                message = _("{name} must be {expected}").format(name=name, expected=read.expected)
                self._tell(name, "wrong-setting", message, table)
            else:
                taken[name] = read
        return taken

    def _tell(self, name: str, code: str, message: str, table: str = "") -> None:
        self.problems.append(error(self._path, line_of(name, self._text, table), 1, code, message))


def read_settings(values: Mapping[str, object], *, path: str, text: str) -> tuple[Configuration, tuple[Problem, ...]]:
    """The configuration in the values of a TOML file, and all that is wrong with it."""
    reader = _Reader(path, text)
    configuration = reader.read(values)
    return configuration, tuple(reader.problems)


def _unknown(name: str, known: Mapping[str, Setting], table: str) -> str:
    from difflib import get_close_matches

    names = ", ".join(known)
    if table and name in _BY_NAME:
        return _("{name} cannot be set for some decks; there are {known}").format(name=name, known=names)
    if near := get_close_matches(name, known, n=1):
        return _("no setting is called {name!r}; did you mean {near}?").format(name=name, near=near[0])
    return _("no setting is called {name!r}; there are {known}").format(name=name, known=names)


def line_of(name: str, text: str, table: str = "") -> int:
    """The line on which a key or a table stands, below that of its own table; 1 when it is not found."""
    pattern = re.compile(rf"""\s*\[?\s*(?:decks\.)?["']?{re.escape(name)}["']?\s*[=.\]]""")
    lines = text.splitlines()
    start = line_of(table, text) if table else 0
    return next((number for number, line in enumerate(lines[start:], start + 1) if pattern.match(line)), start or 1)
