"""Which concept a note is about, by the names that the library has: titles, aliases, `name (abbreviation)`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from studycli.core.model import Note
from studycli.core.wording import plain, prose
from studycli.core.words import Term, words

# A longer title is a question, and no name.
_LONGEST_NAME = 8
# As many notes may have an alias that is to mean one thing; one of more notes is a topic.
_MOST_WITH_ALIAS = 3
_SENTENCE = re.compile(
    r"[?？。！;；:：]|什么|如何|怎|哪|为何|[的与和中]|\b(?:what|why|how|when|which|and|of|in|does|do)\b", re.I
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NAME = r"[A-Za-z\u2e80-\U0003ffff]"
# After Latin letters a bracket without a blank before it is a plural or calls a function.
_GLOSS = re.compile(
    rf"({_NAME}[\w \-]{{1,40}}?)(?:\s*（|\s+\(|(?<=[\u2e80-\U0003ffff])\()({_NAME}[\w ,，\-]{{0,60}})[)）]"
)
# What may stand before a name in a sentence.
_BEFORE_NAME = re.compile(
    r".*[的是中在与和及对把用释述绍明下]|.*\b(?:the|an?|is|are|of|in|explain|describe|what|how|does)\s+", re.I
)
# The whole that a concept is a part of: in "神经网络中的注意力" the first; in "注意力在翻译中的应用" there is none.
_CONTAINER = re.compile(r"(?:^|(?<=[\s，,。？?；;：:]))[^\s，,。？?；;：:在]{2,24}中的")


@dataclass(frozen=True, slots=True)
class Concepts:
    """`leader` gives each name the one that stands for its concept; `longest` is by a name's first word."""

    leader: dict[Term, Term]
    longest: dict[str, int]
    times: dict[Term, int]

    def of(self, note: Note) -> frozenset[Term]:
        """What the note is named, or else the longest name in its question, each by its leader."""
        titles = [self.lead(title) for title in _titles(note)]
        aliases = [name for alias in note.aliases if self.times.get(name := self.lead(alias), 0) <= _MOST_WITH_ALIAS]
        if names := frozenset((*titles, *aliases)) - {()}:
            return names
        texts = (*(note.title.every() if note.title else ()), *note.prompt.every())
        return frozenset(next(([found] for text in texts if (found := self._longest(text))), ()))

    def lead(self, name: str) -> Term:
        """What stands for all names of the concept that has this one."""
        key = _key(words(name))
        return self.leader.get(key, key)

    def _longest(self, text: str) -> Term | None:
        """Of equally long ones the first."""
        names = self._named(_key(words(_CONTAINER.sub(" ", text))))
        return max(map(self.leader.__getitem__, names), key=_length, default=None)

    def _named(self, term: Term) -> Iterator[Term]:
        end = 0
        for at, word in enumerate(term):
            if at >= end and (longest := self.longest.get(word)):
                most = min(longest, len(term) - at)
                size = next((size for size in range(most, 0, -1) if term[at : at + size] in self.leader), 0)
                if size:
                    yield term[at : at + size]
                    end = at + size


def concepts(notes: Sequence[Note]) -> Concepts:
    """A title's languages name one concept, and so do a name and its abbreviation."""
    leader: dict[Term, Term] = {}
    times: defaultdict[Term, int] = defaultdict(int)
    for note in notes:
        for group in _groups(note):
            _unite(leader, sorted({_key(words(name)) for name in group} - {()}))
    leaders = {name: _find(leader, name) for name in leader}
    for note in notes:
        names = {_key(words(alias)) for alias in note.aliases}
        for name in {leaders.setdefault(name, name) for name in names if name}:
            times[name] += 1
    longest: dict[str, int] = {}
    for name in leaders:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return Concepts(leaders, longest, dict(times))


def _groups(note: Note) -> Iterator[Sequence[str]]:
    yield _titles(note)
    for text in (*(note.title.every() if note.title else ()), *note.prompt.every()):
        for found in _GLOSS.finditer(prose(text)) if "(" in text or "（" in text else ():
            if name := _BEFORE_NAME.sub("", found[1]).strip():
                yield [name, *re.split("[,，]", found[2])]


def _titles(note: Note) -> list[str]:
    """Those that are names."""
    titles: Iterable[str] = note.title.every() if note.title else ()
    return list(filter(is_name, titles))


def is_name(title: str) -> bool:
    """Whether a title names something; a question or a heading of several things does not."""
    return not _SENTENCE.search(title) and 0 < len(words(title)) <= _LONGEST_NAME and _LETTERS.search(title) is not None


def _key(term: Sequence[str]) -> Term:
    return tuple(map(plain, term))


def _length(name: Term) -> int:
    return sum(map(len, name))


def _unite(leader: dict[Term, Term], names: Sequence[Term]) -> None:
    """The least name leads, so that the order of the notes does not count."""
    leaders = {_find(leader, name) for name in names}
    for name in (*leaders, *names):
        leader[name] = min(leaders)


def _find(leader: dict[Term, Term], name: Term) -> Term:
    while (above := leader.get(name, name)) != name:
        name = above
    return name
