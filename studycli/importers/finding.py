"""An importer made of one function that says all it finds in a bank."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from pathlib import PurePath

from studycli.core.messages import _
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.draft import Draft, notes_of
from studycli.importers.importer import Extraction, Sniff


@dataclass(frozen=True, slots=True)
class Finding:
    """The questions of a bank. `reason` is what speaks for the shape, for people to read.

    `score` is 0 where the text does not tell the shape, so that only `--shape` takes the drafts.
    """

    drafts: tuple[Draft, ...]
    reason: str
    score: float
    problems: tuple[Problem, ...] = ()
    title: str = ""
    description: str = ""

    @property
    def answers(self) -> int:
        return sum(draft.is_answered for draft in self.drafts)


@dataclass(frozen=True, slots=True)
class Shape:
    """The importer of a shape whose bank is read once, for both answers.

    `lacks` says what a text misses at first glance, or "", so that most banks need no second look; `most` how many
    answers it can have in this shape, told at a glance, too.
    """

    shape: str
    find: Callable[[Bank], Finding]
    weight: float = 1.0
    lacks: Callable[[Bank], str] = lambda _: ""
    most: Callable[[Bank], float] = lambda _: inf

    def at_most(self, bank: Bank) -> float:
        return self.most(bank) * self.weight

    def sniff(self, bank: Bank) -> Sniff:
        if lack := self.lacks(bank):
            return Sniff(0.0, 0, 0, lack, self.weight)
        found = _found(self.find, bank)
        return Sniff(found.score, len(found.drafts), found.answers, found.reason, self.weight)

    def extract(self, bank: Bank) -> Extraction:
        found = _found(self.find, bank)
        notes, problems = notes_of([draft for draft in found.drafts if draft.question.strip()], bank)
        return Extraction(
            found.title or PurePath(bank.name).stem, notes, (*found.problems, *problems), found.description
        )


@lru_cache(maxsize=32)
def _found(find: Callable[[Bank], Finding], bank: Bank) -> Finding:
    return find(bank)


def nothing(reason: str) -> Finding:
    return Finding((), reason, 0.0)


def no_cards(lines: Sequence[int], path: str) -> Iterator[Problem]:
    """One problem for all passages that hold no card."""
    if lines:
        message = _("text that is no card is left out, {number} passages in all, the first of them here")
        yield warning(path, lines[0], 0, "left-out", message.format(number=len(lines)))


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
