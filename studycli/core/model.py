"""Decks, notes and cards as the author wrote them: what there is to learn, without any progress."""

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple, NewType, assert_never

from studycli.core.cloze import gap_numbers

NoteId = NewType("NoteId", str)
CardId = NewType("CardId", str)

NOTE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Text:
    """What the author wrote, once or once per language.

    `variants` pairs a language code with a string in the author's order; the code is "" where none was named,
    and then it is the only variant.
    """

    variants: tuple[tuple[str, str], ...]

    @classmethod
    def plain(cls, text: str) -> "Text":
        return cls((("", text),))

    def show(self, language: str = "") -> str:
        """The text in that language, else the first that is not blank, else ""."""
        wanted = next((text for code, text in self.variants if code == language and text.strip()), None)
        return wanted if wanted is not None else next((text for _, text in self.variants if text.strip()), "")

    def every(self) -> tuple[str, ...]:
        return tuple([text for _, text in self.variants])

    def languages(self) -> tuple[str, ...]:
        return tuple(code for code, text in self.variants if code and text.strip())

    def __bool__(self) -> bool:
        # Asked of every note of an export: this stops at the first character, where `strip` would copy the text.
        return any(text and not text.isspace() for _, text in self.variants)


class Choice(NamedTuple):
    text: Text
    correct: bool = False
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """`reversed` asks a second card the other way round."""

    question: Text
    answer: Text
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Cloze:
    """A sentence with gaps; the same gap numbers in every language."""

    text: Text


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """At least two choices, at least one of them correct."""

    question: Text
    choices: tuple[Choice, ...]


Body = OpenQuestion | Cloze | MultipleChoice


class Source(NamedTuple):
    """Where a question was met: `part` counts the bank's sections from 1, `line` its lines from 1."""

    bank: str
    section: str | None = None
    part: int | None = None
    number: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One entry of a deck. `tags` are its own, without the deck's. `line` is where it stands in its file."""

    id: NoteId
    body: Body
    title: Text | None = None
    points: tuple[Text, ...] = ()
    explanation: Text | None = None
    hint: Text | None = None
    pitfalls: tuple[Text, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    line: int = field(default=0, compare=False)
    id_is_derived: bool = field(default=False, compare=False)

    @property
    def prompt(self) -> Text:
        """What is asked: the question, or the cloze with its gaps still in it."""
        match self.body:
            case OpenQuestion(question=text) | MultipleChoice(question=text) | Cloze(text=text):
                return text
            case _:
                assert_never(self.body)

    @property
    def is_answered(self) -> bool:
        return not isinstance(self.body, OpenQuestion) or bool(self.body.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """One YAML file. `name` is its path in the library without suffix, `/` between levels."""

    name: str
    title: Text | None = None
    description: Text | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    path: str = field(default="", compare=False)

    def tags_of(self, note: Note) -> tuple[str, ...]:
        """The deck's tags and the note's, each once."""
        return tuple(dict.fromkeys(self.tags + note.tags))


class Card(NamedTuple):
    """One thing that is asked. `part` is "" for the note itself, "reverse", or a gap such as "c1"."""

    note: Note
    part: str = ""

    @property
    def id(self) -> CardId:
        return CardId(f"{self.note.id}/{self.part}" if self.part else self.note.id)


def cards_of(note: Note) -> tuple[Card, ...]:
    """The cards of a note in a fixed order; none while it has no answer."""
    if not note.is_answered:
        return ()
    match note.body:
        case OpenQuestion(reversed=both_ways):
            return (Card(note), Card(note, "reverse")) if both_ways else (Card(note),)
        case MultipleChoice():
            return (Card(note),)
        case Cloze(text):
            return tuple(Card(note, f"c{number}") for number in gap_numbers(text.show()))
        case _:
            assert_never(note.body)


def note_of(card: CardId) -> NoteId:
    """The note that a card belongs to."""
    return NoteId(card.partition("/")[0])


def with_deck_tags(deck: Deck, note: Note) -> Note:
    tags = deck.tags_of(note)
    return note if tags == note.tags else replace(note, tags=tags)
