"""What a person can set: one table that reads the configuration file and writes its documentation."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from studycli.core.problem import Problem, error
from studycli.core.schedule import MAXIMUM_DAYS, Plan

LANGUAGES = ("en", "zh", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Steps and `learn_ahead` in seconds, `desired_retention` as a share, `rollover` as an hour of the local day."""

    decks: tuple[str, ...] = ()
    language: str = ""
    new_per_day: int = 10
    reviews_per_day: int = 200
    desired_retention: float = 0.9
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = MAXIMUM_DAYS
    rollover: int = 4
    learn_ahead: int = 1200
    bury_siblings: bool = True

    @property
    def plan(self) -> Plan:
        return Plan(
            desired_retention=self.desired_retention,
            learning_steps=self.learning_steps,
            relearning_steps=self.relearning_steps,
            maximum_interval=self.maximum_interval,
        )


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a value should have been."""

    expected: str


@dataclass(frozen=True, slots=True)
class Setting:
    """`read` turns a TOML value into the field's, or says what was expected; `default` and `example` are TOML."""

    name: str
    read: Callable[[object], object | Wrong]
    default: str
    meaning: str


def _whole(low: int, high: int) -> Callable[[object], object | Wrong]:
    def read(value: object) -> object | Wrong:
        fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return value if fits else Wrong(f"a whole number from {low} to {high}")

    return read


def _share(value: object) -> object | Wrong:
    fits = isinstance(value, float) and 0.7 <= value <= 0.99
    return value if fits else Wrong("a number from 0.70 to 0.99")


def _switch(value: object) -> object | Wrong:
    return value if isinstance(value, bool) else Wrong("true or false")


def _language(value: object) -> object | Wrong:
    return value if value in LANGUAGES else Wrong('"en", "zh" or "both"')


def _paths(value: object) -> object | Wrong:
    paths = [value] if isinstance(value, str) else value
    if isinstance(paths, list) and paths and all(isinstance(path, str) and path for path in paths):
        return tuple(paths)
    return Wrong("a path, or a list of paths")


def _duration(value: object) -> object | Wrong:
    seconds = _seconds(value)
    return Wrong('a duration such as "20m"') if seconds is None else seconds


def _steps(value: object) -> object | Wrong:
    steps = [_seconds(step) for step in value] if isinstance(value, list) else [None]
    if any(not step for step in steps):
        return Wrong('a list of durations such as ["1m", "10m"]')
    return tuple(steps)


def _seconds(value: object) -> int | None:
    match = re.fullmatch(r"(\d{1,6})([smhd])", value) if isinstance(value, str) else None
    return int(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86_400}[match[2]] if match else None


SETTINGS: tuple[Setting, ...] = (
    Setting("decks", _paths, "your own decks and the shipped ones", "Files or folders studied together."),
    Setting("language", _language, "by the locale", "Language of the cards: en, zh or both."),
    Setting("new_per_day", _whole(0, 9999), "10", "New cards a day at most."),
    Setting("reviews_per_day", _whole(0, 99_999), "200", "Reviews a day at most."),
    Setting("desired_retention", _share, "0.9", "Share of reviews that you want to answer rightly."),
    Setting("learning_steps", _steps, '["1m", "10m"]', "Waits of a new card before its first interval in days."),
    Setting("relearning_steps", _steps, '["10m"]', "Waits of a forgotten card before it goes back to days."),
    Setting("maximum_interval", _whole(1, MAXIMUM_DAYS), "36500", "Longest interval in days."),
    Setting("rollover", _whole(0, 23), "4", "Hour of the local day at which the next study day begins."),
    Setting("learn_ahead", _duration, '"20m"', "How early a learning card may come when nothing else is left."),
    Setting("bury_siblings", _switch, "true", "Whether only one card of a note is asked a day."),
)


def read_settings(values: Mapping[str, object], *, path: str, text: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings from the values of a TOML file; `text` is the file itself, to find the lines of faults."""
    known = {setting.name: setting for setting in SETTINGS}
    taken: dict[str, object] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        line = _line_of(name, text)
        if name not in known:
            problems.append(error(path, line, 1, "unknown-setting", _unknown(name)))
            continue
        read = known[name].read(value)
        if isinstance(read, Wrong):
            problems.append(error(path, line, 1, "wrong-setting", f"{name} must be {read.expected}"))
        else:
            taken[name] = read
    return Settings(**taken), tuple(problems)  # type: ignore[arg-type]  # each reader gives its field's type


def _unknown(name: str) -> str:
    names = [field.name for field in fields(Settings)]
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1)
    return f"no setting is called {name!r}" + (
        f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"
    )


def _line_of(name: str, text: str) -> int:
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(name)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
