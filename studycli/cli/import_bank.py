"""`import`: banks of questions become decks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studycli.cli import options
from studycli.cli.bank_files import STANDARD_INPUT, BankFile, bank_files
from studycli.cli.context import Context
from studycli.cli.files import unwritten, write_whole
from studycli.cli.import_history import import_history
from studycli.cli.output import counted, put, put_json, say
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.problem import Problem, error

if TYPE_CHECKING:
    from studycli.importers.importer import Imported

SUMMARY = "Turn question banks into decks."

HELP = """\b
studycli import bank.md                   into your own decks
studycli import bank.md -o decks/cnn.yaml
studycli import a.md b.csv -o decks       one deck each
studycli import banks -o decks            a whole folder, its tree kept
studycli import bank.md -o -              to standard output
studycli import - -o cnn.yaml < bank.md   from standard input
studycli import phone.colpkg --history    the reviews from Anki

Turn question banks into decks: Markdown in many shapes, tables, CSV, JSON, org, and the text files of Anki and other
flashcard programs. The shape is told from the text, and why; --shape names it. What cannot be taken is told with its
line.
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of one run."""

    output: str | None
    shape: str | None
    encoding: str | None
    allow_unanswered: bool
    dry_run: bool
    force: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `written` is where its deck is now, `target` where it would be.

    `stop` is how a run of this file alone ends.
    """

    file: BankFile
    encoding: str | None
    imported: "Imported"
    target: str | None = None
    written: str | None = None
    stop: Stop | None = None

    @property
    def is_passed_over(self) -> bool:
        """Whether it is no bank, and nobody said it was."""
        return not self.file.is_named and self.stop is not None and self.stop.status == Exit.DECKS


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Banks, folders of banks, or - to read one.")],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE|DIR|-", help="A deck (.yaml), a folder, or - to print."),
    ] = None,
    shape: Annotated[str | None, typer.Option("--shape", help="Take the bank for this shape.")] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="Take the text for this encoding.")] = None,
    allow_unanswered: Annotated[
        bool, typer.Option("--allow-unanswered", help="Keep questions that have no answer yet.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a deck that is there.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Take the reviews from packages of Anki.")] = False,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    choices = Choices(output, shape, encoding, allow_unanswered, dry_run, force)
    if output == "-" and json:
        raise usage("-o - prints the deck itself, so it does not go with --json")
    if STANDARD_INPUT in files and (not output or files.count(STANDARD_INPUT) > 1):
        raise usage("standard input is one bank without a name; -o says where its deck goes")
    banks = [] if history else bank_files(files)
    if output and _is_file(output) and len(banks) > 1:
        raise usage(f"{len(banks)} banks do not fit into one deck {output}; name a folder")
    with Context(decks, json=json) as context:
        if history:
            unfit = any((output, shape, encoding, allow_unanswered, dry_run, force))
            return import_history(context, files, unfit=unfit)
        targets: set[Path] = set()
        outcomes = [_import(context, bank, choices, targets) for bank in banks]
        stop = _stop(outcomes)
        if json:
            facts: dict[str, Any] = {"files": [_facts(outcome) for outcome in outcomes]}
            put_json(facts | ({"error": {"code": stop.code, "message": stop.message}} if stop else {}))
        for outcome in outcomes:
            _tell(outcome, choices)
            if dry_run and not json and output != "-":
                _show(outcome)
        return stop.status if stop else Exit.DONE


def _stop(outcomes: Sequence[Outcome]) -> Stop | None:
    """How the run ends. A file in a folder may be no bank, if another one there is."""
    stops = [(outcome, outcome.stop) for outcome in outcomes if outcome.stop]
    any_deck = len(stops) < len(outcomes)
    return next((stop for outcome, stop in stops if not (any_deck and outcome.is_passed_over)), None)


