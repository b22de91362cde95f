"""Anki's package file: the notes in its database, and that in a zip, the same bytes for the same notes."""

import io
import itertools
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

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


def package(decks: Sequence[AnkiDeck], study: Study | None = None) -> bytes:
    made = list(_decks(decks))
    database = sqlite3.connect(":memory:")
    try:
        # Notes bring their own times and ids, so this time is that of the note types alone.
        genanki.Package(made).write_to_db(database.cursor(), TEMPLATES_CHANGED, itertools.count(1))
        if study:
            carry(database, _numbers(database, decks), study)
        database.commit()
        written = database.serialize()
    finally:
        database.close()
    return _zip({"collection.anki2": written, "media": b"{}"})


def _numbers(database: sqlite3.Connection, decks: Sequence[AnkiDeck]) -> dict[CardId, int]:
    """The ids that the cards got in the database."""
    rows = database.execute("SELECT n.guid, c.ord, c.id FROM cards c JOIN notes n ON n.id = c.nid")
    places = {(guid, place): number for guid, place, number in rows}
    notes = (note for deck in decks for note, _ in deck.notes)
    return {CardId(name): places[note.guid, place] for note in notes for name, place in note.cards}


class _DatedNote(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note with its own modification time, and ids that do not hang on what else is in the package."""

    def __init__(self, modified: int, ids: Iterator[int], ords: Iterable[int], **rest: Any) -> None:
        super().__init__(**rest)
        self.modified, self.ids = modified, ids
        self.cards = [genanki.Card(place) for place in ords]

    def write_to_db(self, cursor: sqlite3.Cursor, _timestamp: float, deck_id: int, _ids: Iterator[int]) -> None:
        super().write_to_db(cursor, self.modified, deck_id, self.ids)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Left out: every field is escaped, and the check is quadratic on long ones."""


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


def _decks(decks: Sequence[AnkiDeck]) -> Iterator[genanki.Deck]:
    models = {note_type.name: _model(note_type) for note_type in NOTE_TYPES}
    deck_ids, note_ids, card_ids = _Ids(), _Ids(), _Ids()
    position = itertools.count(1)
    for deck in decks:
        made = genanki.Deck(deck_ids.of(f"deck {deck.name}"), deck.name, deck.description)
        for note, modified in deck.notes:
            ids = [note_ids.of(note.guid), *(card_ids.of(name) for name, _ in note.cards)]
            made.add_note(
                _DatedNote(
                    modified,
                    iter(ids),
                    [place for _, place in note.cards],
                    model=models[note.type.name],
                    fields=list(note.fields),
                    guid=note.guid,
                    tags=note.tags,
                    due=next(position),
                )
            )
        yield made


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
