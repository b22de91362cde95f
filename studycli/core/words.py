"""What counts as the same word: folding for search, and where the words of a query stand in a text.

Case, width, accents and punctuation do not count. A wide character (Han, kana, Hangul) is a word of its own, and so are
`+` and `#`, for C++, C# and B+树; a term is then a run of such words, found at any place, in however long a run.
"""

import re
import unicodedata
from codecs import charmap_encode
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

Term = tuple[str, ...]


class _Placed(NamedTuple):
    word: str
    start: int
    end: int


class _Folding(dict[int, str]):
    """What each character becomes, found when it is first met: " " parts words, "" is not there at all."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        kept = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Me", "Cf"))
        self[code] = folded = "".join(_parted(char) for char in unicodedata.normalize("NFC", kept))
        return folded


def _parted(char: str) -> str:
    if char in "+#" or (char.isalnum() and unicodedata.east_asian_width(char) in "WF"):
        return f" {char} "
    return char if char.isalnum() else " "


_FOLDING = _Folding()
# The same in UTF-8, a plain dict, which is asked faster than one that makes what it lacks. As typed, `codecs` takes
# numbers alone, where as many bytes as one likes may stand for a character.
_FOLDING_IN_UTF8: dict[int, Any] = {}


def fold(text: str) -> str:
    """The words of a text in lower case, with one blank or more between them."""
    return text.translate(_FOLDING)


def fold_to_utf8(text: str) -> bytes:
    """What `fold` gives, in UTF-8 and, but for ASCII, in half the time."""
    if text.isascii():
        return fold(text).encode()
    try:
        return charmap_encode(text, "strict", _FOLDING_IN_UTF8)[0]
    except UnicodeEncodeError:
        _FOLDING_IN_UTF8.update((code, _FOLDING[code].encode()) for code in map(ord, set(text)))
        return charmap_encode(text, "strict", _FOLDING_IN_UTF8)[0]


def words(text: str) -> Term:
    return tuple(fold(text).split())


def contains(text: str, term: Term) -> bool:
    """Whether the words of the term stand in the text one after the other."""
    return f" {' '.join(term)} " in f" {' '.join(words(text))} "


def spans(text: str, terms: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    """Where the terms stand in the text, from and to (exclusive), in order and none touching another."""
    placed = _placed(text)
    found = sorted(span for term in terms if term for span in _runs(placed, term))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def _runs(placed: Sequence[_Placed], term: Term) -> Iterable[tuple[int, int]]:
    for at in range(len(placed) - len(term) + 1):
        if all(placed[at + offset].word == word for offset, word in enumerate(term)):
            yield placed[at].start, placed[at + len(term) - 1].end


def _placed(text: str) -> list[_Placed]:
    """The words with their places; characters that fold to nothing belong to the word before them."""
    folded = [_FOLDING[ord(char)] for char in text]
    origin = [at for at, piece in enumerate(folded) for _ in piece]
    placed = []
    for found in re.finditer("[^ ]+", "".join(folded)):
        end = origin[found.end() - 1] + 1
        while end < len(text) and not folded[end]:
            end += 1
        placed.append(_Placed(found[0], origin[found.start()], end))
    return placed