def _import(context: Context, file: BankFile, choices: Choices, targets: set[Path]) -> Outcome:
    """Read one bank and write its deck; faults of this bank do not keep the others from being read."""
    from studycli.anki.container import is_package
    from studycli.importers.bank import decode
    from studycli.importers.importer import Imported, import_bank

    def failed(problem: Problem) -> Outcome:
        imported = Imported(None, None, 0, 0, (problem,))
        return Outcome(file, None, imported, stop=_faulty(imported.problems))

    try:
        data = file.read()
    except Stop as stop:
        return failed(error(file.shown, 0, 0, stop.code, stop.message.removeprefix(f"{file.shown}: ")))
    if is_package(data):
        return failed(error(file.shown, 0, 0, "package", "a package of Anki; --history takes the reviews from it"))
    bank = decode(data, path=file.shown, encoding=choices.encoding)
    if isinstance(bank, Problem):
        return failed(bank)
    imported = import_bank(bank, shape=choices.shape, allow_unanswered=choices.allow_unanswered, name=file.place.name)
    if imported.deck is None:
        return Outcome(file, bank.encoding, imported, stop=_faulty(imported.problems))
    target = None if choices.output == "-" else _target(context, file, choices.output)
    outcome = Outcome(file, bank.encoding, imported, str(target) if target else None)
    try:
        written = _write(target, imported, choices, targets)
    except Stop as stop:
        return replace(outcome, stop=stop)
    return replace(outcome, written=written)


def _faulty(problems: tuple[Problem, ...]) -> Stop:
    first = next(problem for problem in problems if problem.is_error)
    if first.code in ("unknown-shape", "unknown-encoding"):
        return usage(first.message)
    return Stop(Exit.DECKS, first.code, f"{first.path}: {first.message}")


def _write(target: Path | None, imported: "Imported", choices: Choices, targets: set[Path]) -> str | None:
    """Where the deck was written, or None when nothing was to be. `targets` are the decks of this run."""
    from studycli.decks.writer import write_deck

    assert imported.deck is not None
    text = write_deck(imported.deck)
    if target is None:
        put(text.removesuffix("\n"))
        return None
    if target in targets:
        raise Stop(Exit.OUTPUT, "exists", f"{target}: another bank of this run has become this deck; import it alone")
    targets.add(target)
    if target.exists() and not choices.force:
        raise Stop(Exit.OUTPUT, "exists", f"{target}: there is a deck already; --force replaces it")
    if choices.dry_run:
        return None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise unwritten(target.parent, fault) from fault
    write_whole(target, text.encode("utf-8"))
    return str(target)


def _target(context: Context, file: BankFile, output: str | None) -> Path:
    if output and _is_file(output):
        return Path(output)
    folder = Path(output) if output else context.folders.own_decks
    return folder / file.place.with_name(f"{file.place.name}.yaml")


def _is_file(output: str) -> bool:
    return output.endswith((".yaml", ".yml"))


def _facts(outcome: Outcome) -> dict[str, Any]:
    imported = outcome.imported
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
        "problems": [
            {"line": p.line, "severity": p.severity, "code": p.code, "message": p.message} for p in imported.problems
        ],
    }


def _dry(outcome: Outcome) -> str:
    return f"-> {outcome.target}, nothing written" if outcome.target else ""


def _show(outcome: Outcome) -> None:
    """The notes that would be written, a line each."""
    if outcome.imported.deck and not outcome.stop:
        for note in outcome.imported.deck.notes:
            put(f"{note.id}\t{' '.join(note.prompt.show().split())}")


def _tell(outcome: Outcome, choices: Choices) -> None:
    """The report of one bank, for people."""
    for problem in outcome.imported.problems:
        if not problem.is_error:
            say(str(problem))
    if outcome.stop:
        say(f"studycli: {outcome.stop.message}")
        return
    imported = outcome.imported
    if imported.sniff:
        say(f"{outcome.file.shown}: {imported.shape}, because of {imported.sniff.found}")
    unanswered = f", {imported.unanswered} without an answer" if imported.unanswered else ""
    fate = f"-> {outcome.written}" if outcome.written else _dry(outcome) if choices.dry_run else ""
    found = f"{counted(imported.notes, 'note')}{unanswered} ({imported.shape}, {outcome.encoding})"
    say(f"{outcome.file.shown}: {found} {fate}".rstrip())
