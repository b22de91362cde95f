"""`history`: every event, undone ones and those of absent decks too; and the care of the file they are in."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from studycli.cli import facts, options
from studycli.cli.context import Context
from studycli.cli.history_file import ACTIONS, Request
from studycli.cli.output import mention, put, put_json
from studycli.cli.shown import shown
from studycli.cli.stop import Exit, usage
from studycli.core.clock import instant_text
from studycli.core.history import Event, Kind
from studycli.core.messages import _
from studycli.core.model import CardId
from studycli.core.schedule import Rating

SUMMARY = "List what was recorded; back it up, verify, restore, carry it."

HELP = """\
studycli history                         every event, oldest first
studycli history dropout                 those of one card
studycli history --card backup           those of a card whose id is a word below
studycli history backup                  a backup now; quiz and rate make one on each day of study
studycli history verify                  whether the file is whole, and progress follows from the events
studycli history restore FILE            put a backup in its place; the file that was there is kept
studycli history rebuild                 fold progress anew from the events
studycli history export -o events.jsonl  every event as a line of JSON; without -o to standard output
studycli history import events.jsonl     take in what is not known yet; - reads standard input
studycli history reschedule --dry-run    how many cards would move, after retention was set otherwise
studycli history optimise --dry-run      whether a memory model fitted to your answers foretells them better

What was answered, suspended, buried and undone, and when."""


def run(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[CARD|ACTION [FILE]]", help="A card's id, or a word from above.")
    ] = None,
    card: Annotated[str | None, typer.Option("--card", metavar="CARD", help="A card's id, whatever it is.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to export to.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what reschedule or optimise would do, and do nothing.")
    ] = False,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    first, rest = (words[0], tuple(words[1:])) if words else (None, ())
    with Context(decks, json=json) as context:
        action = ACTIONS.get(first or "")
        if card is None and action is not None:
            return action(Request(context, rest, output, dry_run))
        if rest or output is not None or (card is not None and first is not None):
            raise usage(_("history takes one card, or {actions}").format(actions=", ".join(ACTIONS)))
        return _list(context, card or first)


def _list(context: Context, card: str | None) -> int:
    events = context.log.events(CardId(card) if card is not None else None)
    if context.json:
        put_json({"events": [facts.event(event) for event in events]})
        return Exit.DONE
    told = False
    for event in events:
        put(_line(event))
        told = True
    if not told:
        mention(_("no events yet"))
    return Exit.DONE


def _line(event: Event) -> str:
    what: str = Rating(event.rating).word if event.rating else event.kind
    what = shown(what) if sys.stdout.isatty() else what
    if event.kind == Kind.ALIAS:
        what = f"{what} {event.target}"
    return "\t".join((instant_text(event.at), event.card, what, _interval(event.interval), event.mode or ""))


def _interval(interval: int | None) -> str:
    """Days or seconds, as it was given."""
    if interval is None:
        return ""
    return f"{interval}d" if interval >= 0 else f"{-interval}s"
