"""A deck or note as plain data: the keys of a deck file, in the order in which they are written."""

from collections.abc import Sequence
from typing import assert_never

from studycli.core.model import Body, Choice, Cloze, Deck, MultipleChoice, Note, OpenQuestion, Source, Text

Data = str | int | list["Data"] | dict[str, "Data"]


def deck_data(deck: Deck) -> dict[str, Data]:
    """All but the notes."""
    return _present(title=_optional(deck.title), description=_optional(deck.description), tags=list(deck.tags))


def note_data(note: Note) -> dict[str, Data]:
    return _present(
        id=note.id,
        title=_optional(note.title),
        **_body(note.body),
        points=_texts(note.points),
        explanation=_optional(note.explanation),
        hint=_optional(note.hint),
        pitfalls=_texts(note.pitfalls),
        aliases=list(note.aliases),
        tags=list(note.tags),
        references=list(note.references),
        sources=[_source(source) for source in note.sources],
        reversed=(isinstance(note.body, OpenQuestion) and note.body.reversed) or None,
    )


def _body(body: Body) -> dict[str, Data]:
    match body:
        case OpenQuestion(question, answer):
            return {"question": _text(question), "answer": _text(answer)}
        case Cloze(text):
            return {"cloze": _text(text)}
        case MultipleChoice(question, choices):
            return {"question": _text(question), "choices": [_choice(choice) for choice in choices]}
        case _:
            assert_never(body)


def _choice(choice: Choice) -> Data:
    return _present(text=_text(choice.text), correct=choice.correct or None, why=_optional(choice.why))


def _source(source: Source) -> Data:
    return _present(bank=source.bank, section=source.section, part=source.part, number=source.number, line=source.line)


def _texts(texts: Sequence[Text]) -> list[Data]:
    return [_text(text) for text in texts]


def _text(text: Text) -> Data:
    """A string where no language was named, else one per language."""
    return text.variants[0][1] if text.variants[0][0] == "" else dict(text.variants)


def _optional(text: Text | None) -> Data | None:
    return None if text is None else _text(text)


def _present(**data: Data | None) -> dict[str, Data]:
    return {key: value for key, value in data.items() if value is not None and value != []}
