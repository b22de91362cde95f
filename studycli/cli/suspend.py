"""`suspend`: ask a card no more."""

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.mark import Cards, mark
from studycli.core.history import Kind

SUMMARY = "Ask a card no more."

HELP = """\
studycli suspend dropout-rate/c2
studycli suspend dropout relu --json

A suspended card is not asked until it is unsuspended. Its history stays."""


def run(cards: Cards, decks: options.Decks = None, json: options.Json = False) -> int:
    with Context(decks, json=json) as context:
        return mark(Kind.SUSPEND, cards, context)
