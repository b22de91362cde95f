"""`import`: banks of questions become decks."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.files import read_bytes, unwritten, write_whole
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
studycli import a.md b.md -o decks        one deck each
studycli import bank.md -o -              to standard output
studycli import phone.colpkg --history    the reviews from Anki

Turn question banks in Markdown into decks. What cannot be taken is told with its line.
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
    """What became of one file. `written` is where its deck is now; `status` is how a run of this file alone ends."""

    path: Path
    encoding: str | None
    imported: "Imported"
    written: str | None = None
    stop: Stop | None = None


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Banks in Markdown.")],
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
    if output and _is_file(output) and len(files) > 1:
        raise usage(f"{len(files)} banks do not fit into one deck {output}; name a folder")
    with Context(decks, json=json) as context:
        if history:
            unfit = any((output, shape, encoding, allow_unanswered, dry_run, force))
            return import_history(context, files, unfit=unfit)
        outcomes = [_import(context, path, choices) for path in files]
        stop = next((outcome.stop for outcome in outcomes if outcome.stop), None)
        if json:
            facts: dict[str, Any] = {"files": [_facts(outcome) for outcome in outcomes]}
            put_json(facts | ({"error": {"code": stop.code, "message": stop.message}} if stop else {}))
        for outcome in outcomes:
            _tell(outcome, choices)
        return stop.status if stop else Exit.DONE


def _import(context: Context, path: Path, choices: Choices) -> Outcome:
    """Read one bank and write its deck; faults of this bank do not keep the others from being read."""
    from studycli.anki.container import is_package
    from studycli.importers.bank import decode
    from studycli.importers.importer import Imported, import_bank

    def failed(problem: Problem) -> Outcome:
        imported = Imported(None, None, 0, 0, (problem,))
        return Outcome(path, None, imported, stop=_faulty(imported.problems))

    try:
        data = read_bytes(path, status=Exit.DECKS)
    except Stop as stop:
        return failed(error(str(path), 0, 0, stop.code, stop.message.removeprefix(f"{path}: ")))
    if is_package(data):
        return failed(error(str(path), 0, 0, "package", "a package of Anki; --history takes the reviews from it"))
    bank = decode(data, path=str(path), encoding=choices.encoding)
    if isinstance(bank, Problem):
        return failed(bank)
    imported = import_bank(bank, shape=choices.shape, allow_unanswered=choices.allow_unanswered, name=path.stem)
    if imported.deck is None:
        return Outcome(path, bank.encoding, imported, stop=_faulty(imported.problems))
    try:
        return Outcome(path, bank.encoding, imported, _write(context, path, imported, choices))
    except Stop as stop:
        return Outcome(path, bank.encoding, imported, stop=stop)


def _faulty(problems: tuple[Problem, ...]) -> Stop:
    first = next(problem for problem in problems if problem.is_error)
    if first.code in ("unknown-shape", "unknown-encoding"):
        return usage(first.message)
    return Stop(Exit.DECKS, first.code, f"{first.path}: {first.message}")


def _write(context: Context, path: Path, imported: "Imported", choices: Choices) -> str | None:
    """Where the deck was written, or None when nothing was to be."""
    from studycli.decks.writer import write_deck

    assert imported.deck is not None
    text = write_deck(imported.deck)
    if choices.output == "-":
        put(text.removesuffix("\n"))
        return None
    target = _target(context, path, choices.output)
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


def _target(context: Context, path: Path, output: str | None) -> Path:
    if output and _is_file(output):
        return Path(output)
    folder = Path(output) if output else context.folders.own_decks
    return folder / f"{path.stem}.yaml"


def _is_file(output: str) -> bool:
    return output.endswith((".yaml", ".yml"))


def _facts(outcome: Outcome) -> dict[str, Any]:
    imported = outcome.imported
    return {
        "path": str(outcome.path),
        "shape": imported.shape,
        "encoding": outcome.encoding,
        "notes": imported.notes,
        "unanswered": imported.unanswered,
        "written": outcome.written,
        "problems": [
            {"line": p.line, "severity": p.severity, "code": p.code, "message": p.message} for p in imported.problems
        ],
    }


def _tell(outcome: Outcome, choices: Choices) -> None:
    """The report of one bank, for people."""
    for problem in outcome.imported.problems:
        if not problem.is_error:
            say(str(problem))
    if outcome.stop:
        say(f"studycli: {outcome.stop.message}")
        return
    imported = outcome.imported
    unanswered = f", {imported.unanswered} without an answer" if imported.unanswered else ""
    fate = f"-> {outcome.written}" if outcome.written else "-> nothing written" if choices.dry_run else ""
    found = f"{counted(imported.notes, 'note')}{unanswered} ({imported.shape}, {outcome.encoding})"
    say(f"{outcome.path}: {found} {fate}".rstrip())
