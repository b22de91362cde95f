"""What the library lacks, put right: Latin words by their spelling, names in Chinese but for one character."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from studycli.catalogue.fulltext import any_match, is_wide, match_of, term_match, units, within
from studycli.catalogue.spelling import MOST_SPELLINGS
from studycli.core.query_tree import And, Phrase, Query, Word
from studycli.core.words import Term, words

# With one of two characters wrong anything would fit.
_SHORTEST = 3
_LONGEST = 30


class Near(NamedTuple):
    """An expression for the full text, the name it would be, and what to mark in texts."""

    match: str
    name: Term
    terms: tuple[Term, ...]


def nearly(
    text: Query,
    corrected: Mapping[str, Sequence[str]],
    widen: Callable[[Query], Query],
    is_there: Callable[[str], bool],
) -> Near | None:
    """All of the words, those put right that are not there; None where that cannot be done."""
    parts = text.parts if isinstance(text, And) else (text,)
    found: list[Near] = []
    for part in parts:
        if not isinstance(part, Word | Phrase):
            return None
        term, match = words(part.text), match_of(widen(part)) or ""
        near = Near(match, term, (term,)) if is_there(match) else _put_right(term, corrected)
        if near is None:
            return None
        found.append(near)
    return Near(
        " AND ".join(f"({near.match})" for near in found),
        tuple(word for near in found for word in near.name),
        tuple(term for near in found for term in near.terms),
    )


def _put_right(term: Term, corrected: Mapping[str, Sequence[str]]) -> Near | None:
    if any(word in corrected for word in term):
        spelt = tuple(dict.fromkeys(_spelt(term, corrected, place) for place in range(MOST_SPELLINGS)))
        return Near(any_match(spelt), spelt[0], spelt)
    if _SHORTEST <= len(term) <= _LONGEST and all(map(is_wide, term)):
        # In a long text four characters of five stand together by chance, in a name they do not.
        return Near(within(("names",), but_for_one(term)), term, units(term))
    return None


def _spelt(term: Term, corrected: Mapping[str, Sequence[str]], place: int) -> Term:
    return tuple(near[min(place, len(near) - 1)] if (near := corrected.get(word)) else word for word in term)


def but_for_one(term: Term) -> str:
    """The term with any one of its words another, missing or too many."""
    inner = [
        f"NEAR({term_match(term[:at])} {term_match(term[after:])}, 1)"
        for at in range(1, len(term))
        for after in (at, at + 1)
        if after < len(term)
    ]
    return " OR ".join((term_match(term[1:]), term_match(term[:-1]), *inner))
