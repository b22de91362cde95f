"""The decks of one export: answered notes only, each text in the languages that are wanted."""

from collections.abc import Sequence
from dataclasses import replace

from studycli.core.model import Deck, Note, Text
from studycli.core.texts import texts_of, with_texts

BOTH = "both"


def edition(decks: Sequence[Deck], language: str) -> tuple[Deck, ...]:
    """Decks without a note to export are left out."""
    made = (deck_in(deck, language) for deck in decks)
    return tuple(deck for deck in made if deck.notes)


def deck_in(deck: Deck, language: str) -> Deck:
    notes = tuple(note_in(note, language) for note in deck.notes if note.is_answered)
    if language == BOTH:
        return replace(deck, notes=notes)
    title, description = (text and _one(text, language) for text in (deck.title, deck.description))
    return replace(deck, title=title, description=description, notes=notes)


def note_in(note: Note, language: str) -> Note:
    if language == BOTH or all(len(text.variants) == 1 for text in texts_of(note)):
        return note
    return with_texts(note, lambda text: _one(text, language))


def shown(text: Text | None) -> str:
    """All variants of a text as one Markdown text, one under the other."""
    return "\n\n".join(variant for variant in text.every() if variant.strip()) if text else ""


def _one(text: Text, language: str) -> Text:
    """The variant that `Text.show` takes, with the code of its language."""
    if len(text.variants) == 1:
        return text
    wanted = text.show(language)
    return next((Text((variant,)) for variant in text.variants if variant[1] == wanted), text)
