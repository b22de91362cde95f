"""What FTS5 is given and how it is asked. Folding is all ours: FTS5 sees lower-case words set apart by blanks."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from studycli.core.query_tree import And, Or, Phrase, Query, Word
from studycli.core.variants import canonical
from studycli.core.words import Term, fold_to_utf8, words

if TYPE_CHECKING:
    from studycli.core.contents import Contents

COLUMNS = ("names", "question", "tags", "points", "body")
# For bm25, in the order of COLUMNS.
WEIGHTS = (10.0, 6.0, 4.0, 2.0, 1.0)
# Asked first, from the narrowest on: a word that half of the notes mention is seldom in the name of ten.
STAGES = (("names", "question"), ("names", "question", "tags", "points"), COLUMNS)

# Folding never gives this character, so no phrase runs from one text into the next, nor, as there are two, does NEAR.
_BARRIER = " \ue000 \ue000 ".encode()


def columns_of(contents: "Contents") -> tuple[bytes, ...]:
    """In UTF-8."""
    groups = (contents.names, contents.question, contents.tags, contents.points, contents.body)
    return tuple([_BARRIER.join(map(fold_to_utf8, group)) for group in groups])


def match_of(query: Query) -> str | None:
    """The expression for a query of words and phrases only, else None; a word without letters has none."""
    match query:
        case Word(text) | Phrase(text):
            return term_match(words(text)) or None
        case And(parts):
            return _combined(" AND ", parts)
        case Or(parts):
            return _combined(" OR ", parts)
        case _:
            return None


def term_match(term: Term) -> str:
    """Words hold neither quotes nor operators, so this is safe for whatever was typed."""
    return f'"{" ".join(term)}"' if term else ""


def any_writing(term: Term) -> str:
    """The name of all ways of writing a term, which is the name of nothing else: words hold no `=`."""
    return f"={canonical(term)}"


def any_match(terms: Iterable[Term]) -> str:
    return " OR ".join(map(term_match, terms))


def within(columns: Sequence[str], match: str) -> str:
    return f"{{{' '.join(columns)}}} : ({match})"


def units(term: Term) -> tuple[Term, ...]:
    """The smallest pieces worth finding alone: each word, and in a run of wide characters each two neighbours."""
    pieces: list[Term] = []
    for at, word in enumerate(term):
        following = term[at + 1] if at + 1 < len(term) else ""
        if is_wide(word) and is_wide(following):
            pieces.append((word, following))
        elif not is_wide(word) or not (at and is_wide(term[at - 1])):
            pieces.append((word,))
    return tuple(pieces)


def is_wide(word: str) -> bool:
    return len(word) == 1 and unicodedata.east_asian_width(word) in "WF"


def _combined(operator: str, parts: Iterable[Query]) -> str | None:
    matches = [match_of(part) for part in parts]
    return f"({operator.join(filter(None, matches))})" if all(matches) else None
