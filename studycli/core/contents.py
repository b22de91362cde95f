"""What is in a note, for search: its texts by how much they say about it, and what `has:` and `lang:` ask for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from studycli.core import cloze
from studycli.core.formula import has_formula
from studycli.core.model import Cloze, MultipleChoice, Note, OpenQuestion, Text
from studycli.core.query_tree import Content

_IMAGE = re.compile(r"!\[[^\]]*\]\(|<img\b")
# It is searched in a text with a line end before it: to begin with a literal makes the search leap.
_FENCE = re.compile(r"\n[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Contents:
    """A note's texts in every language, those that say most about it first."""

    names: tuple[str, ...]
    question: tuple[str, ...]
    tags: tuple[str, ...]
    points: tuple[str, ...]
    body: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        return self.names + self.question + self.tags + self.points + self.body


def contents_of(note: Note, deck_tags: tuple[str, ...]) -> Contents:
    written_id = () if note.id_is_derived else (note.id,)
    return Contents(
        names=(*_every(note.title), *note.aliases),
        question=tuple(cloze.filled(text) for text in note.prompt.every()) if _is_cloze(note) else note.prompt.every(),
        tags=(*written_id, *deck_tags, *note.tags),
        points=_all(note.points),
        body=(
            *_answer(note),
            *_every(note.explanation),
            *_every(note.hint),
            *_all(note.pitfalls),
            *note.references,
        ),
    )


def features_of(note: Note) -> frozenset[Content]:
    """What `has:` finds the note by."""
    text = "\n\n".join((*note.prompt.every(), *_answer(note), *_every(note.explanation), *_all(note.points)))
    present = (
        (Content.CODE, _FENCE.search(f"\n{text}") if "```" in text or "~~~" in text else None),
        (Content.MATH, has_formula(text)),
        (Content.IMAGE, _IMAGE.search(text) if "![" in text or "<img" in text else None),
        (Content.POINTS, note.points),
        (Content.CHOICES, isinstance(note.body, MultipleChoice)),
        (Content.CLOZE, _is_cloze(note)),
    )
    return frozenset([content for content, found in present if found])


def languages_of(note: Note) -> tuple[str, ...]:
    """The languages that its question names, in lower case."""
    return tuple(code.lower() for code in note.prompt.languages())


def _answer(note: Note) -> tuple[str, ...]:
    match note.body:
        case OpenQuestion(answer=answer):
            return answer.every()
        case MultipleChoice(choices=choices):
            return tuple(text for choice in choices for text in (*choice.text.every(), *_every(choice.why)))
        case Cloze():
            return ()
        case _:
            assert_never(note.body)


def _is_cloze(note: Note) -> bool:
    return isinstance(note.body, Cloze)


def _every(text: Text | None) -> tuple[str, ...]:
    return () if text is None else text.every()


def _all(texts: Iterable[Text]) -> tuple[str, ...]:
    return tuple([variant for text in texts for _, variant in text.variants])
