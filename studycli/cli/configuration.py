"""The values of a configuration file -> the settings and the keys, and all that is wrong with them."""

from collections.abc import Mapping
from pathlib import Path

from studycli.core.messages import _
from studycli.core.problem import Problem
from studycli.core.setting_reader import read_settings
from studycli.core.settings import Configuration


def not_toml(path: Path, fault: Exception) -> str:
    """What a parser of TOML says is wrong, which it says in English only."""
    return _("{path}: {fault}").format(path=path, fault=fault)


def read_configuration(
    values: Mapping[str, object], *, path: str, text: str
) -> tuple[Configuration, tuple[Problem, ...]]:
    settings = {name: value for name, value in values.items() if name != "keys"}
    configuration, problems = read_settings(settings, path=path, text=text)
    if "keys" not in values:
        return configuration, problems
    from studycli.ui.key_changes import read_keys

    keys, faults = read_keys(values["keys"], path=path, text=text)
    return configuration._replace(keys=tuple(keys.items())), problems + faults
