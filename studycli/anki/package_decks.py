"""The decks of a package: anybody's notes as notes of ours, each deck by itself."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from studycli.anki.card_files import CardFiles
from studycli.anki.deck_names import AnkiDeck, read_decks
from studycli.anki.foreign_note import foreign_note
from studycli.anki.note_types import NoteType, read_note_types
from studycli.anki.notes import AnkiNote, read_notes
from studycli.anki.own_note import is_own, own_note
from studycli.anki.template import shown, words
from studycli.core.html.markdown import markdown_of
from studycli.core.messages import _
from studycli.core.model import NOTE_ID, Note, NoteId, Source, Text
from studycli.core.problem import Problem, warning

_GUID = "studycli:"
# What Anki itself puts among the tags: marks of study, and not of what is studied.
_STUDY_TAGS = ("marked", "leech")
# Fields of our own note types that are on no card.
_UNREAD = ("Search", "Id", "Reversed", "Choices")
_MARKS = re.compile("[\x0e-\x11]")


@dataclass(frozen=True, slots=True)
class PackageDeck:
    levels: tuple[str, ...]
    description: str
    notes: tuple[AnkiNote, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package holds, not yet read: its decks with notes, their types, and how many rows no Anki writes."""

    decks: tuple[PackageDeck, ...]
    types: Mapping[int, NoteType]
    broken: int

    @property
    def notes(self) -> int:
        return sum(len(deck.notes) for deck in self.decks)


def read_contents(collection: sqlite3.Connection) -> Contents:
    names, types = read_decks(collection), read_note_types(collection)
    unnamed = AnkiDeck(("Default",))
    rows = read_notes(collection)
    notes = [note for note in rows if note is not None and note.type in types]
    decks: dict[tuple[str, ...], list[AnkiNote]] = {}
    for note in notes:
        decks.setdefault(_home(note, names, unnamed).levels, []).append(note)
    texts = {deck.levels: deck.description for deck in names.values()}
    found = tuple(PackageDeck(levels, texts.get(levels, ""), tuple(each)) for levels, each in sorted(decks.items()))
    return Contents(found, types, len(rows) - len(notes))


def _home(note: AnkiNote, names: Mapping[int, AnkiDeck], unnamed: AnkiDeck) -> AnkiDeck:
    """Notes without cards, and cards of no deck, are put with the first deck that there is beside Anki's own."""
    if note.deck is not None and note.deck in names:
        return names[note.deck]
    return next((deck for number, deck in sorted(names.items()) if number != 1), unnamed)


@dataclass(slots=True)
class Reader:
    """Reads the decks of one package; ids are unique in all of them. `package` is its name, `path` as it is shown."""

    contents: Contents
    package: str
    path: str
    problems: list[Problem] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _told: set[str] = field(default_factory=set)

    def description(self, deck: PackageDeck, files: CardFiles) -> Text | None:
        text = markdown_of(deck.description, files)
        files.taken()
        return Text.plain(text) if text.strip() else None

    def notes(self, deck: PackageDeck, files: CardFiles) -> Iterator[Note]:
        for note in deck.notes:
            type_ = self.contents.types[note.type]
            name = self._name(note.guid)
            made = self._note(name, note, type_, files)
            lost = files.taken()
            if isinstance(made, str):
                message = _("note {note}: {reason}; the note is left out").format(note=name, reason=made)
                self._tell("left-out", message)
                continue
            for what in lost:
                self._tell("lost", _("note {note}: not kept: {what}").format(note=name, what=what))
            self._tell_words(type_)
            source = Source(self.package, "::".join(deck.levels))
            yield replace(made, tags=_tags(note.tags), sources=(source,))

    def _note(self, name: NoteId, note: AnkiNote, type_: NoteType, files: CardFiles) -> Note | str:
        fields = [_MARKS.sub("", value) for value in note.fields]
        if is_own(type_.fields):
            own = own_note(name, dict(zip(type_.fields, fields, strict=False)), files)
            if own is not None:
                return own
            files.taken()
            # Somebody took out in Anki what made it a note of ours; what can be read stays.
            fields = ["" if name in _UNREAD else value for name, value in zip(type_.fields, fields, strict=False)]
        made = foreign_note(type_, fields, files)
        if isinstance(made, str):
            return made
        for what in made.lost:
            files.lose(what)
        return Note(id=name, body=made.body, explanation=_text(made.explanation), hint=_text(made.hint))

    def _name(self, guid: str) -> NoteId:
        stem = id_of(guid)
        number, name = 1, stem
        while name in self._taken:
            number += 1
            name = NoteId(f"{stem[:56]}-{number}")
        self._taken.add(name)
        return name

    def _tell_words(self, type_: NoteType) -> None:
        """Once for each note type: what its backs say beside the fields."""
        if type_.name in self._told or is_own(type_.fields):
            return
        self._told.add(type_.name)
        said = [text for each in type_.templates if (text := words(shown(each.back, type_.fields)))]
        if said and not type_.is_cloze:
            message = _("note type “{type}”: the words that its back says beside its fields are left out: “{words}”")
            self._tell("template", message.format(type=type_.name, words=_short(said[0])))

    def _tell(self, code: str, message: str) -> None:
        self.problems.append(warning(self.path, 0, 0, code, message))


def id_of(guid: str) -> NoteId:
    """The id that was exported, or one that the same note always gets."""
    own = guid.removeprefix(_GUID)
    is_exported = guid.startswith(_GUID) and NOTE_ID.fullmatch(own)
    return NoteId(own if is_exported else f"anki-{sha256(guid.encode(errors='replace')).hexdigest()[:12]}")


def _tags(tags: Sequence[str]) -> tuple[str, ...]:
    plain = (unicodedata.normalize("NFC", tag).replace("::", "/") for tag in tags if tag.casefold() not in _STUDY_TAGS)
    return tuple(dict.fromkeys(plain))


def _text(markdown: str) -> Text | None:
    return Text.plain(markdown) if markdown.strip() else None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
