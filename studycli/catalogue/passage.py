"""The line of a note that shows why it was found, without its Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from studycli.catalogue.fulltext import is_wide
from studycli.core.model import Cloze, MultipleChoice, Note, OpenQuestion, Text
from studycli.core.unmarked import Line, lines_of, unmarked
from studycli.core.words import Term, spans, words

_WIDE_LANGUAGES = ("zh", "ja", "ko")
_BEFORE = 40
_LONGEST = 200
_NEAR = 20


class Passage(NamedTuple):
    """One line; `spans` are from and to (exclusive) of what matches in it, none touching another."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


def passage(note: Note, terms: Sequence[Term], language: str) -> Passage:
    """The line with most of the terms, the first where several have as many, in the language that the note is shown in,
    or in any where that is "".

    Another language's line is given only for a query in its script that nothing shown answers.
    """
    shown, foreign = _lines_by_language(note, language)
    best = _best(shown, terms)
    if not best.terms and _is_foreign(terms, language) and not _count(_heading(note, language), terms):
        best = max(best, _best(foreign, terms), key=lambda each: each.terms)
    return _cut(unmarked(best.line), terms)


class _Counted(NamedTuple):
    line: Line
    terms: int


def _best(lines: Iterable[Line], terms: Sequence[Term]) -> _Counted:
    best = _Counted(Line("", literal=True), -1)
    for line in lines:
        if (count := _count(line.text, terms)) > best.terms:
            best = _Counted(line, count)
        if count == len(terms):
            break
    return best._replace(terms=max(best.terms, 0))


def _count(text: str, terms: Sequence[Term]) -> int:
    folded = f" {' '.join(words(text))} "
    return sum(f" {' '.join(term)} " in folded for term in terms)


def _is_foreign(terms: Sequence[Term], language: str) -> bool:
    """Whether it was asked in a script that is not the language's."""
    wide = any(is_wide(word) for term in terms for word in term)
    return wide != (language.partition("-")[0] in _WIDE_LANGUAGES)


def _heading(note: Note, language: str) -> str:
    return "\n".join(text.show(language) for text in (note.title, note.prompt) if text)


def _cut(line: str, terms: Sequence[Term]) -> Passage:
    """At most that many characters, from a little before the first match, between words where a blank is near."""
    if len(line) <= _LONGEST:
        return Passage(line, spans(line, terms))
    found = spans(line, terms)
    start = max(0, min(found[0][0] - _BEFORE if found else 0, len(line) - _LONGEST))
    end = start + _LONGEST
    start = max(start, line.find(" ", start, start + _NEAR) + 1) if start else 0
    if end < len(line):
        end = max(line.rfind(" ", end - _NEAR, end), 0) or end
    text = f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"
    return Passage(text, spans(text, terms))


def _lines_by_language(note: Note, language: str) -> tuple[Iterator[Line], Iterator[Line]]:
    """Those of the texts that are shown, and those that are not."""
    texts = list(_texts(note))
    own = [(text.show(language),) if language else text.every() for text in texts]
    other = ([each for each in text.every() if each not in shown] for text, shown in zip(texts, own, strict=True))
    return _lines(own), _lines(other)


def _lines(texts: Iterable[Iterable[str]]) -> Iterator[Line]:
    return (line for variants in texts for each in variants for line in lines_of(each))


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
