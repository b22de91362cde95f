"""Notes that are one card, or may be: found among thousands without comparing every two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from studycli.core.concepts import concepts
from studycli.core.difference import difference, unknown_in
from studycli.core.facets import facets, scopes
from studycli.core.messages import _
from studycli.core.model import Note, NoteId
from studycli.core.overlap import Overlap, parted
from studycli.core.side import Side, sides
from studycli.core.wording import common, written
from studycli.core.words import Term

# From here on a pair is worth a look.
REVIEW_FROM = 0.35
# An answer of fewer words is shared by many questions, and shows the less the shorter it is.
_TELLING = 40
# What it adds to a pair that both are about one concept, ask the same of it, and ask it in the same words.
_CONCEPT, _FACETS, _QUESTION = 0.2, 0.3, 0.25
# By so much more do the words of the question count where the answers say nothing.
_QUESTION_OF_SHORT = 0.25
# The same for notes that have no language in common, where nothing else can be compared.
_CONCEPT_ABROAD = 0.4
# 1 is for copies.
_MOST_IN_REVIEW = 0.99
# Questions that share less are compared only for what else their notes share.
_QUESTION_SHARED = 0.5
# What is left of the score where each question names something that the other note does not speak of.
_OTHER_SUBJECT = 0.8
# And where they ask about their subject in different places, such as 在图像识别中 and 在目标检测中.
_OTHER_SCOPE = 0.7
# Any two texts of one language have a little in common.
_WORTH_TELLING = 0.05
# From as many words on the share in a sample says something of that in the whole, and may be so far from it.
_SAMPLED_FROM = 80
_SAMPLING_ERROR = 0.1


class Verdict(StrEnum):
    """`same`: merging them is safe. `review`: a person should look."""

    SAME = "same"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two notes, the lesser id first; `score` is 1 for copies."""

    a: NoteId
    b: NoteId
    score: float
    verdict: Verdict
    why: str


def duplicates(notes: Sequence[Note]) -> list[Pair]:
    """The pairs that are safe to merge, then those to be looked at, in each case the most alike first."""
    search = Search(notes)
    found = (search.compared(one, other) for one, other in search.candidates())
    return sorted(
        (pair for pair in found if pair is not None),
        key=lambda pair: (pair.verdict is Verdict.REVIEW, -pair.score, pair.a, pair.b),
    )


def compared(one: Note, other: Note) -> Pair | None:
    """The two alone; None where they have too little in common."""
    return Search((one, other)).compared(0, 1)


