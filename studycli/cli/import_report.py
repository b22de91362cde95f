"""What an import was asked for, what became of each file, and how that is told."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studycli.cli.bank_files import BankFile
from studycli.cli.output import clauses, mention, put, say
from studycli.cli.shown import shown
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.messages import _, n_
from studycli.core.model import Deck
from studycli.core.problem import Problem

if TYPE_CHECKING:
    from studycli.core.three_way import Merge
    from studycli.importers.importer import Imported

# The shape of what is no text, and holds several decks.
PACKAGE = "apkg"


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of one run."""

    output: str | None
    shape: str | None
    encoding: str | None
    allow_unanswered: bool
    dry_run: bool
    force: bool
    update: bool = False
    no_limit: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `written` is where its deck is now, `target` where it would be: a file, or the folder
    of the several decks that a package holds; `decks` are theirs. `media` counts the files beside them. `joined` is
    what the bank changed in a deck that was there.

    `stop` is how a run of this file alone ends.
    """

    file: BankFile
    encoding: str | None
    imported: "Imported"
    target: str | None = None
    written: str | None = None
    stop: Stop | None = None
    decks: tuple[tuple[Path | None, Deck], ...] = ()
    media: int = 0
    joined: "Merge | None" = None

    @property
    def is_passed_over(self) -> bool:
        """Whether it is no bank, and nobody said it was."""
        return not self.file.is_named and self.stop is not None and self.stop.status == Exit.DECKS


def failed(file: BankFile, problem: Problem) -> Outcome:
    """A file of which nothing came."""
    from studycli.importers.importer import Imported

    return Outcome(file, None, Imported(None, None, 0, 0, (problem,)), stop=faulty((problem,)))


def faulty(problems: tuple[Problem, ...]) -> Stop:
    first = next(problem for problem in problems if problem.is_error)
    if first.code in ("unknown-shape", "unknown-encoding"):
        return usage(first.message)
    return Stop(Exit.DECKS, first.code, f"{first.path}: {first.message}")


def facts(outcome: Outcome) -> dict[str, Any]:
    """One entry of `files`; what is several decks has `decks`, what has files beside it `media`, packages both;
    a deck that was there has `update`.
    """
    imported = outcome.imported
    decks = {"decks": [str(path) for path, _deck in outcome.decks if path]}
    is_package = imported.shape == PACKAGE
    return {
        "path": str(outcome.file.path),
        "shape": imported.shape,
        "score": round(imported.sniff.score, 2) if imported.sniff else None,
        "reason": imported.sniff.found if imported.sniff else None,
        "encoding": outcome.encoding,
        "notes": imported.notes,
        "unanswered": imported.unanswered,
        "target": outcome.target,
        "written": outcome.written,
        **(decks if is_package or len(outcome.decks) > 1 else {}),
        **({"media": outcome.media} if is_package or outcome.media else {}),
        **_update(outcome),
        "problems": [
            {"line": p.line, "severity": p.severity, "code": p.code, "message": p.message} for p in imported.problems
        ],
    }


def _update(outcome: Outcome) -> dict[str, Any]:
    if not outcome.joined:
        return {}
    from studycli.cli.join_report import counts

    return {"update": counts(outcome.joined)}


def show(outcome: Outcome) -> None:
    """The notes that would be written, a line each; of a deck that would be updated, what would change in it."""
    if outcome.joined and not outcome.stop:
        from studycli.cli.join_report import changes

        for fate, note in changes(outcome.joined):
            put(f"{shown(fate) if sys.stdout.isatty() else fate}\t{note.id}\t{' '.join(note.prompt.show().split())}")
        return
    for _path, deck in () if outcome.stop else outcome.decks:
        for note in deck.notes:
            put(f"{note.id}\t{' '.join(note.prompt.show().split())}")


def tell(outcome: Outcome, choices: Choices) -> None:
    """The report of one bank, for people."""
    for problem in outcome.imported.problems:
        if not problem.is_error:
            say(str(problem))
    if outcome.stop:
        mention(outcome.stop.message)
        return
    imported = outcome.imported
    if imported.sniff:
        told = _("{path}: {shape}, because of {found}")
        say(told.format(path=outcome.file.shown, shape=imported.shape, found=imported.sniff.found))
    say(f"{outcome.file.shown}: {_found(outcome)} {_fate(outcome, choices)}".rstrip())


def _found(outcome: Outcome) -> str:
    imported = outcome.imported
    how = ", ".join(filter(None, (imported.shape, outcome.encoding)))
    found = _joined(outcome.joined) if outcome.joined else _contents(outcome)
    return _("{found} ({how})").format(found=found, how=how)


def _joined(merge: "Merge") -> str:
    from studycli.cli.join_report import summary

    return summary(merge)


def _contents(outcome: Outcome) -> str:
    notes, decks = n_("{n} note", "{n} notes", outcome.imported.notes), len(outcome.decks)
    if decks > 1:
        notes = n_("{notes} in {n} deck", "{notes} in {n} decks", decks).format(notes=notes)
    unanswered = n_("{n} without an answer", "{n} without an answer", outcome.imported.unanswered)
    media = n_("{n} media file", "{n} media files", outcome.media)
    return clauses(notes, unanswered if outcome.imported.unanswered else "", media if outcome.media else "")


def _fate(outcome: Outcome, choices: Choices) -> str:
    if outcome.written:
        return f"-> {outcome.written}"
    if outcome.joined and not choices.dry_run:
        return _("-> {path}, which stays as it is").format(path=outcome.target)
    return _("-> {path}, nothing written").format(path=outcome.target) if choices.dry_run and outcome.target else ""
