"""What a study session works with: the catalogue's cards, the history's log, the clock and the person's editor."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from studycli.cli.context import Context
from studycli.cli.editor import edit, written
from studycli.cli.files import reason
from studycli.cli.folders import shipped_decks
from studycli.core.history import Event, Kind, Progress
from studycli.core.messages import _
from studycli.core.misses import missed_points
from studycli.core.model import Card, CardId, Deck
from studycli.core.review import previews
from studycli.core.schedule import Rating


class StudyDesk:
    """The Desk of ui.desk over one context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._backed_up_on: int | None = None

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the quiz that the person has changed, by their actions."""
        return self._context.configuration.keys

    def now(self) -> int:
        return self._context.now_ms()

    def study_day(self) -> int:
        return self._context.study_day()

    def promises(self, deck: str, progress: Progress) -> Mapping[Rating, int]:
        settings, day = self._context.configuration.for_deck(deck), self.study_day()
        return previews(progress, day, settings.plan, self._context.days_ahead(day) if settings.balance else None)

    def find(self, card: CardId) -> tuple[Deck, Card] | None:
        return self._context.catalogue.card(card)

    def progress(self, card: CardId) -> Progress:
        return self._context.log.progress(card)

    def remark(self, card: CardId) -> str:
        return self._context.log.remark(card)

    def misses(self, card: CardId) -> Mapping[str, int]:
        return missed_points(self._context.log.events(card))

    def record(self, event: Event) -> Event:
        return self._context.log.append(event, self.now())

    def after_leech(self, deck: str, leech: Progress) -> tuple[Event, ...]:
        if self._context.configuration.for_deck(deck).leeches != "suspend":
            return ()
        return (self._context.mark(leech.card, Kind.SUSPEND),)

    def undo(self, event: Event) -> None:
        self._context.log.take_back(event, at=self.now(), study_day=self.study_day(), now=self.now())

    def idle(self) -> str:
        """The day's backup, tried once."""
        if self._backed_up_on == self.study_day():
            return ""
        self._backed_up_on = self.study_day()
        return self._context.back_up()

    def write(self, text: str) -> tuple[str, str]:
        return written(text)

    def edit(self, card: CardId) -> str:
        """Open the note at its line; what it was copied from or what is wrong with it now is said."""
        found = self.find(card)
        if found is None:
            return _("The note is no longer in the library.")
        deck, shown = found
        path = Path(deck.path)
        try:
            own = own_copy(self._context, path, deck.name)
        except OSError as fault:
            told = _("{path}: cannot be copied to your own decks: {reason}")
            return told.format(path=path, reason=reason(fault))
        fault_told = edit(own, shown.note.line)
        self._context.reopen()
        copied = "" if own == path else _("This is now your own deck {path}").format(path=own)
        return fault_told or self._fault_in(own) or copied

    def _fault_in(self, path: Path) -> str:
        """The first error of a deck in a few words; "" when there is none."""
        problems = self._context.catalogue.problems()
        mine = (problem for problem in problems if problem.is_error and Path(problem.path) == path)
        return next((f"{path.name}:{fault.line}:{fault.column}: {fault.message}" for fault in mine), "")


def own_copy(context: Context, path: Path, name: str) -> Path:
    """The file to edit: the deck itself, or for a shipped one a copy among the person's own decks."""
    shipped = shipped_decks()
    if shipped is None or not path.resolve().is_relative_to(shipped):
        return path
    own = context.folders.own_decks / f"{name}.yaml"
    if not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, own)
    return own
