"""What an importer answers (is it mine, and what is in it), and the choice among them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from studycli.core.collector import gc_paused
from studycli.core.messages import _
from studycli.core.model import Deck, Note, Text
from studycli.core.problem import Problem, error, warning
from studycli.importers.bank import Bank

# Below this share of questions with an answer a file is taken for something else.
LEAST_SCORE = 0.5
# What a deck file may hold.
MAXIMUM_NOTES = 20_000


@dataclass(frozen=True, slots=True)
class Sniff:
    """How sure an importer is: `score` from 0 to 1, and in `found` the reason, for people to read.

    `weight` is what one answer counts against those that another shape finds: a label says more than a place.
    """

    score: float
    questions: int
    answers: int
    found: str
    weight: float = 1.0

    @property
    def weighs(self) -> float:
        return self.answers * self.weight


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a bank holds. `notes` are all in file order, those without an answer among them."""

    title: str
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...] = ()
    description: str = ""

    @property
    def unanswered(self) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if not note.is_answered)


class Importer(Protocol):
    """One shape of bank. `sniff` and `extract` take any text and never raise."""

    @property
    def shape(self) -> str: ...

    def at_most(self, bank: Bank) -> float:
        """What the answers that `sniff` finds can weigh at most, told without reading the bank; else infinity."""
        ...

    def sniff(self, bank: Bank) -> Sniff: ...

    def extract(self, bank: Bank) -> Extraction: ...


@dataclass(frozen=True, slots=True)
class Imported:
    """`deck` is None where nothing could be imported, and then a problem says why.

    `sniff` is what spoke for the shape, where one was chosen.
    """

    shape: str | None
    deck: Deck | None
    notes: int
    unanswered: int
    problems: tuple[Problem, ...]
    sniff: Sniff | None = None


def import_bank(bank: Bank, *, shape: str | None, allow_unanswered: bool, name: str, limited: bool = True) -> Imported:
    """The deck in a bank, by the importer of that shape or, without one, by the surest.

    Where it is not `limited`, it may have more notes than a deck file holds.
    """
    with gc_paused():
        return _import(bank, shape, allow_unanswered, name, limited)


def _import(bank: Bank, shape: str | None, allow_unanswered: bool, name: str, limited: bool) -> Imported:
    # The registry imports the importers, and those import this module.
    from studycli.importers import IMPORTERS

    chosen = _named(shape, IMPORTERS, bank) if shape else _surest(IMPORTERS, bank)
    if isinstance(chosen, Problem):
        return Imported(None, None, 0, 0, (chosen,))
    extraction = chosen.extract(bank)
    if not extraction.notes:
        return Imported(chosen.shape, None, 0, 0, (_no_bank(bank, [(chosen.shape, chosen.sniff(bank))]),))
    imported = _imported(chosen.shape, extraction, bank, allow_unanswered, name)
    if limited and imported.deck and imported.notes > MAXIMUM_NOTES:
        message = _(
            "{questions:,} questions, and a deck holds at most {most:,}; "
            "split the file, or take --no-limit to have several decks"
        ).format(questions=imported.notes, most=MAXIMUM_NOTES)
        fault = error(bank.path, 0, 0, "too-large", message)
        return Imported(chosen.shape, None, 0, imported.unanswered, (fault,))
    return replace(imported, sniff=chosen.sniff(bank))


def _named(shape: str, importers: Sequence[Importer], bank: Bank) -> Importer | Problem:
    found = next((importer for importer in importers if importer.shape == shape), None)
    known = ", ".join(importer.shape for importer in importers)
    message = _("no shape is called {shape!r}; there are {known}").format(shape=shape, known=known)
    return found or error(bank.path, 0, 0, "unknown-shape", message)


def _surest(importers: Sequence[Importer], bank: Bank) -> Importer | Problem:
    """More answers decide, by their weight, then the score, more questions, the order of the registry."""
    sniffs = _sniffs(importers, bank)
    mine = [(importer, sniffs[importer.shape]) for importer in importers if importer.shape in sniffs]
    likely = [(importer, sniff) for importer, sniff in mine if sniff.score >= LEAST_SCORE]
    if likely:
        return max(likely, key=lambda pair: (pair[1].weighs, pair[1].score, pair[1].questions))[0]
    return _no_bank(bank, [(importer.shape, sniff) for importer, sniff in mine])


def _sniffs(importers: Sequence[Importer], bank: Bank) -> dict[str, Sniff]:
    """What the importers say, those left out that cannot find as much as another one has found."""
    sniffs: dict[str, Sniff] = {}
    found = 0.0
    for most, importer in sorted(((one.at_most(bank), one) for one in importers), key=lambda pair: -pair[0]):
        if most >= found:
            sniff = sniffs[importer.shape] = importer.sniff(bank)
            found = max(found, sniff.weighs if sniff.score >= LEAST_SCORE else 0.0)
    return sniffs


def _no_bank(bank: Bank, sniffs: Sequence[tuple[str, Sniff]]) -> Problem:
    nearest = sorted(sniffs, key=lambda pair: (-pair[1].score, -pair[1].answers, -pair[1].questions))[:3]
    found = _("; ").join(_("{shape} ({reason})").format(shape=shape, reason=sniff.found) for shape, sniff in nearest)
    message = _("no questions with answers found in this text ({encoding}); nearest: {found}; --shape names one")
    if "\n" not in bank.text.strip():
        message = _(
            "no questions with answers found in this text ({encoding}); nearest: {found}; "
            "the whole text stands on one line; --shape names one"
        )
    return error(bank.path, 0, 0, "no-bank", message.format(encoding=bank.encoding, found=found))


def _imported(shape: str, extraction: Extraction, bank: Bank, allow_unanswered: bool, name: str) -> Imported:
    notes = tuple(note for note in extraction.notes if allow_unanswered or note.is_answered)
    told = _("no answer to “{question}”, left out; --allow-unanswered keeps it")
    if allow_unanswered:
        told = _("no answer to “{question}”, kept without one")
    missing = tuple(
        warning(bank.path, note.line, 0, "unanswered", told.format(question=_shown(note)))
        for note in extraction.unanswered
    )
    problems = tuple(sorted(extraction.problems + missing, key=lambda problem: problem.line))
    if not notes:
        message = _("none of {number} questions has an answer").format(number=len(extraction.notes))
        found = error(bank.path, 0, 0, "no-bank", message)
        return Imported(shape, None, 0, len(missing), (*problems, found))
    title = Text.plain(extraction.title) if extraction.title else None
    description = Text.plain(extraction.description) if extraction.description else None
    deck = Deck(name=name, title=title, description=description, notes=notes)
    return Imported(shape, deck, len(notes), len(missing), problems)


def _shown(note: Note) -> str:
    text = " ".join(note.prompt.show().split())
    return text if len(text) <= 60 else f"{text[:59]}…"
