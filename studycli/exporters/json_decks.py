"""Whole notes as JSON, with the keys and the order that deck files have."""

import json
from collections.abc import Sequence

from studycli.core.model import Deck
from studycli.core.plain import Data, deck_data, note_data
from studycli.exporters.edition import BOTH, edition
from studycli.exporters.exporter import Options


def render(decks: Sequence[Deck], options: Options) -> bytes:
    """Every language of every text, unless one language is asked for."""
    made = edition(decks, options.language or BOTH)
    document = {"version": 1, "decks": [deck_mapping(deck) for deck in made]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def deck_mapping(deck: Deck) -> dict[str, Data]:
    """A deck as in its file, with its name added."""
    return {"name": deck.name, **deck_data(deck), "notes": [note_data(note) for note in deck.notes]}
