"""The line of a note that shows why it was found, without its Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from studycli.core.model import Cloze, MultipleChoice, Note, OpenQuestion, Text
from studycli.core.unmarked import Line, lines_of, unmarked
from studycli.core.words import Term, spans, words

_BEFORE = 40
_LONGEST = 200


class Passage(NamedTuple):
    """One line; `spans` are from and to (exclusive) of what matches in it, none touching another."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


def passage(note: Note, terms: Sequence[Term], language: str) -> Passage:
    """The line with most of the terms, the wanted language's and the first where several have as many."""
    best, most = Line("", literal=True), -1
    for line in _lines(note, language):
        folded = f" {' '.join(words(line.text))} "
        count = sum(f" {' '.join(term)} " in folded for term in terms)
        if count > most:
            best, most = line, count
        if most == len(terms):
            break
    return _cut(unmarked(best), terms)


def _cut(line: str, terms: Sequence[Term]) -> Passage:
    """At most that many characters, from a little before the first match."""
    if len(line) <= _LONGEST:
        return Passage(line, spans(line, terms))
    found = spans(line, terms)
    start = max(0, min(found[0][0] - _BEFORE if found else 0, len(line) - _LONGEST))
    end = start + _LONGEST
    text = f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"
    return Passage(text, spans(text, terms))


def _lines(note: Note, language: str) -> Iterator[Line]:
    for text in _texts(note):
        variants = sorted(text.variants, key=lambda variant: variant[0] != language)
        for _, variant in variants:
            yield from lines_of(variant)


def _texts(note: Note) -> Iterable[Text]:
    match note.body:
        case OpenQuestion(answer=answer):
            yield answer
        case MultipleChoice(choices=choices):
            yield from (choice.text for choice in choices)
            yield from (choice.why for choice in choices if choice.why)
        case Cloze():
            pass
    yield from note.points
    yield from (text for text in (note.explanation, note.hint) if text)
    yield from note.pitfalls
