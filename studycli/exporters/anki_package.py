"""Anki's package file: the notes in its database, and that in a zip, the same bytes for the same notes."""

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import genanki

from studycli.core.model import CardId
from studycli.exporters.anki_note import AnkiNote
from studycli.exporters.anki_progress import Study, carry
from studycli.exporters.anki_types import NOTE_TYPES, TEMPLATES_CHANGED, NoteType, stable_id, style

# What the zip says of its members; the year is the first that a zip can name.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o644 << 16


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """`name` parts its levels with `::`, `description` is HTML; each note comes with its modification time."""

    name: str
    description: str
    notes: tuple[tuple[AnkiNote, int], ...]


def package(
    decks: Sequence[AnkiDeck], study: Study | None = None, media: Mapping[str, bytes] = MappingProxyType({})
) -> bytes:
    """`media` are the files that the notes name, by their names."""
    database = sqlite3.connect(":memory:")
    try:
        _fill(database, decks)
        if study:
            carry(database, _numbers(database, decks), study)
        database.commit()
        written = database.serialize()
    finally:
        database.close()
    names = sorted(media)
    listed = json.dumps(dict(zip(map(str, range(len(names))), names, strict=True))).encode()
    return _zip(
        {"collection.anki2": written, "media": listed, **{str(at): media[name] for at, name in enumerate(names)}}
    )


def _numbers(database: sqlite3.Connection, decks: Sequence[AnkiDeck]) -> dict[CardId, int]:
    """The ids that the cards got in the database."""
    rows = database.execute("SELECT n.guid, c.ord, c.id FROM cards c JOIN notes n ON n.id = c.nid")
    places = {(guid, place): number for guid, place, number in rows}
    notes = (note for deck in decks for note, _ in deck.notes)
    return {CardId(name): places[note.guid, place] for note in notes for name, place in note.cards}


class _Ids:
    """Ids by name; where two names fall on one number, the later takes the next free one."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, name: str) -> int:
        number = stable_id(name)
        while number in self._taken:
            number += 1
        self._taken.add(number)
        return number


def _fill(database: sqlite3.Connection, decks: Sequence[AnkiDeck]) -> None:
    """Note types and decks by genanki, notes and cards by hand: each with its own time, and in a third of the time."""
    models = {note_type: _model(note_type) for note_type in NOTE_TYPES}
    ids = _Ids()
    numbers = [ids.of(f"deck {deck.name}") for deck in decks]
    made = [genanki.Deck(number, deck.name, deck.description) for number, deck in zip(numbers, decks, strict=True)]
    for deck, source in zip(made, decks, strict=True):
        for note_type in dict.fromkeys(note.type for note, _ in source.notes):
            deck.add_model(models[note_type])
    genanki.Package(made).write_to_db(database.cursor(), TEMPLATES_CHANGED, itertools.count(1))
    placed = _placed(decks, numbers)
    types = {note_type: note_type.id for note_type in NOTE_TYPES}
    # One row after the other, since all joined fields would take as much memory as the package.
    notes = (
        (
            id_,
            note.guid,
            types[note.type],
            modified,
            f" {' '.join(note.tags)} ",
            "\x1f".join(note.fields),
            note.fields[0],
        )
        for id_, _, note, modified in placed
    )
    database.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')", notes)
    card_ids = _Ids()
    cards = (
        (card_ids.of(name), id_, deck, place, modified, due)
        for due, (id_, deck, note, modified) in enumerate(placed, 1)
        for name, place in note.cards
    )
    row = "(?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
    database.executemany(f"INSERT INTO cards VALUES {row}", cards)


def _placed(decks: Sequence[AnkiDeck], numbers: Sequence[int]) -> list[tuple[int, int, AnkiNote, int]]:
    """Each note's id and its deck's, the note, and its modification time; `numbers` are the decks' ids."""
    ids = _Ids()
    return [
        (ids.of(note.guid), number, note, modified)
        for number, deck in zip(numbers, decks, strict=True)
        for note, modified in deck.notes
    ]


def _model(note_type: NoteType) -> genanki.Model:
    return genanki.Model(
        note_type.id,
        note_type.name,
        fields=[{"name": name} for name in note_type.fields],
        templates=[{"name": each.name, "qfmt": each.front, "afmt": each.back} for each in note_type.templates],
        css=style(),
        model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
    )


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in sorted(members.items()):
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.create_system, member.external_attr = _UNIX, _READABLE
            made.writestr(member, content, zipfile.ZIP_DEFLATED, compresslevel=1)
    return file.getvalue()
