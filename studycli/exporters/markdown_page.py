"""Decks to read or print: a heading per deck and per note, headings inside texts moved below them."""

import re
from collections.abc import Iterator, Sequence

from studycli.core.model import Deck, Note
from studycli.exporters import plain_card
from studycli.exporters.edition import edition, shown
from studycli.exporters.exporter import Options

_HEADING_OR_FENCE = re.compile(r"^(?P<heading>#{1,6})(?=[ \t])|^[ \t]*(?P<fence>```+|~~~+)", re.M)
_LONGEST_HEADING = 90


def render(decks: Sequence[Deck], options: Options) -> bytes:
    sections = (section for deck in edition(decks, options.language) for section in _deck(deck))
    return ("\n\n".join(section.strip("\n") for section in sections) + "\n").encode("utf-8", "replace")


def _deck(deck: Deck) -> Iterator[str]:
    yield f"# {_line(shown(deck.title)) or deck.name}"
    if deck.description:
        yield below(shown(deck.description), 2)
    for note in deck.notes:
        yield from _note(deck, note)


def _note(deck: Deck, note: Note) -> Iterator[str]:
    question = plain_card.question(note)
    heading = _line(shown(note.title)) or _line(question)
    yield f"## {heading}"
    yield f"<!-- {note.id}{''.join(f' #{tag}' for tag in deck.tags_of(note))} -->"
    if question.strip() != heading:
        yield below(question, 3)
    yield "### Answer"
    yield below(plain_card.answer(note), 3)
    yield from _part("Points", _list([shown(text) for text in note.points]))
    yield from _part("Explanation", shown(note.explanation))
    yield from _part("Hint", shown(note.hint))
    yield from _part("Pitfalls", _list([shown(text) for text in note.pitfalls]))
    yield from _part("References", _list(note.references))


def below(text: str, level: int) -> str:
    """The text with its headings moved down by `level`, but not what only looks like one in a code fence."""
    fence = ""

    def move(found: re.Match[str]) -> str:
        nonlocal fence
        if found["fence"]:
            closes = fence and found["fence"].startswith(fence)
            fence = "" if closes else fence or found["fence"]
            return found[0]
        return found[0] if fence else "#" * min(6, len(found["heading"]) + level)

    return _HEADING_OR_FENCE.sub(move, text)


def _part(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"### {name}"
        yield below(text, 3)


def _list(texts: Sequence[str]) -> str:
    return "\n".join(f"- {plain_card.item(text)}" for text in texts)


def _line(text: str) -> str:
    """The first line of a text, cut where it is too long for a heading."""
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= _LONGEST_HEADING else line[: _LONGEST_HEADING - 1].rstrip() + "…"
