"""From what was said to a rating: which points a typed answer names, whether a gap is filled, what that proposes."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studycli.core.model import Text
from studycli.core.schedule import Rating
from studycli.core.variants import canonical
from studycli.core.words import fold, words

# A point is named when this share of what it says was said; a word counts as much as two Chinese characters.
_ENOUGH = 0.6
_WORD_WEIGHT = 2
_WIDE = "\u2e80"
# A shorter word that is one letter off is another word.
_SHORTEST_FORGIVEN = 4

_FUNCTION_WORDS = frozenset(
    """a an the of to in on at by for from with as and or but so than then that this these those it its is are was were
    be been being do does did has have had will would can could may might should must i you we they he she their our
    your them there here which what who whom whose when while where how if because since also only just very more most
    each every any some such into onto over under per via about up out""".split()
)
_FUNCTION_CHARACTERS = frozenset("的了是吗呢吧与和及其之在把被也都就而且并或")
_NEGATIONS = re.compile(r"不|没|无|未|非(?!常)|\b(?:not|no|never|none|cannot|without|neither|nor)\b|n['’]t\b", re.I)
_NUMBER = re.compile(r"(?<![A-Za-z_\d.])\d+(?:[.,]\d+)*(?![A-Za-z_])")
_NUMERALS = dict(zip("two three four five six seven eight nine ten".split(), map(str, range(2, 11)), strict=True))
# What lays a formula out is not said aloud.
_LAYOUT = re.compile(
    r"\\(?:[dt]?frac|left|right|text\w*|math\w+|operatorname|cdot|times|big\w*|quad|qquad|begin|end)\b"
)
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|e)$")


def propose(named: int, points: int) -> Rating:
    """The rating that naming so many of the points suggests; the person may overrule it."""
    if points <= 0 or named >= points:
        return Rating.GOOD
    share = named / points
    if share >= 0.75:
        return Rating.GOOD
    return Rating.HARD if share >= 0.5 else Rating.AGAIN


def covered(points: Sequence[Text], typed: str, names: Iterable[str] = ()) -> frozenset[int]:
    """The numbers of the points that a typed answer names, in whatever language and order, small errors forgiven.

    `names` all mean the note's subject, such as its title and aliases: where one was said, so were the others. A
    point's numbers must all be said, and a point that denies needs a word that does.
    """
    said = _said(typed)
    named = [_said(name) for name in names]
    if any(name and name <= said for name in named):
        for name in named:
            said |= name
    return frozenset(number for number, point in enumerate(points) if any(_names(said, text) for text in point.every()))


def fills(hidden: Iterable[str], typed: str) -> bool:
    """Whether what was typed is one of the texts that a gap may hide; of formulas every sign but blanks counts."""
    return any(_same(text, typed) for text in hidden if text.strip())


@dataclass(frozen=True, slots=True)
class _Said:
    """`pieces` are words, Chinese characters, and pairs of those that stand together."""

    pieces: frozenset[str]
    numbers: frozenset[str]
    denies: bool

    def __or__(self, other: "_Said") -> "_Said":
        return _Said(self.pieces | other.pieces, self.numbers | other.numbers, self.denies or other.denies)

    def __le__(self, other: "_Said") -> bool:
        return self.pieces <= other.pieces and self.numbers <= other.numbers

    def __bool__(self) -> bool:
        return bool(self.pieces or self.numbers)


def _said(text: str) -> _Said:
    text = _plain(text)
    pieces = {piece for run in _runs(text) for piece in (*run, *_pairs(run))}
    return _Said(frozenset(pieces), _numbers(text), _NEGATIONS.search(text) is not None)


def _names(said: _Said, point: str) -> bool:
    text = _plain(point)
    numbers = _numbers(text)
    if not numbers <= said.numbers or (_NEGATIONS.search(text) and not said.denies):
        return False
    runs = [run for run in _runs(text) if run]
    telling = [run for run in runs if run[0] > _WIDE or run[0] not in _FUNCTION_WORDS]
    every = [weight for run in telling or runs for weight in _weights(run, said)]
    total = sum(weight for weight, _ in every)
    return sum(weight for weight, was_said in every if was_said) >= _ENOUGH * total if total else bool(numbers)


def _weights(run: Sequence[str], said: _Said) -> Iterator[tuple[int, bool]]:
    """How much each part of a run counts, and whether it was said; a character is said with a neighbour of its own."""
    if run[0] <= _WIDE:
        yield _WORD_WEIGHT, _is_said(run[0], said.pieces)
        return
    for at, character in enumerate(run):
        near = _pairs(run[max(0, at - 1) : at + 2])
        yield 1, (character in said.pieces if len(run) == 1 else any(pair in said.pieces for pair in near))


def _is_said(word: str, pieces: Collection[str]) -> bool:
    if word in pieces:
        return True
    stem = _ENDING.sub("", word)
    forgiven = len(word) >= _SHORTEST_FORGIVEN
    return any(
        piece <= _WIDE and (_ENDING.sub("", piece) == stem or (forgiven and _is_one_edit(word, piece)))
        for piece in pieces
    )


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Each word by itself in its plain form, and Chinese characters that stand together without function words."""
    for token in re.split(r"[^\w+#]+", text):
        run: list[str] = []
        for word in fold(token).split():
            if word > _WIDE and word not in _FUNCTION_CHARACTERS:
                run.append(word)
                continue
            if run:
                yield tuple(run)
                run = []
            if word <= _WIDE and not word.isdigit() and word not in _NUMERALS:
                yield (canonical((word,)),)
        if run:
            yield tuple(run)


def _pairs(run: Iterable[str]) -> list[str]:
    return [one + other for one, other in pairwise(run)]


def _plain(text: str) -> str:
    return _LAYOUT.sub(" ", unicodedata.normalize("NFKC", text))


def _numbers(text: str) -> frozenset[str]:
    """Those in digits, and small ones in words."""
    digits = (found.replace(",", "") for found in _NUMBER.findall(text))
    return frozenset((*digits, *(_NUMERALS[word] for word in words(text) if word in _NUMERALS)))


def _is_one_edit(one: str, other: str) -> bool:
    """Whether a letter more, less, another or two exchanged make one word of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[at:], other[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


_SIGNS = re.compile(r"[\d$`\\=<>^*/+]")


def _same(hidden: str, typed: str) -> bool:
    if _bare(hidden) == _bare(typed):
        return True
    one, other = words(hidden), words(typed)
    if _SIGNS.search(hidden) or len(one) != len(other) or not one:
        return False
    return all(_is_same_word(a, b) for a, b in zip(one, other, strict=True))


def _is_same_word(hidden: str, typed: str) -> bool:
    if canonical((hidden,)) == canonical((typed,)):
        return True
    return len(hidden) >= _SHORTEST_FORGIVEN and _is_one_edit(hidden, typed)


def _bare(text: str) -> str:
    """Without blanks and the marks of formulas and code."""
    return re.sub(r"[\s$`]", "", unicodedata.normalize("NFKC", text).casefold())
