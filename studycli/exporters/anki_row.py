"""A note as a row of Anki's tables, but for what hangs on the other notes of its package."""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from studycli.core.media import path_of
from studycli.core.model import Note
from studycli.core.plain import note_data
from studycli.exporters.anki_note import anki_note
from studycli.exporters.anki_types import stable_id
from studycli.exporters.edition import note_in

# Raise it when a release renders texts so differently that learners should get every note anew.
_RENDERING = 1

# No field holds this character: it is the one that Anki itself puts between fields.
BETWEEN = "\x1f"

_ADDRESS = re.compile(r'(?:data-src|<a href)="([^"]*)"')

# A note as its deck's tags and what it is read from. In plain tuples it is soon with a helper.
Unread = tuple[tuple[str, ...], Callable[[bytes, int], Note], bytes, int]
# The language of an edition, and notes.
Job = tuple[str, Sequence[Unread]]


class NoteRow(NamedTuple):
    """`content` is the hash of what the note says, `number` the id that it and `cards` a JSON list of its cards, each
    as its id, its place and its number. `names_files`: what it says and shows depends on files beside the deck.
    Texts are in UTF-8: between processes that takes half the time that strings do.
    """

    content: str
    number: int
    type: int
    guid: str
    tags: bytes
    cards: str
    names_files: bool
    fields: bytes


def rows(job: Job) -> list[tuple[str | int | bytes, ...]]:
    """The rows of several notes, as plain tuples."""
    language, notes = job
    read = ((tags, decode(data, line)) for tags, decode, data, line in notes)
    return [tuple(note_row(tagged(note_in(note, language), tags))) for tags, note in read]


def tagged(note: Note, deck_tags: tuple[str, ...]) -> Note:
    tags = tuple(dict.fromkeys(deck_tags + note.tags))
    return note if tags == note.tags else replace(note, tags=tags)


def note_row(note: Note) -> NoteRow:
    """The note comes with its deck's tags."""
    made, text = anki_note(note), said(note)
    fields = BETWEEN.join(made.fields)
    return NoteRow(
        content=content_hash(text),
        number=stable_id(made.guid),
        type=made.type.id,
        guid=made.guid,
        tags=f" {' '.join(made.tags)} ".encode(),
        cards=json.dumps([(card, place, stable_id(card)) for card, place in made.cards]),
        names_files=_shows_files(fields) or ("](" in text and _names_files(note)),
        fields=fields.encode(),
    )


def said(note: Note) -> str:
    return json.dumps(note_data(note) | {"sources": [], "rendering": _RENDERING})


def content_hash(said: str, files: str = "") -> str:
    """It is taken of the author's texts and not of their HTML: a new version of Pygments must not overwrite what
    a learner has edited in Anki. `files` says what the files hold that the note names.
    """
    return hashlib.sha256((said + files).encode()).hexdigest()[:32]


def _names_files(note: Note) -> bool:
    from studycli.exporters.pictures import paths

    return any(paths(note))


def _shows_files(fields: str) -> bool:
    if "data-src" not in fields and "<a " not in fields:
        return False
    return any(path_of(unescape(address)) for address in _ADDRESS.findall(fields))
