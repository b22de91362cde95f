"""A note as two Markdown texts, question and answer, for formats that know no other kind of card."""

import re
from typing import assert_never

from studycli.core import cloze
from studycli.core.model import Choice, Cloze, MultipleChoice, Note, OpenQuestion, Text
from studycli.exporters.edition import shown


def question(note: Note) -> str:
    """The question, its choices lettered under it; a cloze with `[…]`, or its hint, where text is hidden."""
    match note.body:
        case OpenQuestion(question=text):
            return shown(text)
        case Cloze(text):
            return _cloze(text, hide=True)
        case MultipleChoice(text, choices):
            options = "\n".join(f"- {_letter(at)}. {item(shown(choice.text))}" for at, choice in enumerate(choices))
            return f"{shown(text)}\n\n{options}"
        case _:
            assert_never(note.body)


def answer(note: Note) -> str:
    """The answer; of a cloze the whole sentence, of choices the right ones, then why the others are wrong."""
    match note.body:
        case OpenQuestion(answer=text):
            return shown(text)
        case Cloze(text):
            return _cloze(text, hide=False)
        case MultipleChoice(_, choices):
            ordered = sorted(enumerate(choices), key=lambda numbered: not numbered[1].correct)
            told = [pair for pair in ordered if pair[1].correct or pair[1].why]
            return "\n".join(_solution(at, choice) for at, choice in told)
        case _:
            assert_never(note.body)


def item(markdown: str) -> str:
    """A text as it stands in a list item: further lines are indented."""
    return re.sub(r"\n(?=[^\n])", "\n  ", markdown.strip())


def _cloze(text: Text, *, hide: bool) -> str:
    return shown(Text(tuple((code, _without_braces(variant, hide)) for code, variant in text.variants)))


def _without_braces(text: str, hide: bool) -> str:
    match cloze.parse(text):
        case cloze.ClozeFault():
            return text
        case pieces:
            return "".join(piece if isinstance(piece, str) else _gap(piece, hide) for piece in pieces)


def _gap(gap: cloze.Gap, hide: bool) -> str:
    return f"[{gap.hint or '…'}]" if hide else gap.hidden


def _solution(at: int, choice: Choice) -> str:
    mark = "✓" if choice.correct else "✗"
    why = f" — {item(shown(choice.why))}" if choice.why else ""
    return f"- {mark} {_letter(at)}. {item(shown(choice.text))}{why}"


def _letter(at: int) -> str:
    """A to Z, then 27, 28 and so on."""
    return chr(ord("A") + at) if at < 26 else str(at + 1)
