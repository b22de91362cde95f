"""`unbury`: ask a buried card today after all."""

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.mark import Cards, mark
from studycli.core.history import Kind

SUMMARY = "Ask a buried card today after all."

HELP = """\
studycli unbury dropout
studycli unbury dropout relu --json

What was buried today is asked again today."""


def run(cards: Cards, decks: options.Decks = None, json: options.Json = False) -> int:
    with Context(decks, json=json) as context:
        return mark(Kind.UNBURY, cards, context)
