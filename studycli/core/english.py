"""British and American spellings of a word: regularise and regularize, behaviour and behavior, centre and center."""

from collections.abc import Mapping
from typing import NamedTuple


class _Rule(NamedTuple):
    """Words that end so, with that many letters before it: a shorter one is another word, as noise is."""

    british: str
    american: str
    endings: tuple[str, ...]
    before: int = 3


_VERB = ("e", "ed", "es", "er", "ers", "ing")
_RULES = (
    _Rule("is", "iz", (*_VERB, "ation", "ations")),
    _Rule("lys", "lyz", _VERB),
    _Rule("our", "or", ("", "s", "ed", "ing", "al", "able", "hood", "hoods")),
    _Rule("bre", "ber", ("", "s"), 2),
    _Rule("tre", "ter", ("", "s"), 2),
    _Rule("tred", "tered", ("",)),
    _Rule("ell", "el", ("ed", "er", "ers", "ing"), 2),
    _Rule("ogue", "og", ("", "s")),
)
_BRITISH = {f"{rule.british}{end}": (f"{rule.american}{end}", rule.before) for rule in _RULES for end in rule.endings}
_AMERICAN = {other: (suffix, before) for suffix, (other, before) in _BRITISH.items()}


def american(word: str) -> str:
    """A lower-case word as Americans spell it; what is spelt in one way only may come out as no word at all."""
    return f"gray{word[4:]}" if word.startswith("grey") else _other(word, _BRITISH)


def british(word: str) -> str:
    return f"grey{word[4:]}" if word.startswith("gray") else _other(word, _AMERICAN)


def _other(word: str, suffixes: Mapping[str, tuple[str, int]]) -> str:
    """With the longest of these suffixes that it ends in changed for the other."""
    for at in range(2, len(word) - 1):
        other, before = suffixes.get(word[at:], ("", at + 1))
        if before <= at:
            return word[:at] + other
    return word
