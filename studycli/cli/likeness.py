"""Notes of the library that ask much the same as another."""

from typing import NamedTuple

from studycli.catalogue.fulltext import units
from studycli.catalogue.store import Catalogue
from studycli.core.cloze import filled
from studycli.core.model import Note, NoteId, Text
from studycli.core.query_tree import Or, Phrase, joined
from studycli.core.unmarked import lines_of, unmarked
from studycli.core.words import Term, words

# Below it two questions merely speak of the same thing.
_MUCH = 0.6
_LOOKED_AT = 20
_MOST_PIECES = 40


class Like(NamedTuple):
    """`score` is the share of the words that both have, from 0 to 1."""

    id: NoteId
    deck: str
    question: str
    score: float


def like_notes(catalogue: Catalogue, note: Note) -> tuple[Like, ...]:
    """Those most like it first."""
    pieces = sorted({" ".join(piece) for piece in _pieces(note.prompt)})[:_MOST_PIECES]
    if not pieces:
        return ()
    query = joined(Or, [Phrase(piece) for piece in pieces])
    hits = catalogue.search(query, limit=_LOOKED_AT, study_day=0, now_ms=0).hits
    found = (Like(hit.id, hit.deck, _first_line(hit.question), _likeness(note.prompt, hit.question)) for hit in hits)
    return tuple(sorted((like for like in found if like.score >= _MUCH), key=lambda like: (-like.score, like.id)))


def _likeness(one: Text, other: Text) -> float:
    """The most that any two of their languages have in common."""
    return max(round(_common(_pieces_of(a), _pieces_of(b)), 3) for a in one.every() for b in other.every())


def _common(one: set[Term], other: set[Term]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _pieces(text: Text) -> set[Term]:
    return {piece for variant in text.every() for piece in _pieces_of(variant)}


def _pieces_of(text: str) -> set[Term]:
    return set(units(words(filled(text))))


def _first_line(text: Text) -> str:
    return next(map(unmarked, lines_of(filled(text.show()))), "")
