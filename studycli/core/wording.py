"""The words of a text as likeness counts them: without code, marks and the numbers of lists."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import compress, pairwise
from zlib import crc32

from studycli.core.variants import canonical
from studycli.core.words import Term, words

# A text is a Chinese one from this share of wide characters on.
_MOSTLY_WIDE = 0.3
# One in so many words begins a shingle of a sample.
_SAMPLED = 6
_WIDE = "\u2e80"

_FENCED = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(```+|~~~+)[^\n]*\n(.*?)(?:^[ \t>]*\1[ \t]*$|\Z)", re.M | re.S)
_LIST_NUMBER = re.compile(r"^[ \t>]*\d{1,3}[.)、．]\s*", re.M)

# What asks, in either language, and says nothing of what is asked about. `why`, `how` and `when` do say something.
_ASKING = re.compile(
    r"请|简要|简单|简述|详细|试述|概述|阐述|解释|说明|介绍|描述|列举|列出|谈谈|讲讲|举例|一下|有?什么|有?哪些|有?哪几种|有?几种|"
    r"常见|常用|主要|基本|分别|方法|技术|任务|模型|一些|以及|及其|它们|[是的了吗呢吧及与和其它]|并(?=[说解给列举介描])|"
    r"\b(?:please|briefly|explain|describe|what|which|is|are|was|were|the|an?|of|do|does|did|you|your|can|could|me|"
    r"tell|give|define|list|name|mean|meant|by|its?|that|and|there|some|main|common)\b"
)
# A question that leaves its subject to what stands around it.
_POINTING = re.compile(r"它|该|上述|其(?![他它中实次余])|\b(?:it|its|this|that|these|those|they|their|them)\b", re.I)

_NEGATION = re.compile(r"不|无法|没|未|非(?!常)|\b(?:not|no|never|none|cannot|without|neither|nor)\b|n['’]t\b", re.I)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def prose(text: str) -> str:
    """The text without code blocks and without the numbers of its lists."""
    if "```" in text or "~~~" in text:
        text = _FENCED.sub("\n", text)
    return _LIST_NUMBER.sub("", text)


def code(text: str) -> tuple[str, ...]:
    """The code of all blocks, piece by piece, however it is indented."""
    if "```" not in text and "~~~" not in text:
        return ()
    return tuple(piece for found in _FENCED.finditer(text) for piece in re.findall(r"\w+|[^\w\s]", found[2]))


def is_wide(term: Term) -> bool:
    """Whether it is written in Chinese, or the like."""
    return sum(word > _WIDE for word in term) >= _MOSTLY_WIDE * len(term) and bool(term)


def shingles(term: Sequence[str], size: int) -> set[str]:
    """All runs of that many words; the whole where it is shorter."""
    if len(term) <= size:
        return {" ".join(term)} if term else set()
    return set(map(" ".join, zip(*(term[at:] for at in range(size)), strict=False)))


def sample(term: Sequence[str], size: int) -> set[str]:
    """About a sixth of the shingles, the same of every text: those that begin with certain words."""
    starts = compress(range(len(term) - size + 1), map(_BEGINS.__getitem__, term))
    return {" ".join(term[at : at + size]) for at in starts}


class _Beginnings(dict[str, bool]):
    """Whether a shingle of a sample begins with a word, found when the word is first met."""

    def __missing__(self, word: str) -> bool:
        self[word] = begins = crc32(word.encode(errors="surrogatepass")) % _SAMPLED == 0
        return begins


_BEGINS = _Beginnings()


def subject(text: str) -> Term:
    """What a question is about: its words in order, each in its plain form, without those that only ask.

    A question of nothing but those is about all of them; one with code is about that, too.
    """
    said = prose(text).lower()
    asked = tuple(map(plain, words(_ASKING.sub(" ", said)) or words(said)))
    return asked + words(" ".join(pieces)) if (pieces := code(text)) else asked


def is_telling(word: str) -> bool:
    return not _ASKING.fullmatch(word)


@lru_cache(maxsize=16_384)
def plain(word: str) -> str:
    """The same for a word in the singular and plural, and in both spellings."""
    return canonical((word,))


def points_elsewhere(text: str) -> bool:
    return _POINTING.search(text) is not None


def numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(prose(text)))


def negations(text: str) -> int:
    return len(_NEGATION.findall(text))


def unknown(term: Term, others: Term) -> list[str]:
    """The runs of words in the first that the second does not have; a Chinese character counts with its neighbours."""
    known = set(others) | set(pairwise(others))
    runs: list[list[str]] = [[]]
    for at, word in enumerate(term):
        if word > _WIDE:
            near = term[max(0, at - 1) : at + 2]
            is_known = any(pair in known for pair in pairwise(near)) or (len(near) == 1 and word in known)
        else:
            is_known = word in known
        if is_known:
            runs.append([])
        else:
            runs[-1].append(word)
    return [written(run) for run in runs if run]


def written(term: Sequence[str]) -> str:
    """The words as a text: no blanks between wide characters."""
    return re.sub(rf"(?<=[{_WIDE}-\U0003ffff]) | (?=[{_WIDE}-\U0003ffff])", "", " ".join(term))


def common(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of what both have in all that either has, from 0 to 1; 0 where neither has anything."""
    first, second = set(one), set(other)
    return len(first & second) / (len(first | second) or 1)
