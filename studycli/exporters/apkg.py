"""Decks as an Anki package. A note that was exported before is neither read nor rendered again."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from studycli.core.model import Deck, Note, NoteId
from studycli.exporters.edition import deck_in, note_in
from studycli.exporters.exporter import Options, StoredNote
from studycli.exporters.lock import FIRST_SEEN
from studycli.helpers import in_turn

if TYPE_CHECKING:
    from studycli.exporters.anki_cache import Known
    from studycli.exporters.anki_package import AnkiDeck
    from studycli.exporters.anki_row import Unread
    from studycli.exporters.pictures import Pictures

T = TypeVar("T")
# A deck without its notes, and those that are exported.
StoredDeck = tuple[Deck, Sequence[StoredNote]]

# Fewer notes are rendered before a helper has started.
WORTH_NOTES = 1000
_AT_ONCE = 100


def render(decks: Sequence[Deck], options: Options) -> bytes:
    """As `package`, of decks that are read already."""
    return package([(deck, [_stored(note) for note in deck.notes if note.is_answered]) for deck in decks], options)


def package(decks: Sequence[StoredDeck], options: Options) -> bytes:
    """The package; decks without notes are left out."""
    from studycli.exporters.anki_cache import opened

    decks = [(deck, notes) for deck, notes in decks if notes]
    try:
        with opened(options.cache) as database:
            return _package(database, decks, options)
    except sqlite3.DatabaseError:
        if options.cache is None:
            raise
        # Damage that shows only in the middle of the file.
        options.cache.unlink(missing_ok=True)
    with opened(None) as database:
        return _package(database, decks, options)


def _package(database: sqlite3.Connection, decks: Sequence[StoredDeck], options: Options) -> bytes:
    from studycli.exporters.anki_package import fill
    from studycli.exporters.package_file import package_file
    from studycli.exporters.pictures import Pictures

    found = _found(database, decks, options)
    modified = options.modified(_contents(decks, found, options))
    note_ids, card_ids = fill(database, list(_anki_decks(decks, found, modified, options.language)))
    pictures = Pictures(options.media)
    placed = zip(_each(decks), found, note_ids, strict=True)
    _put_pictures(database, ((deck, id_) for (deck, _), known, id_ in placed if known.names_files), pictures)
    if options.study:
        from studycli.exporters.anki_progress import carry

        carry(database, card_ids, options.study)
    database.commit()
    return package_file(database, pictures.packed)


def _found(database: sqlite3.Connection, decks: Sequence[StoredDeck], options: Options) -> "list[Known]":
    """What is kept of the notes, in their order, once those that are not known are rendered."""
    from studycli.exporters.anki_cache import known

    keys = [_key(options.language, deck.tags, note) for deck, note in _each(decks)]
    found = known(database, keys)
    pairs = zip(keys, _each(decks), strict=True)
    if left := {key: (deck.tags, note.decode, note.data, note.line) for key, (deck, note) in pairs if key not in found}:
        _render(database, left, options)
        found |= known(database, left)
    return [found[key] for key in keys]


def _render(database: sqlite3.Connection, notes: "Mapping[str, Unread]", options: Options) -> None:
    from studycli.exporters.anki_cache import keep
    from studycli.exporters.anki_row import rows

    left = list(notes.values())
    jobs = [(options.language, left[at : at + _AT_ONCE]) for at in range(0, len(left), _AT_ONCE)]
    with closing(in_turn(rows, jobs, is_much=len(left) >= WORTH_NOTES)) as made:
        done = chain.from_iterable(_told(made, len(jobs), options.on_progress))
        keep(database, ((key, *row) for key, row in zip(notes, done, strict=True)))


def _told(made: Iterable[T], total: int, report: Callable[[int, int], None]) -> Iterator[T]:
    for number, each in enumerate(made):
        report(number, total)
        yield each


def _key(language: str, tags: tuple[str, ...], note: StoredNote) -> str:
    edition = "\0".join((language, *tags)).encode(errors="surrogatepass")
    return hashlib.sha256(b"\0\0".join((edition, note.data))).hexdigest()


def _contents(decks: Sequence[StoredDeck], found: "Sequence[Known]", options: Options) -> dict[NoteId, str]:
    """A hash of what each note says, what it names included."""
    return {
        note.id: _content(deck, note, options) if known.names_files else known.content
        for (deck, note), known in zip(_each(decks), found, strict=True)
    }


def _content(deck: Deck, stored: StoredNote, options: Options) -> str:
    from studycli.exporters.anki_row import content_hash, said, tagged
    from studycli.exporters.pictures import digests

    note = tagged(note_in(stored.read(), options.language), deck.tags)
    files = digests(deck, note, options.media)
    return content_hash(said(note), json.dumps(files) if files else "")


def _anki_decks(
    decks: Sequence[StoredDeck], found: "Sequence[Known]", modified: Mapping[NoteId, int], language: str
) -> "Iterator[AnkiDeck]":
    from studycli.exporters.anki_package import AnkiDeck
    from studycli.exporters.markdown_html import clean, to_html

    left = iter(found)
    for deck, notes in decks:
        description = deck_in(deck, language).description
        yield AnkiDeck(
            clean(deck.name).replace("/", "::"),
            "\n".join(map(to_html, description.every())) if description else "",
            [(next(left), modified.get(note.id, FIRST_SEEN)) for note in notes],
        )


def _put_pictures(database: sqlite3.Connection, notes: Iterable[tuple[Deck, int]], pictures: "Pictures") -> None:
    for deck, id_ in notes:
        (fields,) = database.execute("SELECT flds FROM notes WHERE id = ?", (id_,)).fetchone()
        shown = pictures.put_into(deck, fields)
        database.execute("UPDATE notes SET flds = ?, sfld = ? WHERE id = ?", (shown, shown.partition("\x1f")[0], id_))


def _each(decks: Sequence[StoredDeck]) -> Iterator[tuple[Deck, StoredNote]]:
    return ((deck, note) for deck, notes in decks for note in notes)


def _stored(note: Note) -> StoredNote:
    return StoredNote(note.id, repr(note).encode(errors="surrogatepass"), note.line, partial(_same, note))


def _same(note: Note, _data: bytes, _line: int) -> Note:
    return note
