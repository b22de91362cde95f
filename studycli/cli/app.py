"""Which command is meant, and how every command ends: an exit status, and never a traceback."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TextIO

import typer

from studycli import __version__
from studycli.cli.help_page import Command, Group
from studycli.cli.interface import OPTION, speak
from studycli.cli.stop import Exit, Stop
from studycli.core.messages import _
from studycli.ui.encoding import lenient

# name, module: imported only when it is the one that runs, or for --help
COMMANDS: tuple[tuple[str, str], ...] = (
    ("quiz", "studycli.cli.quiz"),
    ("search", "studycli.cli.search"),
    ("export", "studycli.cli.export"),
    ("import", "studycli.cli.import_bank"),
    ("check", "studycli.cli.check"),
    ("fmt", "studycli.cli.fmt"),
    ("decks", "studycli.cli.decks"),
    ("show", "studycli.cli.show"),
    ("add", "studycli.cli.add"),
    ("edit", "studycli.cli.edit"),
    ("due", "studycli.cli.due"),
    ("rate", "studycli.cli.rate"),
    ("undo", "studycli.cli.undo"),
    ("suspend", "studycli.cli.suspend"),
    ("unsuspend", "studycli.cli.unsuspend"),
    ("bury", "studycli.cli.bury"),
    ("unbury", "studycli.cli.unbury"),
    ("reset", "studycli.cli.reset"),
    ("config", "studycli.cli.config"),
    ("history", "studycli.cli.history"),
    ("stats", "studycli.cli.stats"),
    ("dedupe", "studycli.cli.dedupe"),
    ("completion", "studycli.cli.completion"),
)
# For programs, so not in --help.
HIDDEN = (("complete", "studycli.cli.complete"),)

HELP = """Quiz yourself in the terminal, search your decks, export them to Anki.

studycli quiz                           study what is due today
studycli search dropout                 find a topic by keyword
studycli export -o decks.apkg           hand the decks to Anki
studycli import bank.md                 turn a question bank into a deck"""


def main() -> None:
    """The program: run a command and exit with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status of a command line."""
    for stream in (sys.stdout, sys.stderr):
        lenient(stream)
    status = _run(arguments)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _drop(stream)
    return status


def _run(arguments: Sequence[str]) -> int:
    try:
        arguments = speak(arguments)
        return int(_application(arguments)(arguments, standalone_mode=False) or 0)
    except BrokenPipeError:
        return Exit.DONE
    except SystemExit as end:
        if end.code == 1:  # so Typer ends the program where nobody reads its output any more
            return Exit.DONE
        raise
    except (KeyboardInterrupt, typer.Abort):
        return _say("interrupted", _("interrupted"), Exit.INTERRUPTED, arguments)
    except Exception as fault:
        if os.environ.get("STUDYCLI_DEBUG"):
            raise
        return _say(*_worded(fault), arguments)


def _application(arguments: Sequence[str]) -> Callable[..., Any]:
    """An application that knows the one command that is called, or all of them."""
    app = typer.Typer(
        cls=Group,
        help=HELP,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    named = [command for command in (*COMMANDS, *HIDDEN) if arguments and command[0] == arguments[0]]
    for name, module in named or COMMANDS:
        command = import_module(module)
        app.command(name, cls=Command, help=command.HELP, short_help=command.SUMMARY)(command.run)
    return app


def _root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Say which version this is.", is_eager=True),
    ui_language: str = typer.Option(  # noqa: ARG001  # taken before any command, wherever it stands
        "", OPTION, metavar="en|zh", show_default=False, help="Language of the program, with any command."
    ),
) -> None:
    if version:
        typer.echo(f"studycli {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _worded(fault: Exception) -> tuple[str, str, Exit]:
    """Code, sentence and status of whatever went wrong."""
    import sqlite3

    from studycli.cli.folders import folders
    from studycli.history.fault import HistoryError, worded

    match fault:
        case Stop():
            return fault.code, fault.message, fault.status
        case HistoryError():
            return "history", str(fault), Exit.HISTORY
        case sqlite3.Error():
            # The catalogue mends itself, so this is the history that is joined to it.
            return "history", worded(fault, folders().data / "history.db"), Exit.HISTORY
    # Typer's own errors, whose module has moved between releases.
    if format_message := getattr(fault, "format_message", None):
        from studycli.cli.usage_words import worded as usage_worded

        sentence = usage_worded(format_message()) + _remedy(fault)
        return "usage", _("{sentence} (see studycli --help)").format(sentence=sentence), Exit.USAGE
    if isinstance(fault, UnicodeEncodeError):
        told = _("{text} is no text in this locale; take one with UTF-8, such as LC_ALL=C.UTF-8")
        return "encoding", told.format(text=ascii(fault.object[:60])), Exit.USAGE
    if isinstance(fault, OSError):
        return "system", str(fault), Exit.FAULT
    message = _("fault in studycli: {fault!r}; STUDYCLI_DEBUG=1 shows where").format(fault=fault)
    return "fault", message, Exit.FAULT


def _remedy(fault: Exception) -> str:
    """What to do with `-word` in a query, which is taken for an option."""
    option, command = getattr(fault, "option_name", ""), getattr(getattr(fault, "ctx", None), "command", None)
    asks = any(parameter.name == "query" for parameter in getattr(command, "params", ()))
    short = len(option) == 2 and asks
    return _("; a word of the query that begins with - goes into quotes with the rest, or after --") if short else ""


def _say(code: str, message: str, status: Exit, arguments: Sequence[str]) -> int:
    from studycli.cli.output import put_json, say

    say(f"studycli: {message}")
    if "--json" in arguments:
        put_json({"error": {"code": code, "message": message}}, flush=True)
    return status


def _drop(stream: TextIO) -> None:
    """Nobody reads any more: what is left is not written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
