"""`import --update` of a bank of text: its deck, or the several decks that a large one was split into."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from studycli.cli.context import Context
from studycli.cli.import_files import DeckFile
from studycli.cli.import_parts import numbered, parts
from studycli.cli.import_report import Choices, Outcome
from studycli.cli.import_update import Standing, as_read, known, standing, updated
from studycli.cli.stop import Stop
from studycli.core.model import Note, NoteId
from studycli.core.three_way import under_known_ids


def update_bank(context: Context, outcome: Outcome, whole: DeckFile, choices: Choices, targets: set[Path]) -> Outcome:
    """What became of the bank; `whole` is what it holds now, and where its first deck is."""
    assert whole.target is not None
    try:
        there = [standing(context, whole.target), *_further(context, whole)]
        needed = list(parts(whole)) if choices.no_limit else [whole]
        if len(there) == len(needed) == 1:
            return updated(context, outcome, needed, there, choices, targets)
        files = _shared_out(whole, _under_known_ids(needed, there), there)
    except Stop as stop:
        return replace(outcome, stop=stop)
    decks = tuple((file.target, file.deck) for file in files)
    return updated(context, replace(outcome, decks=decks), files, there, choices, targets, ids_hold=True)


def _further(context: Context, whole: DeckFile) -> Iterator[Standing]:
    """`cnn-2.yaml` and so on, as long as they are of the same bank and not of one that is called so."""
    number = 2
    while (target := numbered(whole.target, number)) and target.exists():
        there = standing(context, target)
        if not {*_banks(there.deck.notes)} & {*_banks(whole.deck.notes)}:
            return
        yield there
        number += 1


def _banks(notes: Sequence[Note]) -> Iterator[str | None]:
    return (note.sources[0].bank for note in notes if note.sources)


def _under_known_ids(needed: Sequence[DeckFile], there: Sequence[Standing]) -> tuple[Note, ...]:
    """All notes of the newer bank, which know their lines in it, under the ids that they have in the decks."""
    theirs = [
        replace(note, line=old.line)
        for file in needed
        if file.target
        for note, old in zip(as_read(file.deck, file.target).notes, file.deck.notes, strict=True)
    ]
    return under_known_ids(known(there), theirs, [note for each in there for note in each.deck.notes])


def _shared_out(whole: DeckFile, notes: Sequence[Note], there: Sequence[Standing]) -> list[DeckFile]:
    """Each note for the deck that it is in, or was taken out of; a new one for that of the note before it.

    What is new at the end and finds no room there makes further decks.
    """
    homes = _homes(there)
    runs: list[list[Note]] = [[] for _ in there]
    at = 0
    for note in notes:
        at = homes.get(note.id, at)
        runs[at].append(note)
    rest = _beyond(runs[-1], there[-1], homes)
    files = [
        DeckFile(each.target, replace(whole.deck, name=each.deck.name, notes=tuple(run)))
        for each, run in zip(there, runs, strict=True)
    ]
    more = parts(replace(whole, deck=replace(whole.deck, notes=tuple(rest)))) if rest else ()
    files += [replace(file, target=numbered(whole.target, number)) for number, file in enumerate(more, len(there) + 1)]
    return [replace(files[0], media=whole.media), *files[1:]]


def _homes(there: Sequence[Standing]) -> dict[NoteId, int]:
    """The place of the deck that each note is in; of what the person took out, of the one that it was in."""
    before = {note.id: at for at, each in enumerate(there) if each.base for note in each.base.notes}
    return before | {note.id: at for at, each in enumerate(there) for note in each.deck.notes}


def _beyond(run: list[Note], there: Standing, homes: dict[NoteId, int]) -> list[Note]:
    """Take from the end of the last deck's run what is new and would make the deck too long."""
    from studycli.decks.reader import MOST_NOTES

    start = len(run)
    while start and run[start - 1].id not in homes:
        start -= 1
    room = max(0, MOST_NOTES - len(there.deck.notes) - sum(note.id not in homes for note in run[:start]))
    rest = run[start + room :]
    del run[start + room :]
    return rest
