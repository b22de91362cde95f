"""Decks and notes as compact JSON and back: decode(encode(x)) == x.

A note's line is kept beside it and not in it, since it moves with every edit above.
"""

import json
from collections.abc import Sequence
from typing import Any, assert_never

from studycli.core.model import (
    Body,
    Choice,
    Cloze,
    Deck,
    MultipleChoice,
    Note,
    NoteId,
    OpenQuestion,
    Source,
    Text,
)
from studycli.core.problem import Problem, Severity

_dump = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def encode_note(note: Note) -> str:
    return _dump(
        (
            note.id,
            note.id_is_derived,
            _body(note.body),
            _plain(note.title),
            [text.variants for text in note.points],
            _plain(note.explanation),
            _plain(note.hint),
            [text.variants for text in note.pitfalls],
            note.aliases,
            note.tags,
            note.references,
            [(source.bank, source.section, source.part, source.number, source.line) for source in note.sources],
        )
    )


def decode_note(data: str | bytes, line: int) -> Note:
    note_id, derived, body, title, points, explanation, hint, pitfalls, aliases, tags, references, sources = json.loads(
        data
    )
    return Note(
        id=NoteId(note_id),
        body=_read_body(*body),
        title=_text(title),
        points=_texts(points),
        explanation=_text(explanation),
        hint=_text(hint),
        pitfalls=_texts(pitfalls),
        aliases=tuple(aliases),
        tags=tuple(tags),
        references=tuple(references),
        sources=tuple(Source(*source) for source in sources),
        line=line,
        id_is_derived=derived,
    )


def encode_deck(deck: Deck) -> str:
    """Without the notes and the path."""
    return _dump((deck.name, _plain(deck.title), _plain(deck.description), deck.tags))


def decode_deck(data: str, path: str) -> Deck:
    name, title, description, tags = json.loads(data)
    return Deck(name=name, title=_text(title), description=_text(description), tags=tuple(tags), path=path)


def encode_problems(problems: Sequence[Problem]) -> str:
    """Without the path, which is that of the file."""
    return _dump([(found.line, found.column, found.severity, found.code, found.message) for found in problems])


def decode_problems(data: str, path: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(path, line, column, Severity(severity), code, message)
        for line, column, severity, code, message in json.loads(data)
    )


def _body(body: Body) -> tuple[Any, ...]:
    match body:
        case OpenQuestion(question, answer, both_ways):
            return ("open", question.variants, answer.variants, both_ways)
        case Cloze(text):
            return ("cloze", text.variants)
        case MultipleChoice(question, choices):
            plain = [(choice.text.variants, choice.correct, _plain(choice.why)) for choice in choices]
            return ("choices", question.variants, plain)
        case _:
            assert_never(body)


def _read_body(kind: str, text: Any, *rest: Any) -> Body:
    match kind:
        case "open":
            return OpenQuestion(Text(_variants(text)), Text(_variants(rest[0])), rest[1])
        case "cloze":
            return Cloze(Text(_variants(text)))
        case _:
            choices = (Choice(Text(_variants(each)), correct, _text(why)) for each, correct, why in rest[0])
            return MultipleChoice(Text(_variants(text)), tuple(choices))


def _plain(text: Text | None) -> tuple[tuple[str, str], ...] | None:
    return None if text is None else text.variants


def _text(variants: Any) -> Text | None:
    return None if variants is None else Text(_variants(variants))


def _texts(texts: Any) -> tuple[Text, ...]:
    return tuple([Text(_variants(variants)) for variants in texts])


def _variants(pairs: Any) -> tuple[tuple[str, str], ...]:
    return tuple(map(tuple, pairs))
