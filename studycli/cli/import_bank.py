"""`import`: banks of questions become decks."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from studycli.cli import options
from studycli.cli.bank_files import STANDARD_INPUT, BankFile, bank_files
from studycli.cli.context import Context
from studycli.cli.import_files import DeckFile, is_file, target_of, write_decks
from studycli.cli.import_report import PACKAGE, Choices, Outcome, facts, failed, faulty, show, tell
from studycli.cli.output import put_json
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.messages import _
from studycli.core.model import Deck
from studycli.core.problem import Problem, error

SUMMARY = "Turn question banks into decks."

HELP = """\
studycli import bank.md                   into your own decks
studycli import bank.md -o decks/cnn.yaml
studycli import a.md b.csv -o decks       one deck each
studycli import banks -o decks            a whole folder, its tree kept
studycli import bank.md -o -              to standard output
studycli import bank.md --update          a newer version of it: your edits stay
studycli import - -o cnn.yaml < bank.md   from standard input
studycli import shared.apkg               somebody's deck for Anki, with its pictures
studycli import phone.colpkg --history    the reviews from Anki

Turn question banks into decks: Markdown in many shapes, tables, CSV, JSON, org, packages of Anki, and the text files
of Anki and other flashcard programs. The shape is told from the text, and why; --shape names it. What cannot be taken
is told with its line, or its note."""


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Banks, folders of banks, or - to read one.")],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE|DIR|-", help="A deck (.yaml), a folder, or - to print."),
    ] = None,
    shape: Annotated[str | None, typer.Option("--shape", metavar="NAME", help="Take the bank for this shape.")] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Take the text for this encoding.")
    ] = None,
    allow_unanswered: Annotated[
        bool, typer.Option("--allow-unanswered", help="Keep questions that have no answer yet.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a deck that is there.")] = False,
    no_limit: Annotated[
        bool, typer.Option("--no-limit", help="Read banks above 20 MB and 20,000 notes, into several decks.")
    ] = False,
    update: Annotated[bool, typer.Option("--update", help="Join a newer bank to the deck that is there.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Take the reviews from packages of Anki.")] = False,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    choices = Choices(output, shape, encoding, allow_unanswered, dry_run, force, update, no_limit)
    with Context(decks, json=json) as context:
        if history:
            from studycli.cli.import_history import import_history

            unfit = any((output, shape, encoding, allow_unanswered, dry_run, force, update, no_limit))
            return import_history(context, files, unfit=unfit)
        _check(choices, files, json=json)
        targets: set[Path] = set()
        outcomes = [_import(context, bank, choices, targets) for bank in _banks(files, output)]
        return _report(outcomes, choices, json=json)


def _report(outcomes: Sequence[Outcome], choices: Choices, *, json: bool) -> int:
    stop = _stop(outcomes)
    if json:
        told: dict[str, Any] = {"files": [facts(outcome) for outcome in outcomes]}
        put_json(told | ({"error": {"code": stop.code, "message": stop.message}} if stop else {}))
    for outcome in outcomes:
        tell(outcome, choices)
        if choices.dry_run and not json and choices.output != "-":
            show(outcome)
    return stop.status if stop else Exit.DONE


def _check(choices: Choices, files: Sequence[Path], *, json: bool) -> None:
    """Options that do not go together end the command."""
    to_print = choices.output == "-"
    if choices.update and (choices.force or to_print):
        other = "--force" if choices.force else "-o -"
        told = _("--update joins the bank to a deck that is there, so it does not go with {other}")
        raise usage(told.format(other=other))
    if choices.no_limit and to_print:
        raise usage(_("--no-limit may make several decks, so it does not go with -o -"))
    if to_print and json:
        raise usage(_("-o - prints the deck itself, so it does not go with --json"))
    if STANDARD_INPUT in files and (not choices.output or files.count(STANDARD_INPUT) > 1):
        raise usage(_("standard input is one bank without a name; -o says where its deck goes"))


def _banks(files: Sequence[Path], output: str | None) -> list[BankFile]:
    banks = bank_files(files)
    if output and is_file(output) and len(banks) > 1:
        told = _("{count} banks do not fit into one deck {path}; name a folder")
        raise usage(told.format(count=len(banks), path=output))
    return banks


def _stop(outcomes: Sequence[Outcome]) -> Stop | None:
    """How the run ends. A file in a folder may be no bank, if another one there is."""
    stops = [(outcome, outcome.stop) for outcome in outcomes if outcome.stop]
    any_deck = len(stops) < len(outcomes)
    return next((stop for outcome, stop in stops if not (any_deck and outcome.is_passed_over)), None)


def _import(context: Context, file: BankFile, choices: Choices, targets: set[Path]) -> Outcome:
    """Read one bank and write its deck; faults of this bank do not keep the others from being read."""
    from studycli.importers.bank import decode
    from studycli.importers.importer import import_bank

    try:
        content = file.content()
    except Stop as stop:
        return failed(file, error(file.shown, 0, 0, stop.code, stop.message.removeprefix(f"{file.shown}: ")))
    if not isinstance(content, bytes):
        from studycli.cli.import_package import import_package

        return import_package(context, file, content, choices, targets)
    if content.startswith(b"SQLite format 3\0"):
        message = _("is a database and no package; export an .apkg or .colpkg from Anki")
        return failed(file, error(file.shown, 0, 0, "package", message))
    if choices.shape == PACKAGE:
        return failed(file, error(file.shown, 0, 0, "package", _("is no package of Anki; leave --shape apkg out")))
    limited = not choices.no_limit
    bank = decode(content, path=file.shown, encoding=choices.encoding, limited=limited)
    if isinstance(bank, Problem):
        return failed(file, bank)
    imported = import_bank(
        bank, shape=choices.shape, allow_unanswered=choices.allow_unanswered, name=file.place.name, limited=limited
    )
    if imported.deck is None:
        return Outcome(file, bank.encoding, imported, stop=faulty(imported.problems))
    outcome = Outcome(file, bank.encoding, imported)
    return _written(context, outcome, imported.deck, choices, targets)


def _written(context: Context, outcome: Outcome, deck: Deck, choices: Choices, targets: set[Path]) -> Outcome:
    target = target_of(context, outcome.file, choices.output)
    shown = str(target) if target else None
    whole, outcome = _with_media(outcome, DeckFile(target, deck))
    files = _parts(whole) if choices.no_limit else [whole]
    decks = tuple((each.target, each.deck) for each in files)
    outcome = replace(outcome, target=shown, decks=decks, media=len(whole.media))
    if choices.update and target and target.exists():
        from studycli.cli.update_bank import update_bank

        return update_bank(context, outcome, whole, choices, targets)
    try:
        was_written = write_decks(context, files, choices, targets)
    except Stop as stop:
        return replace(outcome, stop=stop)
    return replace(outcome, written=shown) if was_written else outcome


def _parts(whole: DeckFile) -> list[DeckFile]:
    from studycli.cli.import_parts import parts

    return list(parts(whole))


def _with_media(outcome: Outcome, file: DeckFile) -> tuple[DeckFile, Outcome]:
    """With the files beside the bank; importers know of none, and name every picture as one that is not copied."""
    if file.target is None or outcome.file.path == STANDARD_INPUT:
        return file, outcome
    from studycli.cli.bank_media import with_media

    found, lost = with_media(outcome.file, file)
    others = [problem for problem in outcome.imported.problems if problem.code != "image"]
    problems = tuple(sorted((*others, *lost), key=lambda problem: problem.line))
    return found, replace(outcome, imported=replace(outcome.imported, problems=problems))
