"""All texts of a note changed alike."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from studycli.core.model import Body, Choice, Cloze, MultipleChoice, Note, OpenQuestion, Text

Change = Callable[[Text], Text]


def with_texts(note: Note, change: Change) -> Note:
    """The note with each text of its card changed, and its title; its words for search and its sources are none."""
    return replace(
        note,
        body=_body(note.body, change),
        title=note.title and change(note.title),
        points=tuple(map(change, note.points)),
        explanation=note.explanation and change(note.explanation),
        hint=note.hint and change(note.hint),
        pitfalls=tuple(map(change, note.pitfalls)),
    )


def each_variant(text: Text, change: Callable[[str], str]) -> Text:
    return Text(tuple((code, change(variant)) for code, variant in text.variants))


def texts_of(note: Note) -> Iterator[Text]:
    """The same texts."""
    match note.body:
        case OpenQuestion(question, answer):
            body: tuple[Text | None, ...] = (question, answer)
        case Cloze(text):
            body = (text,)
        case MultipleChoice(question, choices):
            body = (question, *(text for choice in choices for text in (choice.text, choice.why)))
        case _:
            assert_never(note.body)
    every = (note.title, *body, *note.points, note.explanation, note.hint, *note.pitfalls)
    return (text for text in every if text is not None)


def _body(body: Body, change: Change) -> Body:
    match body:
        case OpenQuestion(question, answer):
            return replace(body, question=change(question), answer=change(answer))
        case Cloze(text):
            return Cloze(change(text))
        case MultipleChoice(question, choices):
            return MultipleChoice(change(question), tuple(_choice(choice, change) for choice in choices))
        case _:
            assert_never(body)


def _choice(choice: Choice, change: Change) -> Choice:
    return choice._replace(text=change(choice.text), why=choice.why and change(choice.why))
