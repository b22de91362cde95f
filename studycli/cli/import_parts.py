"""A bank too large for one deck file, as several of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from studycli.cli.import_files import DeckFile
from studycli.core.model import Note

# Below the limit of a deck file, which has a head, too.
_MOST_BYTES = 19_000_000


def parts(file: DeckFile) -> Iterator[DeckFile]:
    """`cnn.yaml`, `cnn-2.yaml` and so on; one file where all fits."""
    for number, notes in enumerate(_runs(file.deck.notes), 1):
        deck = replace(file.deck, notes=notes)
        yield replace(file, deck=deck) if number == 1 else DeckFile(numbered(file.target, number), deck)


def numbered(target: Path | None, number: int) -> Path | None:
    return target.with_name(f"{target.stem}-{number}{target.suffix}") if target else None


def _runs(notes: Sequence[Note]) -> Iterator[tuple[Note, ...]]:
    from studycli.decks.reader import MOST_NOTES
    from studycli.decks.writer import write_note

    run: list[Note] = []
    size = 0
    for note in notes:
        more = len(write_note(note).encode())
        if run and (len(run) == MOST_NOTES or size + more > _MOST_BYTES):
            yield tuple(run)
            run, size = [], 0
        run.append(note)
        size += more
    yield tuple(run)
