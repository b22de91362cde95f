"""`reset`: begin a card anew."""

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.mark import Cards, mark
from studycli.core.history import Kind

SUMMARY = "Begin a card anew."

HELP = """\
studycli reset dropout
studycli reset dropout relu --json

The card is new again. Its history is kept, and undo takes the reset back."""


def run(cards: Cards, decks: options.Decks = None, json: options.Json = False) -> int:
    with Context(decks, json=json) as context:
        return mark(Kind.RESET, cards, context)