class Search:
    """The notes of a library taken apart, to be compared by their numbers."""

    def __init__(self, notes: Iterable[Note]) -> None:
        # By id, so that the order in which they come does not count.
        self._notes = sorted(notes, key=lambda note: note.id)
        self._sides = [side for number, note in enumerate(self._notes) for side in sides(number, note)]
        self._of: list[list[int]] = [[] for _note in self._notes]
        for number, side in enumerate(self._sides):
            self._of[side.note].append(number)
        self._samples = Overlap(side.sample() for side in self._sides)
        self._asks = Overlap(side.asks() for side in self._sides)
        self._known = concepts(self._notes)
        self._concepts = [self._known.of(note) for note in self._notes]
        asked = ["\n".join(_asked(note)) for note in self._notes]
        self._facets, self._scopes = list(map(facets, asked)), list(map(scopes, asked))
        self._open: tuple[int, set[str]] = (-1, set())

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs of numbers worth comparing, the lesser first, in order and each once."""
        found: set[tuple[int, int]] = set()
        for overlap, least in ((self._samples, 0.0), (self._asks, _QUESTION_SHARED)):
            for one, other in overlap.candidates(least):
                found.add((self._sides[one].note, self._sides[other].note))
        found.update(self._of_one_concept())
        return sorted((one, other) for one, other in found if one != other)

    def compared(self, one: int, other: int) -> Pair | None:
        pairs = [(a, b) for a in self._of[one] for b in self._of[other] if self._sides[a].may_compare(self._sides[b])]
        named = self._named(one, other, abroad=not pairs)
        if pairs and not any(self._may_be_alike(a, b, named) for a, b in pairs):
            return None
        shares = [self._share(a, b) for a, b in pairs]
        score = self._score(named, pairs, shares) * self._scope_factor(one, other)
        if score < REVIEW_FROM:
            return None
        found = [(self._sides[a], self._sides[b], share) for (a, b), share in zip(pairs, shares, strict=True)]
        differing = difference(self._notes[one], self._notes[other], found)
        verdict = Verdict.REVIEW if differing else Verdict.SAME
        score = min(score, _MOST_IN_REVIEW) if differing else score
        why = self._why(one, other, found, differing)
        return Pair(self._notes[one].id, self._notes[other].id, round(score, 3), verdict, why)

    def _may_be_alike(self, one: int, other: int, named: float) -> bool:
        """By the samples, which is quick; most pairs are far from it."""
        first, second = self._sides[one], self._sides[other]
        if min(first.length, second.length) < _SAMPLED_FROM or first.answer == second.answer:
            return True
        share = self._samples.share(one, other) + _SAMPLING_ERROR
        return 1 - (1 - share) * (1 - named - _QUESTION) >= REVIEW_FROM

    def _share(self, one: int, other: int) -> float:
        """What the answers have in common, exactly."""
        # Pairs come with the same first side in turn.
        if self._open[0] != one:
            self._open = (one, self._sides[one].answers())
        return common(self._open[1], self._sides[other].answers())

    def _of_one_concept(self) -> Iterator[tuple[int, int]]:
        members: defaultdict[Term, list[int]] = defaultdict(list)
        for number, names in enumerate(self._concepts):
            for name in names:
                members[name].append(number)
        asked = [sorted(each) for each in self._facets]
        for each in members.values():
            for part in {id(part): part for part in parted(each, asked).values()}.values():
                yield from combinations(sorted(part), 2)

    def _named(self, one: int, other: int, *, abroad: bool) -> float:
        """What it says that both have a name in common, and ask the same of what it names."""
        if self._concepts[one].isdisjoint(self._concepts[other]):
            return 0.0
        return (_CONCEPT_ABROAD if abroad else _CONCEPT) + _FACETS * common(self._facets[one], self._facets[other])

    def _scope_factor(self, one: int, other: int) -> float:
        first, second = self._scopes[one], self._scopes[other]
        return _OTHER_SCOPE if first and second and first.isdisjoint(second) else 1.0

    def _score(self, named: float, pairs: Sequence[tuple[int, int]], shares: Sequence[float]) -> float:
        scores = [self._score_of(a, b, named, share) for (a, b), share in zip(pairs, shares, strict=True)]
        return sum(scores) / len(scores) if scores else named

    def _score_of(self, one: int, other: int, named: float, share: float) -> float:
        first, second = self._sides[one], self._sides[other]
        if (first.question, first.answer) == (second.question, second.answer):
            return 1.0
        telling = min(1.0, min(first.length, second.length) / _TELLING)
        question = _QUESTION + _QUESTION_OF_SHORT * (1 - telling)
        score = 1 - (1 - telling * share) * (1 - named - question * self._asks.weighted(one, other))
        return score * _OTHER_SUBJECT if score >= REVIEW_FROM and _speak_of_others(first, second) else score

    def _why(self, one: int, other: int, pairs: Sequence[tuple[Side, Side, float]], differing: str) -> str:
        told = [_shared(pairs)] if pairs else []
        if (differing or not told) and (names := self._concepts[one] & self._concepts[other]):
            told.append(_("both are about {name}").format(name=self._name(one, other, min(names))))
        reason = _(" and ").join(filter(None, told)) or _("the questions are alike")
        return _("{reason}, but {difference}").format(reason=reason, difference=differing) if differing else reason

    def _name(self, one: int, other: int, concept: Term) -> str:
        """The concept's name as one of the notes has it."""
        titles = [title for note in (self._notes[one], self._notes[other]) for title in (*_titles(note), *note.aliases)]
        return next((name for name in titles if self._known.lead(name) == concept), written(concept))


def _speak_of_others(one: Side, other: Side) -> bool:
    """Whether each question names something that is nowhere in the other note."""
    own, others = unknown_in(one, other)
    return _names_more(own, other) and _names_more(others, one)


def _names_more(runs: Iterable[str], other: Side) -> bool:
    text = written((*other.title, *other.question, *other.answer.split()))
    return any(len(run) > 1 and run not in text for run in runs)


def _shared(pairs: Sequence[tuple[Side, Side, float]]) -> str:
    least = min(share for _one, _other, share in pairs)
    equal = all(one.answer == other.answer for one, other, _share in pairs)
    if equal and all(one.question == other.question for one, other, _share in pairs):
        return _("question and answer are identical")
    if equal:
        return _("the answers are identical")
    shared = _("the answers share {share} % of their wording").format(share=round(least * 100))
    return shared if least >= _WORTH_TELLING else ""


def _asked(note: Note) -> Iterable[str]:
    return (*_titles(note), *note.prompt.every())


def _titles(note: Note) -> Iterable[str]:
    return note.title.every() if note.title else ()
