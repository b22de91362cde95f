"""The table of settings: it reads their values, and their documentation is made from it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from studycli.core.messages import N_, _
from studycli.core.schedule import BOUNDS, MAXIMUM_DAYS, within_bounds
from studycli.core.settings import LANGUAGES, UI_LANGUAGES, WEEKDAYS, Order


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a value should have been."""

    expected: str


@dataclass(frozen=True, slots=True)
class Setting:
    """`read` turns a TOML value into the field's, or says what was expected; `default` is TOML where it can be.

    `meaning` is a message without a mark; it and a `default` in words are worded where they are shown.

    `of_decks`: it may stand in the table of some decks too.
    """

    name: str
    read: Callable[[object], object | Wrong]
    default: str
    meaning: str
    of_decks: bool = False


def _whole(low: int, high: int) -> Callable[[object], object | Wrong]:
    def read(value: object) -> object | Wrong:
        fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return value if fits else Wrong(_("a whole number from {low} to {high}").format(low=low, high=high))

    return read


def _share(value: object) -> object | Wrong:
    fits = isinstance(value, float) and 0.7 <= value <= 0.99
    return value if fits else Wrong(_("a number from 0.70 to 0.99"))


def _switch(value: object) -> object | Wrong:
    return value if isinstance(value, bool) else Wrong(_("true or false"))


def _one_of(words: tuple[str, ...], make: Callable[[str], object] = str) -> Callable[[object], object | Wrong]:
    def read(value: object) -> object | Wrong:
        if isinstance(value, str) and value in words:
            return make(value)
        several = ", ".join(map(_quoted, words[:-1]))
        return Wrong(_("{several} or {last}").format(several=several, last=_quoted(words[-1])))

    return read


def _quoted(word: str) -> str:
    return f'"{word}"'


def _weights(value: object) -> object | Wrong:
    """Weights by the names of weekdays; days that are not named have 1."""
    wrong = Wrong(_("a weight from 0 to 1 for weekdays such as {sat = 0.5, sun = 0}"))
    if not isinstance(value, dict) or not set(value) <= set(WEEKDAYS):
        return wrong
    if any(isinstance(weight, bool) or not isinstance(weight, (int, float)) for weight in value.values()):
        return wrong
    weights = tuple(float(value.get(day, 1)) for day in WEEKDAYS)
    return weights if all(0 <= weight <= 1 for weight in weights) else wrong


def _paths(value: object) -> object | Wrong:
    paths = [value] if isinstance(value, str) else value
    if isinstance(paths, list) and paths and all(isinstance(path, str) and path for path in paths):
        return tuple(paths)
    return Wrong(_("a path, or a list of paths"))


def _parameters(value: object) -> object | Wrong:
    """The model's parameters; whole numbers are taken, as TOML writes 1 for 1.0."""
    values = value if isinstance(value, list) else []
    if any(isinstance(each, bool) or not isinstance(each, (int, float)) for each in values):
        values = []
    if within_bounds(values):
        return tuple(map(float, values))
    return Wrong(_("a list of the {number} parameters of FSRS-6, each within its bounds").format(number=len(BOUNDS)))


def _duration(value: object) -> object | Wrong:
    seconds = _seconds(value)
    return Wrong(_('a duration such as "20m"')) if seconds is None else seconds


def _steps(value: object) -> object | Wrong:
    steps = [_seconds(step) for step in value] if isinstance(value, list) else [None]
    if any(not step for step in steps):
        return Wrong(_('a list of durations such as ["1m", "10m"]'))
    return tuple(steps)


def _seconds(value: object) -> int | None:
    match = re.fullmatch(r"(\d{1,6})([smhd])", value) if isinstance(value, str) else None
    return int(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86_400}[match[2]] if match else None


SETTINGS: tuple[Setting, ...] = (
    Setting("library", _paths, N_("your own decks and the shipped ones"), "Files or folders studied together."),
    Setting("language", _one_of(LANGUAGES), N_("by the locale"), "Language of the cards: en, zh or both."),
    Setting(
        "ui_language", _one_of(UI_LANGUAGES), N_("by the locale"), "Language of the program's own words: en or zh."
    ),
    Setting("new_per_day", _whole(0, 9999), "10", "New cards a day at most.", of_decks=True),
    Setting("reviews_per_day", _whole(0, 99_999), "200", "Reviews a day at most.", of_decks=True),
    Setting(
        "order",
        _one_of(tuple(Order), Order),
        '"due"',
        "Order of reviews: due, difficulty (easiest first), retrievability (best known first) or random.",
    ),
    Setting("desired_retention", _share, "0.9", "Share of reviews that you want to answer rightly.", of_decks=True),
    Setting(
        "learning_steps",
        _steps,
        '["1m", "10m"]',
        "Waits of a new card before its first interval in days.",
        of_decks=True,
    ),
    Setting(
        "relearning_steps", _steps, '["10m"]', "Waits of a forgotten card before it goes back to days.", of_decks=True
    ),
    Setting("maximum_interval", _whole(1, MAXIMUM_DAYS), "36500", "Longest interval in days.", of_decks=True),
    Setting("fuzz", _switch, "true", "Whether intervals in days are moved a little, to part cards learnt together."),
    Setting("balance", _switch, "true", "Whether intervals up to 90 days go to the lighter day in reach of the fuzz."),
    Setting(
        "easy_days", _weights, "{}", "Weights of weekdays, from 1 down to 0 for as few reviews as can be: {sun = 0.5}."
    ),
    Setting(
        "leeches",
        _one_of(("mark", "suspend")),
        '"mark"',
        "What becomes of a card that was forgotten eight times.",
        of_decks=True,
    ),
    Setting("rollover", _whole(0, 23), "4", "Hour of the local day at which the next study day begins."),
    Setting("learn_ahead", _duration, '"20m"', "How early a learning card may come when nothing else is left."),
    Setting("bury_siblings", _switch, "true", "Whether only one card of a note is asked a day."),
    Setting(
        "parameters",
        _parameters,
        N_("those published with FSRS-6"),
        "Your memory model; studycli history optimise finds it.",
    ),
)
