"""Whether a query fits a note, in plain Python: what the catalogue's SQL must agree with."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never

from studycli.core.contents import contents_of, features_of, languages_of
from studycli.core.history import LEECH_LAPSES, Progress
from studycli.core.model import Card, CardId, Deck, Note, cards_of
from studycli.core.names import is_like, name_key
from studycli.core.query_tree import (
    And,
    Compare,
    Everything,
    Has,
    Is,
    Lang,
    Leaf,
    Measure,
    Name,
    Named,
    Not,
    Operator,
    Or,
    Phrase,
    Query,
    Standing,
    Word,
)
from studycli.core.schedule import State
from studycli.core.variants import widened
from studycli.core.words import contains, words

_OPERATORS: Mapping[Operator, Callable[[float, float], bool]] = {
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
    Operator.EQUAL: operator.eq,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a query is asked of. `card` is None for a note that has none; `progress` is that of the card."""

    deck: Deck
    note: Note
    card: Card | None
    progress: Progress | None
    study_day: int
    now_ms: int


def matches(
    query: Query, deck: Deck, note: Note, progress: Mapping[CardId, Progress], *, study_day: int, now_ms: int
) -> bool:
    """Whether one of the note's cards fits; a note without cards is asked as it is. Cards not in `progress` are new."""
    subjects = [
        Subject(deck, note, card, progress.get(card.id, Progress(card=card.id)), study_day, now_ms)
        for card in cards_of(note)
    ]
    return any(fits(query, subject) for subject in subjects or [Subject(deck, note, None, None, study_day, now_ms)])


def fits(query: Query, subject: Subject) -> bool:
    return _fits(widened(query), subject)


def _fits(query: Query, subject: Subject) -> bool:
    match query:
        case Everything():
            return True
        case Not(part):
            return not _fits(part, subject)
        case And(parts):
            return all(_fits(part, subject) for part in parts)
        case Or(parts):
            return any(_fits(part, subject) for part in parts)
        case _:
            return _leaf_fits(query, subject)


def _leaf_fits(leaf: Leaf, subject: Subject) -> bool:
    match leaf:
        case Word(text) | Phrase(text):
            return _has(text, subject)
        case Named(name, pattern):
            return _is_named(name, pattern, subject)
        case Is(standing):
            return _is(standing, subject)
        case Has(content):
            return content in features_of(subject.note)
        case Lang(code):
            return code in languages_of(subject.note)
        case Compare(measure, sign, value):
            measured = _measured(measure, subject)
            return measured is not None and _OPERATORS[sign](measured, value)
        case _:
            assert_never(leaf)


def _has(text: str, subject: Subject) -> bool:
    """A text without any word in it asks for nothing."""
    term = words(text)
    texts = contents_of(subject.note, subject.deck.tags).all()
    return not term or any(contains(each, term) for each in texts)


def _is_named(name: Name, pattern: str, subject: Subject) -> bool:
    match name:
        case Name.DECK:
            key = name_key(pattern)
            return any(is_like(name_key(subject.deck.name), each) for each in (key, f"{key}/*"))
        case Name.TAG:
            return any(is_like(name_key(tag), name_key(pattern)) for tag in subject.deck.tags_of(subject.note))
        case Name.ID if "/" in pattern:
            return subject.card is not None and is_like(subject.card.id, pattern)
        case Name.ID:
            return is_like(subject.note.id, pattern)
        case _:
            assert_never(name)


def _is(standing: Standing, subject: Subject) -> bool:
    progress = subject.progress
    if standing is Standing.UNANSWERED:
        return not subject.note.is_answered
    if progress is None:
        return False
    match standing:
        case Standing.NEW | Standing.REVIEW:
            return progress.state is (State.NEW if standing is Standing.NEW else State.REVIEW)
        case Standing.LEARNING:
            return progress.state in (State.LEARNING, State.RELEARNING)
        case Standing.DUE:
            return _is_due(progress, subject)
        case Standing.LEECH:
            return progress.lapses >= LEECH_LAPSES
        case Standing.SUSPENDED:
            return progress.suspended
        case Standing.BURIED:
            return progress.is_buried(subject.study_day)
        case Standing.FLAGGED:
            return progress.flagged
        case _:
            assert_never(standing)


def _is_due(progress: Progress, subject: Subject) -> bool:
    if progress.due is None or progress.suspended or progress.is_buried(subject.study_day):
        return False
    return progress.due <= (subject.study_day if progress.state is State.REVIEW else subject.now_ms)


def _measured(measure: Measure, subject: Subject) -> float | None:
    """None where the card has no such number yet."""
    progress = subject.progress
    if progress is None:
        return None
    match measure:
        case Measure.STABILITY:
            return progress.memory.stability if progress.memory else None
        case Measure.DIFFICULTY:
            return progress.memory.difficulty if progress.memory else None
        case Measure.LAPSES:
            return progress.lapses
        case Measure.DUE:
            return _days_until_due(progress, subject.study_day)
        case Measure.REVIEWED:
            return None if progress.day is None else subject.study_day - progress.day
        case _:
            assert_never(measure)


def _days_until_due(progress: Progress, study_day: int) -> int | None:
    """A learning step is a matter of minutes: it counts as today."""
    if progress.state is State.REVIEW:
        return None if progress.due is None else progress.due - study_day
    return None if progress.state is State.NEW else 0
