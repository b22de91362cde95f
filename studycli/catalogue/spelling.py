"""Words of the library that a word which is not in it may have been meant for: one typing error away, or begun so."""

import json
import sqlite3
from collections.abc import Iterator, Mapping

from studycli.core.variants import writings
from studycli.core.words import Term

# A shorter word has too many neighbours for any of them to be meant.
SHORTEST = 4
# A word that is so many times rarer than another is the other misspelt.
_RARER = 10
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def corrections(db: sqlite3.Connection, word: str) -> tuple[Term, ...]:
    """The most frequent first; none for a word that is short or not in Latin letters."""
    if not _is_corrected(word):
        return ()
    known = _with_one_error(db, word) or _beginning_with(db, word)
    return _likeliest(known, max(known.values(), default=0) / _RARER)


def likelier(db: sqlite3.Connection, word: str) -> tuple[Term, ...]:
    """What a word that is in the library may have been meant for all the same: the notes list usual misspellings."""
    known = _with_one_error(db, word) if _is_corrected(word) else {}
    own = known.pop(word, 0)
    others = {term: count for term, count in known.items() if (term,) not in writings((word,))}
    return _likeliest(others, own * _RARER) if own else ()


def _is_corrected(word: str) -> bool:
    return len(word) >= SHORTEST and word.isascii() and word.isalnum()


def _likeliest(known: Mapping[str, int], more_than: float) -> tuple[Term, ...]:
    return tuple((term,) for term in sorted(known, key=lambda term: (-known[term], term)) if known[term] > more_than)


def _with_one_error(db: sqlite3.Connection, word: str) -> dict[str, int]:
    near = json.dumps(sorted(set(_variants(word))))
    return dict(db.execute("SELECT term, doc FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))", (near,)))


def _beginning_with(db: sqlite3.Connection, word: str) -> dict[str, int]:
    between = (f"{word}a", f"{word}{chr(ord('z') + 1)}")
    return dict(db.execute("SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?", between))


def _variants(word: str) -> Iterator[str]:
    """One letter missing, two changed over, one wrong, one too many."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _ALPHABET)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _ALPHABET)
