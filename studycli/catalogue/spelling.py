"""Words of the library that are one typing error away from a word that is not in it."""

import json
import sqlite3
from collections.abc import Iterator

# A shorter word has too many neighbours for any of them to be meant.
SHORTEST = 4
# So many of the likeliest spellings are tried and proposed.
MOST_SPELLINGS = 3
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def corrections(db: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """The most frequent first; none for a word that is in the library, is short, or is not in Latin letters."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalnum()):
        return ()
    near = {word, *_variants(word)}
    rows = db.execute(
        "SELECT term, doc FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))", (json.dumps(sorted(near)),)
    )
    known = dict(rows.fetchall())
    return () if word in known else tuple(sorted(known, key=lambda term: (-known[term], term)))


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
