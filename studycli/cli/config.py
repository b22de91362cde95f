"""`config`: what is set, where it was set, and what it means."""

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from studycli.cli import options
from studycli.cli.configuration import not_toml, read_configuration
from studycli.cli.context import Context
from studycli.cli.files import write_whole
from studycli.cli.output import mention, put_json, put_table
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.messages import N_, _
from studycli.core.setting_reader import line_of
from studycli.core.setting_table import SETTINGS, Setting

SUMMARY = "Show or change what is set."

HELP = """\
studycli config
studycli config set new_per_day 20
studycli config set language zh
studycli config set keys.undo z
studycli config set desired_retention 0.95 --deck cnn

Each setting with its value, where it comes from and what it means. set writes it down and keeps your comments."""


@dataclass(frozen=True, slots=True)
class Row:
    """`origin` is "default", an option or variable, or the file with the line."""

    name: str
    value: str
    origin: str
    meaning: str

    @property
    def value_shown(self) -> str:
        """Of what was not set it may be told in words."""
        return _(self.value) if self.origin == "default" and self.value else self.value

    @property
    def set_at(self) -> str:
        """Where it was set; "" where nobody did."""
        return "" if self.origin == "default" else self.origin


def run(
    action: Annotated[str | None, typer.Argument(metavar="[set]")] = None,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]")] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help="As in the file; quotes may be left out.")
    ] = None,
    deck: Annotated[str | None, typer.Option("--deck", metavar="NAME", help="For one deck and those below it.")] = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json) as context:
        if action == "set" and key and value is not None:
            write_setting(context.folders.config_file, key, _parsed(value), deck)
        elif action is not None:
            raise usage(_("config takes nothing, or set with a key and a value: studycli config set new_per_day 20"))
        _tell(context)
        return Exit.DONE


def _tell(context: Context) -> None:
    from studycli.ui.console import stdout_console
    from studycli.ui.settings import TABLE_COLUMNS, ShownSetting, settings_view

    rows = _rows(context)
    if context.json:
        names = ("name", "value", "origin", "meaning")
        put_json({"settings": [{name: getattr(row, name) for name in names} for row in rows]})
    elif sys.stdout.isatty() and stdout_console().width < TABLE_COLUMNS:
        shown = (ShownSetting(row.name, row.value_shown, row.set_at, row.meaning) for row in rows)
        stdout_console().print(settings_view(shown))
    else:
        put_table(
            (N_("setting"), N_("value"), N_("from"), N_("meaning")),
            [(row.name, row.value_shown, row.origin, row.meaning) for row in rows],
            worded=("from",),
        )


def _rows(context: Context) -> list[Row]:
    path = context.folders.config_file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    written = tomllib.loads(text)
    # Read first, so that a fault is told with its line.
    configuration = context.configuration
    rows = [_row(setting, written, path, text) for setting in SETTINGS]
    if given := context.library_origin:
        rows[0] = Row("library", ", ".join(map(str, context.library)), given, _(SETTINGS[0].meaning))
    for pattern, _values in configuration.tables:
        for name, value in written["decks"][pattern].items():
            origin = f"{path}:{line_of(name, text, pattern)}"
            meaning = next(_(setting.meaning) for setting in SETTINGS if setting.name == name)
            rows.append(Row(f'decks."{pattern}".{name}', _toml(value), origin, meaning))
    for action, key in configuration.keys:
        origin = f"{path}:{line_of(action, text, 'keys')}"
        rows.append(Row(f"keys.{action}", _toml(key), origin, _("Key of the quiz; docs/keys.md has them all.")))
    return rows


def _row(setting: Setting, written: Mapping[str, Any], path: Path, text: str) -> Row:
    name = setting.name
    if name == "library" and not isinstance(written.get("decks", {}), dict):
        name = "decks"
    if name not in written:
        return Row(setting.name, setting.default, "default", _(setting.meaning))
    return Row(setting.name, _toml(written[name]), f"{path}:{line_of(name, text)}", _(setting.meaning))


def write_setting(path: Path, key: str, value: object, deck: str | None = None) -> None:
    """Write one value into the file, if the file is sound with it; its comments and order stay."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    except (TOMLKitError, OSError, UnicodeDecodeError) as fault:
        raise Stop(Exit.USAGE, "configuration", not_toml(path, fault)) from fault
    table, _dot, action = key.partition(".")
    if table == "keys" and action and deck is None:
        document.setdefault("keys", tomlkit.table())[action] = str(value)
    elif deck is None:
        document[key] = value
    else:
        tables = document.setdefault("decks", tomlkit.table(is_super_table=True))
        if not isinstance(tables, dict):
            told = _(
                "{path}: decks is the library there; call it library, so that decks may have settings of their own"
            )
            raise usage(told.format(path=path))
        tables.setdefault(deck, tomlkit.table())[key] = value
    text = tomlkit.dumps(document)
    problems = read_configuration(tomllib.loads(text), path=str(path), text=text)[1]
    if problems:
        raise usage(problems[0].message)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))
    mention(_("{key} is set in {path}").format(key=key, path=path))


def _parsed(value: str) -> Any:
    """A TOML value, or the words themselves where they are none."""
    try:
        return tomllib.loads(f"x = {value}")["x"]
    except tomllib.TOMLDecodeError:
        return value


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return f"{{{', '.join(f'{key} = {_toml(each)}' for key, each in value.items())}}}"
        case _:
            return str(value)
