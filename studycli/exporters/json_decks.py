"""Whole notes as JSON, with the keys and the order that deck files have."""

import json
from collections.abc import Sequence
from typing import assert_never

from studycli.core.model import Body, Choice, Cloze, Deck, MultipleChoice, Note, OpenQuestion, Source, Text
from studycli.exporters.edition import BOTH, edition
from studycli.exporters.exporter import Options

Json = str | int | bool | list["Json"] | dict[str, "Json"]


def render(decks: Sequence[Deck], options: Options) -> bytes:
    """Every language of every text, unless one language is asked for."""
    made = edition(decks, options.language or BOTH)
    document = {"version": 1, "decks": [deck_mapping(deck) for deck in made]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def deck_mapping(deck: Deck) -> dict[str, Json]:
    """A deck as in its file, with its name added."""
    return {
        "name": deck.name,
        **_texts(title=deck.title, description=deck.description),
        **({"tags": list(deck.tags)} if deck.tags else {}),
        "notes": [note_mapping(note) for note in deck.notes],
    }


def note_mapping(note: Note) -> dict[str, Json]:
    """A note as in its deck file: keys without a value are left out."""
    lists: dict[str, list[Json]] = {
        "pitfalls": [_text(text) for text in note.pitfalls],
        "aliases": list(note.aliases),
        "tags": list(note.tags),
        "references": list(note.references),
        "sources": [_source(source) for source in note.sources],
    }
    return {
        "id": note.id,
        **_texts(title=note.title),
        **_body(note.body),
        **({"points": [_text(text) for text in note.points]} if note.points else {}),
        **_texts(explanation=note.explanation, hint=note.hint),
        **{key: values for key, values in lists.items() if values},
        **({"reversed": True} if isinstance(note.body, OpenQuestion) and note.body.reversed else {}),
    }


def _body(body: Body) -> dict[str, Json]:
    match body:
        case OpenQuestion(question, answer):
            return {"question": _text(question), "answer": _text(answer)}
        case Cloze(text):
            return {"cloze": _text(text)}
        case MultipleChoice(question, choices):
            return {"question": _text(question), "choices": [_choice(choice) for choice in choices]}
        case _:
            assert_never(body)


def _choice(choice: Choice) -> Json:
    return {"text": _text(choice.text), **({"correct": True} if choice.correct else {}), **_texts(why=choice.why)}


def _source(source: Source) -> Json:
    optional = {"section": source.section, "part": source.part, "number": source.number, "line": source.line}
    return {"bank": source.bank, **{key: value for key, value in optional.items() if value is not None}}


def _texts(**texts: Text | None) -> dict[str, Json]:
    return {key: _text(text) for key, text in texts.items() if text is not None}


def _text(text: Text) -> Json:
    match text.variants:
        case (("", only),):
            return only
        case variants:
            return dict(variants)
