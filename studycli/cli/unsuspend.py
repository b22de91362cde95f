"""`unsuspend`: ask a suspended card again."""

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.mark import Cards, mark
from studycli.core.history import Kind

SUMMARY = "Ask a suspended card again."

HELP = """\
studycli unsuspend dropout-rate/c2
studycli unsuspend dropout relu --json

What was suspended is asked again when it is due."""


def run(cards: Cards, decks: options.Decks = None, json: options.Json = False) -> int:
    with Context(decks, json=json) as context:
        return mark(Kind.UNSUSPEND, cards, context)
