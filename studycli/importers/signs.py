"""How often a text has a sign at most, counted without parsing it: no shape finds more answers than there are signs.

Repairs of slips are allowed for: what they turn into a sign is counted as one.
"""

import re
from functools import lru_cache

from studycli.importers.labels import WORDS, Role


def _label(*roles: Role) -> re.Pattern[str]:
    """A word of a label with the least that makes it one: a mark behind it, or the end of its line."""
    words = sorted((re.escape(word) for role in roles for word in WORDS[role].split("|")), key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(words)})\s{{0,3}}\d{{0,4}}\s{{0,3}}[】\]]?\s{{0,3}}(?:[:：.、．)）】\]*_#<{{\n]|\Z)"
    )


_ANSWER = _label(Role.ANSWER, Role.EITHER)
_EXPLANATION = _label(Role.EXPLANATION)
_QUESTION = _label(Role.QUESTION)
_NUMBERED = re.compile(
    r"^(?! {0,3}#{1,6}[ \t])(?:[^\w\n]|_)*"
    r"(?:\d|(?:第|questions?|ques|q|问题|题目|面试题|问|题)\s*+[#.]?\s*+[\d一二三四五六七八九十])",
    re.M,
)
_HASHES = re.compile(r"#(?:[^\w#]|[\d第问题Qq]|\Z)")
_UNDERLINE = re.compile(r"[=-][ \t]*(?:\n|\Z)")
_MARKER = re.compile(r"^(?:[^\w\n]|_)*?(?:[-+*]|\d)", re.M)


@lru_cache(maxsize=1)
def _folded(text: str) -> str:
    """So that patterns need not ignore case, which makes them five times as fast."""
    return text.casefold()


@lru_cache(maxsize=2)
def answer_labels(text: str) -> int:
    return _count(_ANSWER, _folded(text))


def explanation_labels(text: str) -> int:
    return _count(_EXPLANATION, _folded(text))


@lru_cache(maxsize=2)
def question_labels(text: str) -> int:
    return _count(_QUESTION, _folded(text))


def numbered_lines(text: str) -> int:
    """Lines below headings that may begin with a number once marks of chats and anchors before it are dropped."""
    folded = _folded(text)
    return _count(_NUMBERED, folded) + text.count("<|") + folded.count("</a")


@lru_cache(maxsize=2)
def headings(text: str) -> int:
    return _count(_HASHES, text) + _count(_UNDERLINE, text)


def list_items(text: str) -> int:
    """Items that are in no other list."""
    return _count(_MARKER, text) + text.count("<|")


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))
