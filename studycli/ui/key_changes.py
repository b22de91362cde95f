"""The keys that a person has changed, read from the configuration."""

import re
from collections.abc import Iterator, Mapping

from studycli.core.messages import _
from studycli.core.problem import Problem, error
from studycli.core.setting_reader import line_of
from studycli.ui.keymap import ACTIONS

_NAMED = re.compile(r"f([1-9]|1[0-2])|tab|home|end|insert|delete")
# What is pressed again and again, or moves the cursor, stays where the hand knows it.
FIXED = frozenset("1234jk")


def read_keys(values: object, *, path: str, text: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The table `keys` of a configuration file, and all that is wrong with it, clashes too."""
    if not isinstance(values, dict):
        message = _('keys must be a table such as [keys] with undo = "z"')
        return {}, (error(path, line_of("keys", text), 1, "wrong-setting", message),)
    faults = [(name, fault) for name, key in values.items() if (fault := _fault(name, key))]
    changes = {} if faults else values
    faults += _clashes(changes)
    found = (error(path, line_of(name, text, "keys"), 1, "wrong-setting", message) for name, message in faults)
    return dict(changes), tuple(found)


def _fault(name: str, key: object) -> str:
    if name not in ACTIONS:
        return _("no key does {name!r}; there are {known}").format(name=name, known=", ".join(ACTIONS))
    if not isinstance(key, str) or not (_NAMED.fullmatch(key) or _is_character(key)):
        return _('{name} must be a key such as "z", "f2" or "tab"').format(name=name)
    fixed = _("{name} cannot be on {key!r}, which rates an answer or moves the cursor")
    return fixed.format(name=name, key=key) if key in FIXED else ""


def _is_character(key: str) -> bool:
    return len(key) == 1 and key.isprintable() and key != " "


def _clashes(changes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Two actions on one key, told where one of them was put there."""
    taken: dict[str, str] = {}
    words = sorted(ACTIONS, key=lambda word: word in changes)
    for word in words:
        key = changes.get(word, ACTIONS[word].keys[0])
        if key in taken:
            both = _("{name} and {other} are both on the key {key!r}; give one of them another key")
            yield word, both.format(name=word, other=taken[key], key=key)
        taken.setdefault(key, word)
