"""One row per note for spreadsheets: RFC 4180, UTF-8, lists with one item a line."""

import csv
import io
from collections.abc import Iterable, Sequence

from studycli.core.model import Cloze, Deck, MultipleChoice, Note, Text
from studycli.exporters import plain_card
from studycli.exporters.edition import edition, shown
from studycli.exporters.exporter import Options

HEADER = (
    *("id", "deck", "kind", "tags", "title", "question", "answer"),
    *("points", "explanation", "hint", "pitfalls", "aliases", "references"),
)


def render(decks: Sequence[Deck], options: Options) -> bytes:
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(HEADER)
    writer.writerows(_row(deck, note) for deck in edition(decks, options.language) for note in deck.notes)
    return table.getvalue().encode("utf-8", "replace")


def _row(deck: Deck, note: Note) -> tuple[str, ...]:
    return (
        note.id,
        deck.name,
        _kind(note),
        " ".join(deck.tags_of(note)),
        shown(note.title),
        plain_card.question(note),
        plain_card.answer(note),
        _lines(note.points),
        shown(note.explanation),
        shown(note.hint),
        _lines(note.pitfalls),
        "\n".join(note.aliases),
        "\n".join(note.references),
    )


def _kind(note: Note) -> str:
    match note.body:
        case Cloze():
            return "cloze"
        case MultipleChoice():
            return "choice"
        case _:
            return "question"


def _lines(texts: Iterable[Text]) -> str:
    return "\n".join(shown(text) for text in texts)
