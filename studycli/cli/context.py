"""What a command works with: settings, the clock, the library and the history, each opened when first asked for."""

import os
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from studycli.cli.folders import Folders, folders, shipped_decks
from studycli.cli.output import mention
from studycli.cli.progress import reading_decks
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.clock import parse_instant, study_day, to_ms
from studycli.core.messages import _, n_

if TYPE_CHECKING:
    from studycli.catalogue.store import Catalogue
    from studycli.core.history import Event, Kind
    from studycli.core.model import CardId
    from studycli.core.settings import Configuration, Settings
    from studycli.core.spread import Days
    from studycli.history.log import Log


EXAMPLE_INSTANT = "2026-03-01T09:00:00+00:00"


class Context:
    """One run of one command. `decks` are the paths of --decks, none when it was not given."""

    def __init__(self, decks: Sequence[Path] | None = None, *, json: bool = False) -> None:
        self.json = json
        self._decks = tuple(decks or ())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        """Close what was opened."""
        for name in ("index", "log"):
            if opened := self.__dict__.pop(name, None):
                opened.close()

    @property
    def is_named(self) -> bool:
        """Whether the decks were named on the command line."""
        return bool(self._decks)

    @cached_property
    def folders(self) -> Folders:
        return folders()

    @property
    def merged(self) -> Path:
        """The folder for decks as they were before notes in them were merged."""
        return self.folders.data / "merged"

    def now(self) -> datetime:
        """The instant, in UTC; STUDYCLI_NOW stands still."""
        fixed = os.environ.get("STUDYCLI_NOW")
        if not fixed:
            return datetime.now(UTC)
        instant = parse_instant(fixed)
        if instant is None:
            told = _("STUDYCLI_NOW must be ISO 8601 with an offset ({example}), not {given!r}")
            raise usage(told.format(example=EXAMPLE_INSTANT, given=fixed))
        return instant.astimezone(UTC)

    def now_ms(self) -> int:
        return to_ms(self.now())

    def study_day(self, instant: datetime | None = None) -> int:
        """The study day of an instant (now when none is given) in the local zone."""
        local = (instant or self.now()).astimezone().replace(tzinfo=None)
        return study_day(local, self.settings.rollover)

    @property
    def settings(self) -> "Settings":
        """What is set for all decks."""
        return self.configuration.settings

    @cached_property
    def configuration(self) -> "Configuration":
        """From the configuration file, or the defaults where there is none."""
        from studycli.core.settings import Configuration

        path = self.folders.config_file
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Configuration()
        except (OSError, UnicodeDecodeError) as fault:
            message = _("{path}: cannot be read: {fault}").format(path=path, fault=fault)
            raise Stop(Exit.USAGE, "configuration", message) from fault
        return _configuration(path, text)

    @cached_property
    def language(self) -> str:
        """en, zh or both: the setting, else Chinese where the locale is Chinese."""
        from studycli.cli.interface import locale_language

        return self.settings.language or locale_language()

    @property
    def library_origin(self) -> str:
        """What names the library, before the configuration is asked; "" for nothing."""
        return "--decks" if self._decks else "STUDYCLI_DECKS" if _listed("STUDYCLI_DECKS") else ""

    @cached_property
    def library(self) -> tuple[Path, ...]:
        """The files and folders that are studied together."""
        if named := self._decks or _listed("STUDYCLI_DECKS"):
            return _existing(named, self.library_origin)
        if self.settings.library:
            paths = [Path(path).expanduser() for path in self.settings.library]
            return _existing(paths, _("library in the configuration"))
        own, shipped = self.folders.own_decks, shipped_decks()
        return tuple(path for path in (own, shipped) if path is not None and path.is_dir())

    @cached_property
    def index(self) -> "Catalogue":
        """The library's index, brought up to date."""
        from studycli.catalogue.store import Catalogue

        with reading_decks() as report:
            return Catalogue.open(self.folders.cache, self.library, on_progress=report)

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The index with the history joined to it, which is made when there is none."""
        self.index.attach_history(self.log.path)
        return self.index

    @cached_property
    def catalogue_to_read(self) -> "Catalogue":
        """The same for commands that record nothing: a history that is up to date is not opened, only joined."""
        from studycli.core.history import fold_mark

        path = self.folders.data / "history.db"
        try:
            self.index.attach_history(path if path.exists() else None)
            stale = path.exists() and self.index.progress_mark() != fold_mark(self.settings.parameters)
        except sqlite3.Error:
            return self.catalogue  # opening the log says what is wrong with it
        return self.catalogue if stale else self.index

    @cached_property
    def log(self) -> "Log":
        from studycli.history.log import Log

        return Log.open(self.folders.data, self.settings.parameters)

    def back_up(self) -> str:
        """Make the day's backup of the history when there is none yet; in one line why it could not be made, or ""."""
        from studycli.core.clock import day_text
        from studycli.history.backup import back_up_if_due
        from studycli.history.fault import HistoryError

        try:
            back_up_if_due(self.log.path, day_text(self.study_day()))
        except HistoryError as fault:
            return str(fault)
        return ""

    def reopen(self) -> None:
        """Look at the library anew, after a deck was edited or a folder made."""
        self.index.close()
        for name in ("library", "index", "catalogue", "catalogue_to_read"):
            self.__dict__.pop(name, None)

    def days_ahead(self, study_day: int) -> "Days":
        """How many reviews wait on the days that a short interval could reach, and how easy those days are to be."""
        from studycli.core.spread import REACH_DAYS, Days

        return Days(self.log.load(study_day, study_day + REACH_DAYS), self.settings.easy_days)

    def mark(self, card: "CardId", kind: "Kind") -> "Event":
        """Record that a card is suspended, buried, reset or the like."""
        from studycli.core.history import Event

        event = Event(card=card, at=self.now_ms(), study_day=self.study_day(), kind=kind)
        return self.log.append(event, self.now_ms())

    def warn_of_faults(self) -> None:
        """One line when notes were left out; exit 3 when nothing is left."""
        errors = [problem for problem in self.index.problems() if problem.is_error]
        if not errors:
            return
        faults, files = n_("{n} fault", "{n} faults", len(errors)), len({problem.path for problem in errors})
        if not any(deck.notes for deck in self.index.decks()):
            message = _("{fault} ({faults}; see studycli check)").format(fault=errors[0], faults=faults)
            raise Stop(Exit.DECKS, "decks", message)
        told = _("{faults} in {decks}; the notes concerned are left out (see studycli check)")
        mention(told.format(faults=faults, decks=n_("{n} deck", "{n} decks", files)))


def _configuration(path: Path, text: str) -> "Configuration":
    import tomllib

    from studycli.cli.configuration import not_toml, read_configuration

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Stop(Exit.USAGE, "configuration", not_toml(path, fault)) from fault
    configuration, problems = read_configuration(values, path=str(path), text=text)
    for problem in problems[1:]:
        mention(str(problem))
    if problems:
        raise Stop(Exit.USAGE, "configuration", str(problems[0]))
    return configuration


def _listed(variable: str) -> tuple[Path, ...]:
    return tuple(Path(path).expanduser() for path in os.environ.get(variable, "").split(os.pathsep) if path)


def _existing(paths: Sequence[Path], place: str) -> tuple[Path, ...]:
    for path in paths:
        if not path.exists():
            raise usage(_("{path}: no such file or folder (given by {place})").format(path=path, place=place))
    return tuple(paths)
