"""`fmt`: missing ids are written down, the rest stays as its author wrote it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.files import read_bytes, write_whole
from studycli.cli.output import mention, put, put_json, say
from studycli.cli.stop import Exit
from studycli.core.messages import n_
from studycli.core.problem import Problem

if TYPE_CHECKING:
    from studycli.decks.folder import DeckFile

SUMMARY = "Write down missing ids."

HELP = """\
studycli fmt                    your own decks
studycli fmt notes.yaml
studycli fmt --check decks      say what would change, and change nothing

Write down ids that are missing, so that the text may change and the history stays. Comments and wording are left
alone."""


def run(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Decks or folders.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 3 when something would change.")] = False,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context([*(decks or []), *(paths or [])], json=json) as context:
        outcomes = [_format(file, check=check) for file in _files(context)]
        changed = [outcome for outcome in outcomes if outcome.changed]
        for outcome in outcomes:
            for problem in outcome.problems:
                say(str(problem))
        if json:
            put_json({"files": [{"path": str(outcome.path), "changed": outcome.changed} for outcome in outcomes]})
        else:
            for outcome in changed:
                put(str(outcome.path))
            mention(_told(len(changed), check=check).format(all=len(outcomes)))
        faulty = any(outcome.problems for outcome in outcomes)
        return Exit.DECKS if faulty or (check and changed) else Exit.DONE


def _told(changed: int, *, check: bool) -> str:
    if check:
        return n_("{n} deck to format of {all}", "{n} decks to format of {all}", changed)
    return n_("{n} deck formatted of {all}", "{n} decks formatted of {all}", changed)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`problems` are the errors that are left in the file."""

    path: Path
    changed: bool
    problems: tuple[Problem, ...]


def _files(context: Context) -> list["DeckFile"]:
    """The decks named, or the person's own; shipped decks are read-only."""
    from studycli.decks.folder import deck_files

    roots = context.library if context.is_named else tuple(p for p in (context.folders.own_decks,) if p.is_dir())
    listings = [deck_files(root) for root in roots]
    for listing in listings:
        for problem in listing.problems:
            say(str(problem))
    return [file for listing in listings for file in listing.files]


def _format(file: "DeckFile", *, check: bool) -> Outcome:
    from studycli.decks.encoding import decode
    from studycli.decks.fmt import format_text

    path = Path(file.path)
    text = decode(read_bytes(path, status=Exit.DECKS), file.path)
    if isinstance(text, Problem):
        return Outcome(path, False, (text,))
    formatted = format_text(text, path=file.path, name=file.name)
    if formatted.changed and not check:
        write_whole(path, formatted.text.encode("utf-8"))
    return Outcome(path, formatted.changed, formatted.problems)
