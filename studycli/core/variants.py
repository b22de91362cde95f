"""The same name written otherwise: plurals, -ise and -ize, and compounds open, hyphenated or closed up.

`fine tuning`, `fine-tuning` and `finetuning` find one another. What stands in quotes is looked for as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from studycli.core.query_tree import And, Not, Or, Phrase, Query, Word, joined
from studycli.core.words import Term, words

# Longer words are no words; a part of two letters at the end would cut every word into nonsense.
_LONGEST = 24
_SHORTEST_END = 3

_LATIN = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")
_HISS = ("s", "x", "z", "ch", "sh")
_ISE = re.compile(r"(?<=[a-z]{3})i([sz])(?=(?:e|ed|es|er|ers|ing|ations?)$)")


def _may_be(_: Term) -> bool:
    return True


def widened(query: Query, is_known: Callable[[Term], bool] = _may_be) -> Query:
    """The query with each word in all the ways of writing it, the first being its own.

    Ways that are not known may be left out where nothing holds them.
    """
    match query:
        case Word():
            return _widened_word(query, (), is_known)
        case Not(part):
            return Not(widened(part, is_known))
        case And(parts):
            return joined(And, [_widened_part(parts, at, is_known) for at in range(len(parts))])
        case Or(parts):
            return joined(Or, [widened(part, is_known) for part in parts])
        case _:
            return query


def canonical(term: Term) -> str:
    """The same for all ways of writing a name."""
    return "".join(map(_canonical, term))


def writings(term: Term) -> tuple[Term, ...]:
    """All ways of writing a term, its own first."""
    ways = [term]
    if term and _LATIN.fullmatch(term[-1]):
        ways += [(*term[:-1], form) for form in _forms(term[-1])]
        ways += [way for closed in list(ways) for way in (_closed(closed) if len(closed) > 1 else _cut(closed[0]))]
    return tuple(dict.fromkeys(ways))


def _widened_part(parts: Sequence[Query], at: int, is_known: Callable[[Term], bool]) -> Query:
    """A word beside another is also found in both closed up to one."""
    part = parts[at]
    if not isinstance(part, Word):
        return widened(part, is_known)
    closed: list[Term] = []
    for pair in (parts[max(0, at - 1) : at + 1], parts[at : at + 2]):
        if len(pair) == 2 and all(isinstance(each, Word) and len(words(each.text)) == 1 for each in pair):
            both = tuple(words(str(each))[0] for each in pair)
            closed += [way for last in (both[1], *_forms(both[1])) for way in _closed((both[0], last))]
    return _widened_word(part, closed, is_known)


def _widened_word(word: Word, more: Iterable[Term], is_known: Callable[[Term], bool]) -> Query:
    own, *others = dict.fromkeys((*writings(words(word.text)), *more))
    known = [Phrase(" ".join(way)) for way in others if is_known(way)]
    return joined(Or, [word, *known]) if own else word


def _closed(term: Term) -> Iterator[Term]:
    closed = "".join(term)
    if len(closed) <= _LONGEST and all(map(_LATIN.fullmatch, term[:1])) and _LATIN.fullmatch(closed):
        yield (closed,)


def _cut(word: str) -> Iterator[Term]:
    if len(word) <= _LONGEST:
        yield from ((word[:at], word[at:]) for at in range(1, len(word) - _SHORTEST_END + 1))


def _forms(word: str) -> tuple[str, ...]:
    """Other numbers and spellings of a Latin word; those that are no words do no harm."""
    if len(word) < 3 or len(word) > _LONGEST:
        return ()
    numbers = (word, *_singulars(word), _plural(word))
    spellings = [_ISE.sub(lambda found: "iz" if found[1] == "s" else "is", each) for each in numbers]
    return tuple(dict.fromkeys((*numbers[1:], *spellings)))


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_HISS) else f"{word}s"


def _singulars(word: str) -> Iterator[str]:
    """One `s` less, and what else it may be the plural of."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return
    yield word[:-1]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith("es") and word[:-2].endswith(_HISS):
        yield word[:-2]


# A library says the same words again and again in the names of its notes.
@lru_cache(maxsize=1 << 14)
def _canonical(word: str) -> str:
    return _singular(_ISE.sub("iz", word))


def _singular(word: str) -> str:
    """The likeliest, as each name has one."""
    *_, likeliest = (word, *_singulars(word))
    return word if word.endswith(("us", "is")) else likeliest
