"""A note as plain mappings, lists and strings, under the keys and in the order of a deck file."""

from typing import Any, assert_never

from studycli.core.model import Choice, Cloze, Deck, MultipleChoice, Note, OpenQuestion, Source, Text


def deck_mapping(deck: Deck) -> dict[str, Any]:
    """A whole deck file."""
    values = {
        "format": 1,
        "title": _text(deck.title),
        "description": _text(deck.description),
        "tags": list(deck.tags),
    }
    return {**_present(values), "notes": [note_mapping(note) for note in deck.notes]}


def note_mapping(note: Note) -> dict[str, Any]:
    """One entry of `notes`; what the author left out is left out."""
    values = {
        "title": _text(note.title),
        **_body(note),
        "points": [_text(point) for point in note.points],
        "explanation": _text(note.explanation),
        "hint": _text(note.hint),
        "pitfalls": [_text(pitfall) for pitfall in note.pitfalls],
        "aliases": list(note.aliases),
        "tags": list(note.tags),
        "references": list(note.references),
        "sources": [_source(source) for source in note.sources],
    }
    return {"id": note.id, **_present(values)}


def _body(note: Note) -> dict[str, Any]:
    match note.body:
        case OpenQuestion(question, answer, both_ways):
            values = {"question": _text(question), "answer": _text(answer)}
            return {**values, "reversed": True} if both_ways else values
        case Cloze(text):
            return {"cloze": _text(text)}
        case MultipleChoice(question, choices):
            return {"question": _text(question), "choices": [_choice(choice) for choice in choices]}
        case _:
            assert_never(note.body)


def _choice(choice: Choice) -> dict[str, Any]:
    return _present({"text": _text(choice.text), "correct": choice.correct or None, "why": _text(choice.why)})


def _source(source: Source) -> dict[str, Any]:
    return _present(
        {
            "bank": source.bank,
            "section": source.section,
            "part": source.part,
            "number": source.number,
            "line": source.line,
        }
    )


def _text(text: Text | None) -> str | dict[str, str] | None:
    """A string, or a mapping from language to string; "" is kept, for an answer that is still missing."""
    if text is None:
        return None
    return text.variants[0][1] if text.variants[0][0] == "" else dict(text.variants)


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None and value != []}
