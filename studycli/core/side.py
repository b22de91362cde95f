"""A note as it stands in one language, taken apart for likeness."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from studycli.core import wording
from studycli.core.cloze import filled
from studycli.core.model import Cloze, MultipleChoice, Note, OpenQuestion, Text
from studycli.core.words import Term, words


@dataclass(frozen=True, slots=True)
class Side:
    """`language` is "" where the author named none. `title` and `question` are what these ask about, in words.

    `answer` are its words with a blank between them, `length` counts them.
    """

    note: int
    language: str
    wide: bool
    title: Term
    question: Term
    answer: str
    length: int

    def may_compare(self, other: "Side") -> bool:
        """Whether both are in one language, as far as is known."""
        if self.language and other.language:
            return self.language == other.language
        return self.wide == other.wide

    def asks(self) -> set[str]:
        """What title and question are about, as a bag."""
        size = 2 if self.wide else 1
        return wording.shingles(self.title, size) | wording.shingles(self.question, size)

    def answers(self) -> set[str]:
        """The answer as a bag; of a cloze, its sentence."""
        return wording.shingles(self.answer.split(), self._size)

    def sample(self) -> set[str]:
        """A part of that bag, by which like ones are found."""
        return wording.sample(self.answer.split(), self._size)

    @property
    def _size(self) -> int:
        return 3 if self.wide else 2


def sides(number: int, note: Note) -> Iterator[Side]:
    """One for each language that the question is written in."""
    for language, prompt in note.prompt.variants:
        if prompt.strip():
            question = wording.subject(filled(prompt))
            answer = words(wording.prose(answer_text(note, language)))
            title = wording.subject(note.title.show(language)) if note.title and _has(note.title, language) else ()
            wide = wording.is_wide((*question[:20], *answer[:20]))
            yield Side(number, language, wide, title, question, " ".join(answer), len(answer))


def answer_text(note: Note, language: str) -> str:
    """The answer with its Markdown; the choices a line each, in no order of their own; of a cloze, its sentence."""
    match note.body:
        case OpenQuestion(answer=answer):
            return answer.show(language)
        case MultipleChoice(choices=choices):
            return "\n".join(sorted(choice.text.show(language) for choice in choices))
        case Cloze(text):
            return filled(text.show(language))
        case _:
            assert_never(note.body)


def _has(text: Text, language: str) -> bool:
    """Whether it is written in that language, or in none by name."""
    return not language or any(code in (language, "") for code, _ in text.variants)
