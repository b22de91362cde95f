"""The decks of one export: answered notes only, each text in the languages that are wanted.

An edition's own edition is itself, and costs next to nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from studycli.core.model import Body, Choice, Cloze, Deck, MultipleChoice, Note, OpenQuestion, Text

BOTH = "both"


def edition(decks: Sequence[Deck], language: str) -> tuple[Deck, ...]:
    """Decks without a note to export are left out."""
    made = (_deck(deck, language) for deck in decks)
    return tuple(deck for deck in made if deck.notes)


def shown(text: Text | None) -> str:
    """All variants of a text as one Markdown text, one under the other."""
    return "\n\n".join(variant for variant in text.every() if variant.strip()) if text else ""


def _deck(deck: Deck, language: str) -> Deck:
    answered = tuple(note for note in deck.notes if note.is_answered)
    if language == BOTH:
        return replace(deck, notes=answered)
    return replace(
        deck,
        title=_optional(deck.title, language),
        description=_optional(deck.description, language),
        notes=tuple(_note(note, language) for note in answered),
    )


def _note(note: Note, language: str) -> Note:
    if all(len(text.variants) == 1 for text in _texts(note)):
        return note
    return replace(
        note,
        body=_body(note.body, language),
        title=_optional(note.title, language),
        points=_each(note.points, language),
        explanation=_optional(note.explanation, language),
        hint=_optional(note.hint, language),
        pitfalls=_each(note.pitfalls, language),
    )


def _texts(note: Note) -> Iterator[Text]:
    match note.body:
        case OpenQuestion(question, answer):
            yield from (question, answer)
        case Cloze(text):
            yield text
        case MultipleChoice(question, choices):
            yield question
            for choice in choices:
                yield from (choice.text, choice.why or choice.text)
        case _:
            assert_never(note.body)
    yield from note.points
    yield from note.pitfalls
    yield from (text for text in (note.title, note.explanation, note.hint) if text is not None)


def _body(body: Body, language: str) -> Body:
    match body:
        case OpenQuestion(question, answer):
            return replace(body, question=_one(question, language), answer=_one(answer, language))
        case Cloze(text):
            return Cloze(_one(text, language))
        case MultipleChoice(question, choices):
            return MultipleChoice(_one(question, language), tuple(_choice(choice, language) for choice in choices))
        case _:
            assert_never(body)


def _choice(choice: Choice, language: str) -> Choice:
    return choice._replace(text=_one(choice.text, language), why=_optional(choice.why, language))


def _each(texts: tuple[Text, ...], language: str) -> tuple[Text, ...]:
    return tuple(_one(text, language) for text in texts)


def _optional(text: Text | None, language: str) -> Text | None:
    return _one(text, language) if text else None


def _one(text: Text, language: str) -> Text:
    """The variant that `Text.show` takes, with the code of its language."""
    if len(text.variants) == 1:
        return text
    wanted = text.show(language)
    return next((Text((variant,)) for variant in text.variants if variant[1] == wanted), text)
