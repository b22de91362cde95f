"""`check`: every problem of the decks, with its place."""

from pathlib import Path
from typing import Annotated, Any

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.output import clauses, mention, put, put_json
from studycli.cli.stop import Exit
from studycli.core.messages import n_
from studycli.core.problem import Problem

SUMMARY = "Tell every fault of the decks."

HELP = """\
studycli check                  the library
studycli check notes.yaml       one deck
studycli check decks --json

Tell every fault of the decks as path:line:column. The exit status is 3 when there is an error."""


def run(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Decks or folders.")] = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context([*(decks or []), *(paths or [])], json=json) as context:
        notes, problems = sum(deck.notes for deck in context.index.decks()), context.index.problems()
        if json:
            put_json({"notes": notes, "problems": [_facts(problem) for problem in problems]})
        else:
            for problem in problems:
                put(str(problem))
            mention(clauses(n_("{n} note", "{n} notes", notes), _summary(problems)))
        return Exit.DECKS if any(problem.is_error for problem in problems) else Exit.DONE


def _facts(problem: Problem) -> dict[str, Any]:
    names = ("path", "line", "column", "severity", "code", "message")
    return {name: getattr(problem, name) for name in names}


def _summary(problems: tuple[Problem, ...]) -> str:
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    return clauses(n_("{n} error", "{n} errors", errors), n_("{n} warning", "{n} warnings", warnings))
