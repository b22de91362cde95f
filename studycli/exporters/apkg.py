"""Decks as an Anki package, and the hashes by which an export sees which notes have changed since the last."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from studycli.core.model import Deck, Note, NoteId, with_deck_tags
from studycli.core.plain import note_data
from studycli.exporters.edition import edition
from studycli.exporters.exporter import Options
from studycli.exporters.lock import FIRST_SEEN
from studycli.exporters.markdown_html import clean, to_html

if TYPE_CHECKING:
    from studycli.exporters.anki_package import AnkiDeck
    from studycli.exporters.html_cache import Fields
    from studycli.exporters.pictures import Pictures, ReadMedia

# Raise it when a release renders texts so differently that learners should get every note anew.
_RENDERING = 1


def render(decks: Sequence[Deck], options: Options) -> bytes:
    """A note that `options.modified` does not name counts as first seen."""
    from studycli.exporters.anki_package import package
    from studycli.exporters.pictures import Pictures

    made = edition(decks, options.language)
    fields = _fields(made, options)
    pictures = Pictures(options.media)
    packed = [_deck(deck, options.modified, fields, pictures) for deck in made]
    return package(packed, options.study, pictures.packed)


def content_hashes(decks: Sequence[Deck], language: str, media: "ReadMedia | None" = None) -> Mapping[NoteId, str]:
    """A hash of what each exported note says, for `lock.advance`.

    It is taken of the author's texts and not of their HTML: a new version of Pygments must not overwrite what
    a learner has edited in Anki.
    """
    made = edition(decks, language)
    return {note.id: _hash(deck, with_deck_tags(deck, note), media) for deck in made for note in deck.notes}


def _hash(deck: Deck, note: Note, media: "ReadMedia | None") -> str:
    content = json.dumps(note_data(note) | {"sources": [], "rendering": _RENDERING})
    if media and "](" in content:
        from studycli.exporters.pictures import digests

        files = digests(deck, note, media)
        content += json.dumps(files) if files else ""
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _fields(decks: Sequence[Deck], options: Options) -> "Mapping[NoteId, Fields]":
    """The fields of the notes whose content is known by its hash, from the cache or for it."""
    from studycli.exporters.anki_note import rendered
    from studycli.exporters.html_cache import key

    if options.cache is None:
        return {}
    notes = {note.id: note for deck in decks for note in deck.notes if note.id in options.contents}
    keys = {note: key(options.contents[note]) for note in notes}
    known = options.cache.get(keys.values())
    fresh = {keys[name]: rendered(note) for name, note in notes.items() if keys[name] not in known}
    if fresh:
        options.cache.put(fresh)
    return {name: known[each] if each in known else fresh[each] for name, each in keys.items()}


def _deck(
    deck: Deck, modified: Mapping[NoteId, int], fields: "Mapping[NoteId, Fields]", pictures: "Pictures"
) -> "AnkiDeck":
    from studycli.exporters.anki_note import anki_note
    from studycli.exporters.anki_package import AnkiDeck

    description = "\n".join(map(to_html, deck.description.every())) if deck.description else ""
    notes = tuple(
        (
            pictures.put_into(deck, anki_note(note, deck.tags_of(note), fields.get(note.id))),
            modified.get(note.id, FIRST_SEEN),
        )
        for note in deck.notes
    )
    return AnkiDeck(clean(deck.name).replace("/", "::"), description, notes)
