"""A note as Anki's fields and tags: HTML and plain strings, without anything of the package around them."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from studycli.core.cloze import ClozeFault, Gap, parse
from studycli.core.model import Choice, Cloze, MultipleChoice, Note, OpenQuestion, Text, cards_of
from studycli.exporters.anki_cloze import cloze_html
from studycli.exporters.anki_types import BASIC, CHOICE, CLOZE, OwnNoteType
from studycli.exporters.markdown_html import clean, inline_html, to_html, visible_text


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """`fields` are in the order of the note type; `cards` pairs each card's id with its place (`ord`) in Anki."""

    type: OwnNoteType
    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[tuple[str, int], ...]


def anki_note(note: Note) -> AnkiNote:
    """The note comes with its deck's tags."""
    cards = tuple((card.id, _place(card.part)) for card in cards_of(note))
    return AnkiNote(_type(note), f"studycli:{note.id}", rendered(note), _tags(note.tags), cards)


def rendered(note: Note) -> tuple[str, ...]:
    """The fields in the order of the note type."""
    values = _own_fields(note) | _common_fields(note)
    values["Search"] = _search(note, values)
    return tuple(values.get(name, "") for name in _type(note).fields)


def _type(note: Note) -> OwnNoteType:
    match note.body:
        case OpenQuestion():
            return BASIC
        case Cloze():
            return CLOZE
        case MultipleChoice():
            return CHOICE
        case _:
            assert_never(note.body)


def _own_fields(note: Note) -> dict[str, str]:
    match note.body:
        case OpenQuestion(question, answer, reversed=both_ways):
            marker = {"Reversed": "1"} if both_ways else {}
            return {"Question": _block(question), "Answer": _block(answer), **marker}
        case Cloze(text):
            return {"Text": _block(text, cloze_html)}
        case MultipleChoice(question, choices):
            asked = _list((_block(choice.text, inline_html) for choice in choices), "choices")
            solved = "\n".join(map(_solution, choices))
            solution = f'<ol class="choices">\n{solved}\n</ol>'
            return {"Question": _block(question), "Choices": asked, "Solution": solution}
        case _:
            assert_never(note.body)


def _common_fields(note: Note) -> dict[str, str]:
    return {
        "Points": _texts(note.points),
        "Explanation": _block(note.explanation),
        "Hint": _block(note.hint),
        "Pitfalls": _texts(note.pitfalls),
        "References": _list(map(inline_html, note.references)),
        "Title": _block(note.title, inline_html),
        "Id": note.id,
    }


def _search(note: Note, values: dict[str, str]) -> str:
    """What can be read on the card, and the aliases, without the markup that hides text from Anki's search."""
    aliases = (" ".join(html.escape(clean(alias), quote=False).split()) for alias in note.aliases)
    # Choices are also in the solution; a cloze is read with its gaps filled.
    read = {key: text for key, text in values.items() if key not in ("Choices", "Id", "Reversed", "Text")}
    sentence = _block(note.body.text, _filled) if isinstance(note.body, Cloze) else ""
    # Each on a line of its own, so that an import of the package finds them again.
    return "<br>".join([visible_text("\n".join([sentence, *read.values()])), *filter(None, aliases)])


def _filled(markdown: str) -> str:
    match parse(markdown):
        case ClozeFault():
            return to_html(markdown)
        case pieces:
            return to_html("".join(piece.hidden if isinstance(piece, Gap) else piece for piece in pieces))


def _block(text: Text | None, convert: Callable[[str], str] = to_html) -> str:
    """Each language under the other in an element that names it."""
    if text is None:
        return ""
    return "\n".join([_variant(code, convert(variant)) for code, variant in text.variants if variant.strip()])


def _variant(language: str, rendered: str) -> str:
    return f'<div lang="{html.escape(language)}" dir="auto">{rendered}</div>' if language else rendered


def _texts(texts: tuple[Text, ...]) -> str:
    return _list(_block(text, inline_html) for text in texts)


def _list(items: Iterable[str], css_class: str = "") -> str:
    rows = "\n".join(f"<li>{item}</li>" for item in items)
    tag = f'ol class="{css_class}"' if css_class else "ul"
    return f"<{tag}>\n{rows}\n</{tag[:2]}>" if rows else ""


def _solution(choice: Choice) -> str:
    css_class, mark = ("right", "✓") if choice.correct else ("wrong", "✗")
    why = f'\n<div class="why">{_block(choice.why, inline_html)}</div>' if choice.why else ""
    return f'<li class="{css_class}"><span class="mark">{mark}</span> {_block(choice.text, inline_html)}{why}</li>'


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Anki parts tags at blanks, the wide one included, and makes a tree of them at `::`, as of decks."""
    return tuple(dict.fromkeys(filter(None, map(_tag, tags))))


@lru_cache(maxsize=4096)
def _tag(tag: str) -> str:
    return re.sub(r"(?<=[^/])/+(?=[^/])", "::", re.sub(r"\s+", "_", clean(tag).strip()))


def _place(part: str) -> int:
    """A gap stands at its number less one, the reverse card after the question."""
    match part:
        case "":
            return 0
        case "reverse":
            return 1
        case gap:
            return int(gap.removeprefix("c")) - 1
