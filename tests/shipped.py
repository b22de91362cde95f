"""The shipped decks, read once for the tests that hold them to their standard."""

import re
from functools import cache
from pathlib import Path

from studycli.decks.folder import deck_files
from studycli.decks.reader import read_bytes

FOLDER = Path(__file__).parent.parent / "decks"
FENCE = re.compile(r"^```python\n(.*?)^```", re.M | re.S)


@cache
def readings():
    """Each deck's name with its reading."""
    return {
        file.name: read_bytes(Path(file.path).read_bytes(), path=file.name, name=file.name)
        for file in deck_files(FOLDER).files
    }


@cache
def notes():
    """Every note of every deck by its id."""
    return {note.id: note for reading in readings().values() for note in reading.deck.notes}


def texts(note):
    """Every text of a note, each with a word on what it is."""
    body = note.body
    for name in ("question", "answer", "text"):
        if hasattr(body, name):
            yield name, getattr(body, name)
    for choice in getattr(body, "choices", ()):
        yield "choice", choice.text
        yield "why", choice.why
    for name in ("title", "explanation", "hint"):
        if getattr(note, name) is not None:
            yield name, getattr(note, name)
    for name in ("points", "pitfalls"):
        yield from ((name, text) for text in getattr(note, name))
