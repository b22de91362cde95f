"""`bury`: put a card off until tomorrow."""

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.mark import Cards, mark
from studycli.core.history import Kind

SUMMARY = "Put a card off until tomorrow."

HELP = """\
studycli bury dropout
studycli bury dropout relu --json

A buried card is not asked for the rest of the study day."""


def run(cards: Cards, decks: options.Decks = None, json: options.Json = False) -> int:
    with Context(decks, json=json) as context:
        return mark(Kind.BURY, cards, context)
