"""`import --update`: a newer version of a bank is joined to the deck that an older one became."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from studycli.cli.context import Context
from studycli.cli.files import read_bytes, write_whole
from studycli.cli.import_files import DeckFile, claim, write_media
from studycli.cli.import_report import Choices, Outcome
from studycli.cli.join_report import head_problems, problems
from studycli.cli.last_import import keep, last_import
from studycli.cli.stop import Exit, Stop
from studycli.core.messages import _
from studycli.core.model import Deck
from studycli.core.problem import Problem, warning
from studycli.core.three_way import Merge, merge


def updated(context: Context, outcome: Outcome, file: DeckFile, choices: Choices, targets: set[Path]) -> Outcome:
    """What became of the bank; `file` is what it holds now, and where the deck is that it joins."""
    from studycli.decks.writer import write_deck

    target, deck = file.target, file.deck
    assert target is not None
    try:
        if len(outcome.decks) > 1:
            message = _("{path}: a bank of several decks cannot update them; split the bank")
            raise Stop(Exit.DECKS, "too-large", message.format(path=target))
        claim(target, choices, targets)
        data = read_bytes(target, status=Exit.DECKS)
        text, mine = _read(data, target)
        base, theirs = last_import(context.folders.data, target), _as_read(deck, target)
        joined = merge(base.notes if base else None, theirs.notes, mine.notes)
        told = tuple(_problems(outcome, joined, base, deck, theirs, mine))
        outcome = replace(
            outcome, joined=joined, imported=replace(outcome.imported, problems=(*outcome.imported.problems, *told))
        )
        new = _text(text, mine, joined, target)
        if choices.dry_run:
            return outcome
        write_media(file)
        if new != text:
            _replace(target, data, new.encode())
        keep(context.folders.data, target, write_deck(replace(theirs, notes=joined.bank)))
    except Stop as stop:
        return replace(outcome, stop=stop)
    return replace(outcome, written=str(target)) if new != text else outcome


def _read(data: bytes, target: Path) -> tuple[str, Deck]:
    """The deck's text and what it says; one with faults is left alone, for nobody knows what else it would say."""
    from studycli.decks.encoding import decode
    from studycli.decks.reader import read_text

    text = decode(data, str(target))
    if isinstance(text, Problem):
        raise Stop(Exit.DECKS, text.code, str(text))
    reading = read_text(text, path=str(target), name=target.stem)
    fault = next((problem for problem in reading.problems if problem.is_error), None)
    if fault or reading.deck is None:
        message = _("{fault}; put it right first, nothing was updated")
        raise Stop(Exit.DECKS, "decks", message.format(fault=fault or target))
    return text, reading.deck


def _as_read(deck: Deck, target: Path) -> Deck:
    """The deck as it would stand in a file: line ends at the end of texts do not count there."""
    from studycli.decks.reader import read_text
    from studycli.decks.writer import write_deck

    read = read_text(write_deck(deck), path=str(target), name=target.stem).deck
    if read is None or len(read.notes) != len(deck.notes):
        message = _("deck {deck} would have more than a deck file holds; split the bank")
        raise Stop(Exit.DECKS, "too-large", message.format(deck=deck.name))
    return read


def _problems(
    outcome: Outcome, joined: Merge, base: Deck | None, deck: Deck, theirs: Deck, mine: Deck
) -> Iterator[Problem]:
    path = outcome.file.shown
    if base is None:
        message = _("what was imported here last is not known: new questions are added, and what differs is a conflict")
        yield warning(path, 0, 0, "unknown-before", message)
    lines = {note.id: old.line for note, old in zip(joined.bank, deck.notes, strict=True)}
    yield from head_problems(base, theirs, mine, path)
    yield from problems(joined, mine, path, lines)


def _text(text: str, mine: Deck, joined: Merge, target: Path) -> str:
    """The deck's text with all that changes, read again before anybody writes it."""
    from studycli.decks.append import append_note
    from studycli.decks.reader import MOST_NOTES
    from studycli.decks.splice import put_notes

    wanted = joined.applied(mine.notes)
    if len(wanted) > MOST_NOTES:
        message = _("{path} would have {count:,} notes, and a deck holds at most {most:,}; split the deck")
        raise Stop(Exit.DECKS, "too-large", message.format(path=target, count=len(wanted), most=MOST_NOTES))
    path, name = str(target), mine.name
    new: str | Problem = text
    if mine.notes:
        added = [(arrival.after, arrival.note) for arrival in joined.arrivals if arrival.after]
        new = put_notes(text, joined.changed, added, wanted, path=path, name=name)
    else:
        for note in wanted:
            new = append_note(new, note, path=path, name=name) if isinstance(new, str) else new
    if isinstance(new, Problem):
        raise Stop(Exit.DECKS, new.code, str(new))
    return new


def _replace(target: Path, before: bytes, after: bytes) -> None:
    if read_bytes(target, status=Exit.DECKS) != before:
        message = _("{path} was changed meanwhile; nothing was updated")
        raise Stop(Exit.OUTPUT, "changed-meanwhile", message.format(path=target))
    write_whole(target, after)
