"""The values of a configuration file -> the settings and the keys, and all that is wrong with them."""

from collections.abc import Mapping

from studycli.core.problem import Problem
from studycli.core.setting_reader import read_settings
from studycli.core.settings import Configuration


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
