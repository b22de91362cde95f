"""`history`: every event, undone ones and those of absent decks too."""

from typing import Annotated

import typer

from studycli.cli import facts, options
from studycli.cli.context import Context
from studycli.cli.output import put, put_json, say
from studycli.cli.stop import Exit
from studycli.core.clock import instant_text
from studycli.core.history import Event
from studycli.core.model import CardId
from studycli.core.schedule import Rating

SUMMARY = "List everything that was recorded."

HELP = """\b
studycli history              every event, oldest first
studycli history dropout      those of one card
studycli history --json

What was answered, suspended, buried and undone, and when.
"""


def run(
    card: Annotated[str | None, typer.Argument(metavar="[CARD]", help="A card's id.")] = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json) as context:
        events = context.log.events(CardId(card) if card is not None else None)
        if json:
            put_json({"events": [facts.event(event) for event in events]})
            return Exit.DONE
        told = False
        for event in events:
            put(_line(event))
            told = True
        if not told:
            say("studycli: no events yet")
        return Exit.DONE


def _line(event: Event) -> str:
    what = Rating(event.rating).word if event.rating else event.kind
    return "\t".join((instant_text(event.at), event.card, what, _interval(event.interval), event.mode or ""))


def _interval(interval: int | None) -> str:
    """Days or seconds, as it was given."""
    if interval is None:
        return ""
    return f"{interval}d" if interval >= 0 else f"{-interval}s"
