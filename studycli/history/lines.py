"""Events as lines of JSON, to carry a history or read it without this program: every field, instants in UTC ms."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from studycli.core.history import Event
from studycli.core.messages import N_, _

VERSION = 1

# Far beyond any life, and within what dates and the database can hold.
_LAST_INSTANT = 10**14
_LAST_DAY = 10**6
_LONGEST = 10**9


def dump(event: Event) -> str:
    """One line without its end."""
    return json.dumps({"version": VERSION, **event._asdict()}, ensure_ascii=False, separators=(",", ":"))


def parse(line: str) -> Event | str:
    """The event of a line, or in a few words what is wrong with it."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return _("not a JSON object")
    if not isinstance(values, dict):
        return _("not a JSON object")
    if values.pop("version", None) != VERSION:
        return _("version must be {version}").format(version=VERSION)
    for name in _FIELDS:
        if name in _NEEDED and name not in values:
            return _("{name} is missing").format(name=name)
    for name, value in values.items():
        if name not in _FIELDS:
            return _("{name!r} is not a field of an event").format(name=name)
        fits, expected = _FIELDS[name]
        if not fits(value):
            return _("{name} must be {expected}").format(name=name, expected=_(expected))
    return Event(**values | {"missed": tuple((index, text) for index, text in values.get("missed", ()))})


def _is_text(value: object) -> bool:
    """Text that can be written down: half a surrogate pair cannot."""
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def _is_name(value: object) -> bool:
    return _is_text(value) and value != ""


def _whole(low: int, high: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _or_null(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or fits(value)


def _is_missed(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(point, list) and len(point) == 2 and _whole(0, _LONGEST)(point[0]) and _is_text(point[1])
        for point in value
    )


_FIELDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "id": (_is_name, N_("text")),
    "device": (_is_name, N_("text")),
    "card": (_is_name, N_("text")),
    "at": (_whole(0, _LAST_INSTANT), N_("milliseconds since 1970-01-01 in UTC")),
    "study_day": (_whole(0, _LAST_DAY), N_("days since 1970-01-01")),
    "kind": (_is_name, N_("text")),
    "rating": (_or_null(_whole(1, 4)), N_("1 to 4, or null")),
    "duration_ms": (_or_null(_whole(0, _LAST_INSTANT)), N_("milliseconds, or null")),
    "mode": (_or_null(_is_text), N_("text, or null")),
    "interval": (_or_null(_whole(-_LONGEST, _LONGEST)), N_("days or negative seconds, or null")),
    "missed": (_is_missed, N_("a list of pairs of a number and a text")),
    "target": (_or_null(_is_text), N_("the id of an event, or null")),
    "text": (_or_null(_is_text), N_("text, or null")),
}
_NEEDED = frozenset(("id", "device", "card", "at", "study_day", "kind"))
