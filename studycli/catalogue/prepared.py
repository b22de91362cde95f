"""Decks made ready to be written: all the work that needs no database, as plain values to send between processes."""

from hashlib import sha256
from typing import NamedTuple

from studycli.catalogue.codec import encode_deck, encode_note, encode_problems
from studycli.catalogue.features import FEATURES
from studycli.catalogue.fulltext import any_writing, columns_of, is_wide
from studycli.catalogue.pieces import digests_of
from studycli.core.contents import contents_of, features_of, languages_of
from studycli.core.model import Note, cards_of
from studycli.core.names import name_key
from studycli.core.words import words
from studycli.decks.reader import Reading, read_bytes


class PreparedNote(NamedTuple):
    """`columns` are those of the full text, in UTF-8: between processes that takes half the time that text does.

    `names` are what a search that names the note exactly would say.
    """

    id: str
    line: int
    data: str
    cards: tuple[str, ...]
    answered: bool
    features: int
    languages: str
    tags: str
    columns: tuple[bytes, ...]
    names: tuple[str, ...]


class PreparedDeck(NamedTuple):
    """`deck` is None where the file cannot be taken for one; `pieces` are the digests that tell an edit."""

    digest: bytes
    deck: str | None
    problems: str
    pieces: bytes
    notes: tuple[PreparedNote, ...]


def prepare(data: bytes, *, path: str, name: str) -> PreparedDeck:
    """A deck file with all of its notes."""
    reading = read_bytes(data, path=path, name=name)
    deck = reading.deck
    problems = encode_problems(reading.problems)
    if deck is None:
        return PreparedDeck(digest_of(data), None, problems, b"", ())
    notes = tuple(prepare_note(note, deck.tags, encode_note(note)) for note in deck.notes)
    return PreparedDeck(digest_of(data), encode_deck(deck), problems, pieces_in(data, reading), notes)


def pieces_in(data: bytes, reading: Reading) -> bytes:
    """Nothing for a deck with faults, as those may lie between notes."""
    if reading.deck is None or reading.problems:
        return b""
    return digests_of(data, [note.line for note in reading.deck.notes])


def prepare_note(note: Note, deck_tags: tuple[str, ...], data: str) -> PreparedNote:
    """`data` is the note encoded."""
    return PreparedNote(
        id=note.id,
        line=note.line,
        data=data,
        cards=tuple([card.id for card in cards_of(note)]),
        answered=note.is_answered,
        features=sum(FEATURES[content] for content in features_of(note)),
        languages=f" {' '.join(languages_of(note))} ",
        tags="\n".join(("", *map(name_key, (*deck_tags, *note.tags)), "")),
        columns=columns_of(contents_of(note, deck_tags)),
        names=_names(note),
    )


def digest_of(data: bytes) -> bytes:
    return sha256(data).digest()


def _names(note: Note) -> tuple[str, ...]:
    """Each name as it is, and as all its writings are where it has others; those without a letter are left out."""
    written_id = () if note.id_is_derived else (note.id,)
    titles = note.title.every() if note.title else ()
    terms = [term for name in (*titles, *note.aliases, *written_id) if (term := words(name))]
    written_otherwise = [any_writing(term) for term in terms if not all(map(is_wide, term))]
    return tuple(dict.fromkeys((*map(" ".join, terms), *written_otherwise)))
