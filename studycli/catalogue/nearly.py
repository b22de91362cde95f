"""A query put right: what the library lacks of it, in the likeliest spellings that it has."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from studycli.catalogue.characters import near_terms
from studycli.catalogue.fulltext import is_wide
from studycli.catalogue.spelling import corrections, likelier
from studycli.core.query_tree import And, Or, Phrase, Query, Word
from studycli.core.words import Term, spans

# So many of the likeliest spellings are tried and proposed.
MOST_SPELLINGS = 3
# In a longer query it is seldom a word or two that keep all from being found.
_FEW = 6

# What is put right at once: a Latin word, or a run of wide characters.
Corrections = Mapping[Term, tuple[Term, ...]]


def corrections_of(
    db: sqlite3.Connection, terms: Iterable[Term], is_there: Callable[[Term], bool]
) -> Iterator[Corrections]:
    """What each piece of the terms may have been meant for, the likeliest first.

    The first are only of those that the library lacks, the second of all that may be misspelt.
    """
    pieces = {piece: is_there(piece) for term in terms for piece in _pieces(term)}
    lacked = [piece for piece, there in pieces.items() if not there][: _FEW + 1]
    near = {piece: _near(db, piece) for piece in lacked if len(lacked) <= _FEW}
    yield _likeliest(near)
    if len(pieces) <= _FEW:
        yield _likeliest(near | {piece: likelier(db, piece[0]) for piece, there in pieces.items() if there})


def _near(db: sqlite3.Connection, piece: Term) -> tuple[Term, ...]:
    return near_terms(db, piece) if is_wide(piece[0]) else corrections(db, piece[0])


def _likeliest(found: Corrections) -> Corrections:
    return {piece: near[:MOST_SPELLINGS] for piece, near in found.items() if near}


def put_right(query: Query, right: Corrections) -> tuple[Query, ...]:
    """The query with all pieces by their likeliest correction first, and so on."""
    most = max(map(len, right.values()), default=0)
    choices = ({piece: near[min(place, len(near) - 1)] for piece, near in right.items()} for place in range(most))
    return tuple(dict.fromkeys(_corrected(query, choice) for choice in choices))


def _pieces(term: Term) -> Iterator[Term]:
    for wide, several in groupby(term, is_wide):
        run = tuple(several)
        yield from [run] if wide else zip(run, strict=True)


def _corrected(query: Query, right: Mapping[Term, Term]) -> Query:
    match query:
        case Word(text):
            changed = _respelt(text, right)
            return Phrase(changed) if " " in changed else Word(changed)
        case Phrase(text):
            return Phrase(_respelt(text, right))
        case And(parts) | Or(parts):
            return replace(query, parts=tuple(_corrected(part, right) for part in parts))
        case _:
            return query


def _respelt(text: str, right: Mapping[Term, Term]) -> str:
    for piece, other in right.items():
        for start, end in reversed(spans(text, [piece])):
            text = f"{text[:start]}{''.join(other)}{text[end:]}"
    return text
