"""All texts of a note changed alike."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from studycli.core.model import Body, Choice, Cloze, MultipleChoice, Note, OpenQuestion, Text

Change = Callable[[str], str]


def with_texts(note: Note, change: Change) -> Note:
    """The note with every variant of its Markdown changed; its words for search and its sources are none."""
    return replace(
        note,
        body=_body(note.body, change),
        points=tuple(_text(text, change) for text in note.points),
        explanation=note.explanation and _text(note.explanation, change),
        hint=note.hint and _text(note.hint, change),
        pitfalls=tuple(_text(text, change) for text in note.pitfalls),
    )


def texts_of(note: Note) -> Iterator[str]:
    """The same texts, in every language."""
    match note.body:
        case OpenQuestion(question, answer):
            body: tuple[Text | None, ...] = (question, answer)
        case Cloze(text):
            body = (text,)
        case MultipleChoice(question, choices):
            body = (question, *(text for choice in choices for text in (choice.text, choice.why)))
        case _:
            assert_never(note.body)
    for each in (*body, *note.points, note.explanation, note.hint, *note.pitfalls):
        if each:
            yield from each.every()


def _body(body: Body, change: Change) -> Body:
    match body:
        case OpenQuestion(question, answer):
            return replace(body, question=_text(question, change), answer=_text(answer, change))
        case Cloze(text):
            return Cloze(_text(text, change))
        case MultipleChoice(question, choices):
            return MultipleChoice(_text(question, change), tuple(_choice(choice, change) for choice in choices))
        case _:
            assert_never(body)


def _choice(choice: Choice, change: Change) -> Choice:
    return choice._replace(text=_text(choice.text, change), why=choice.why and _text(choice.why, change))


def _text(text: Text, change: Change) -> Text:
    return Text(tuple((code, change(variant)) for code, variant in text.variants))
