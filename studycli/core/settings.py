"""What a person has set, for all decks and for some."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from studycli.core.schedule import DEFAULT_PARAMETERS, MAXIMUM_DAYS, Plan

LANGUAGES = ("en", "zh", "both")
UI_LANGUAGES = ("en", "zh")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Order(StrEnum):
    """In which order reviews are asked."""

    DUE = "due"
    DIFFICULTY = "difficulty"
    RETRIEVABILITY = "retrievability"
    RANDOM = "random"


class Settings(NamedTuple):
    """Steps and `learn_ahead` in seconds, `desired_retention` as a share, `rollover` as an hour of the local day.

    `easy_days` are the weights of the weekdays, Monday first.
    """

    library: tuple[str, ...] = ()
    language: str = ""
    ui_language: str = ""
    new_per_day: int = 10
    reviews_per_day: int = 200
    order: Order = Order.DUE
    desired_retention: float = 0.9
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = MAXIMUM_DAYS
    fuzz: bool = True
    balance: bool = True
    easy_days: tuple[float, ...] = (1.0,) * 7
    leeches: str = "mark"
    rollover: int = 4
    learn_ahead: int = 1200
    bury_siblings: bool = True
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS

    @property
    def plan(self) -> Plan:
        return Plan(
            desired_retention=self.desired_retention,
            learning_steps=self.learning_steps,
            relearning_steps=self.relearning_steps,
            maximum_interval=self.maximum_interval,
            fuzz=self.fuzz,
            parameters=self.parameters,
        )


class Configuration(NamedTuple):
    """What a configuration file says. `tables` pairs a pattern of deck names with what is set for those decks.

    `keys` pairs the words of actions in the quiz with the keys that they were put on.
    """

    settings: Settings = Settings()
    tables: tuple[tuple[str, Mapping[str, object]], ...] = ()
    written: frozenset[str] = frozenset()
    keys: tuple[tuple[str, str], ...] = ()

    def for_deck(self, name: str) -> Settings:
        """The settings of one deck: those of every pattern it fits, a later one before an earlier one."""
        tables = [table for pattern, table in self.tables if _fits(name, pattern)]
        values = {key: value for table in tables for key, value in table.items()}
        return self.settings._replace(**values) if values else self.settings  # type: ignore[arg-type]  # as they were read

    def for_pool(self, pattern: str) -> Settings:
        """The settings of the decks whose last pattern this is."""
        values = {key: value for name, table in self.tables if name == pattern for key, value in table.items()}
        return self.settings._replace(**values)  # type: ignore[arg-type]  # as they were read

    def pool_of(self, name: str) -> str:
        """The last pattern that the deck fits; "" for none. The decks of a pattern share its limits a day."""
        return next((pattern for pattern, _ in reversed(self.tables) if _fits(name, pattern)), "")


def _fits(deck: str, pattern: str) -> bool:
    """As `deck:` in a query: the deck of that name and those below it, `*` allowed."""
    from studycli.core.names import is_like, name_key

    name, wanted = name_key(deck), name_key(pattern)
    return is_like(name, wanted) or is_like(name, f"{wanted}/*")
