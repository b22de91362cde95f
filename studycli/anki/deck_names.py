"""Decks of a collection: their levels and what is written about them."""

import sqlite3
from dataclasses import dataclass

from studycli.anki import protobuf
from studycli.anki.note_types import document, has_table


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """`levels` from the outermost in; `description` is HTML."""

    levels: tuple[str, ...]
    description: str = ""


def read_decks(collection: sqlite3.Connection) -> dict[int, AnkiDeck]:
    """By Anki's number of each."""
    if not has_table(collection, "decks"):
        decks = document(collection, "decks")
        return {
            int(key): AnkiDeck(_levels(str(deck.get("name", "")), "::"), str(deck.get("desc", "")))
            for key, deck in decks.items()
            if key.isdecimal() and isinstance(deck, dict)
        }
    made: dict[int, AnkiDeck] = {}
    for number, name, kind in collection.execute("SELECT id, name, kind FROM decks"):
        normal = next((value for key, value in protobuf.fields(kind or b"") if key == 1), b"")
        description = protobuf.text(normal, 4) if isinstance(normal, bytes) else ""
        made[number] = AnkiDeck(_levels(str(name), "\x1f"), description)
    return made


def _levels(name: str, between: str) -> tuple[str, ...]:
    return tuple(filter(None, (level.strip() for level in name.split(between)))) or ("unnamed",)
