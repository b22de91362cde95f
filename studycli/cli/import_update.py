"""`import --update`: a newer version of a bank is joined to the decks that an older one became."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from studycli.cli.context import Context
from studycli.cli.files import read_bytes, write_whole
from studycli.cli.import_files import DeckFile, claim, write_deck_file, write_media
from studycli.cli.import_report import Choices, Outcome
from studycli.cli.join_report import head_problems, problems
from studycli.cli.last_import import keep, last_import
from studycli.cli.stop import Exit, Stop
from studycli.core.messages import _
from studycli.core.model import Deck, Note
from studycli.core.problem import Problem, warning
from studycli.core.three_way import Merge, combined, merge


@dataclass(frozen=True, slots=True)
class Standing:
    """A deck that is there, and what its bank was when it was imported last, None where that is not known."""

    target: Path
    data: bytes
    text: str
    deck: Deck
    base: Deck | None


@dataclass(frozen=True, slots=True)
class _Join:
    """What of the newer bank goes to one deck; `theirs` is it as it would stand in a file."""

    file: DeckFile
    there: Standing | None
    theirs: Deck
    merge: Merge

    @property
    def mine(self) -> Sequence[Note]:
        return self.there.deck.notes if self.there else ()


def standing(context: Context, target: Path) -> Standing:
    """The deck as it is; one with faults is left alone, for nobody knows what else it would say."""
    from studycli.decks.encoding import decode
    from studycli.decks.reader import read_text

    data = read_bytes(target, status=Exit.DECKS)
    text = decode(data, str(target))
    if isinstance(text, Problem):
        raise Stop(Exit.DECKS, text.code, str(text))
    reading = read_text(text, path=str(target), name=target.stem)
    fault = next((problem for problem in reading.problems if problem.is_error), None)
    if fault or reading.deck is None:
        message = _("{fault}; put it right first, nothing was updated")
        raise Stop(Exit.DECKS, "decks", message.format(fault=fault or target))
    return Standing(target, data, text, reading.deck, last_import(context.folders.data, target))


def known(there: Sequence[Standing]) -> list[Note] | None:
    """What the bank was when it was imported last, in whichever of its decks; None where nobody knows."""
    bases = [each.base for each in there if each.base]
    return [note for base in bases for note in base.notes] if bases else None


def updated(
    context: Context,
    outcome: Outcome,
    files: Sequence[DeckFile],
    there: Sequence[Standing],
    choices: Choices,
    targets: set[Path],
    *,
    ids_hold: bool = False,
) -> Outcome:
    """What became of the bank: `files` are what each deck gets of it now, `there` the decks that it has already.

    With `ids_hold` a note is told by its id alone. All decks are written, or none.
    """
    try:
        joins = [_join(file, there, ids_hold) for file in files]
        for file in files:
            assert file.target is not None
            claim(file.target, choices, targets)
        told = tuple(_problems(outcome.file.shown, joins, there))
        imported = replace(outcome.imported, problems=(*outcome.imported.problems, *told))
        outcome = replace(outcome, joined=combined([join.merge for join in joins]), imported=imported)
        texts = [_text(join) for join in joins]
        if choices.dry_run:
            return outcome
        for join in joins:
            _unchanged(join.there)
        changed = [_write(context, join, text) for join, text in zip(joins, texts, strict=True)]
    except Stop as stop:
        return replace(outcome, stop=stop)
    return replace(outcome, written=outcome.target) if any(changed) else outcome


def _join(file: DeckFile, there: Sequence[Standing], ids_hold: bool) -> _Join:
    assert file.target is not None
    own = next((each for each in there if each.target == file.target), None)
    if own is None and file.target.exists():
        message = _("{path}: there is a deck already; --force replaces it")
        raise Stop(Exit.OUTPUT, "exists", message.format(path=file.target))
    theirs = as_read(file.deck, file.target)
    return _Join(file, own, theirs, merge(known(there), theirs.notes, own.deck.notes if own else (), ids_hold=ids_hold))


def as_read(deck: Deck, target: Path) -> Deck:
    """The deck as it would stand in a file: line ends at the end of texts do not count there."""
    from studycli.decks.reader import read_text
    from studycli.decks.writer import write_deck

    if not deck.notes:
        return deck
    read = read_text(write_deck(deck), path=str(target), name=target.stem).deck
    if read is None or len(read.notes) != len(deck.notes):
        message = _("deck {deck} would have more than a deck file holds; split the bank")
        raise Stop(Exit.DECKS, "too-large", message.format(deck=deck.name))
    return read


def _problems(path: str, joins: Sequence[_Join], there: Sequence[Standing]) -> Iterator[Problem]:
    if any(each.base is None for each in there):
        message = _("what was imported here last is not known: new questions are added, and what differs is a conflict")
        yield warning(path, 0, 0, "unknown-before", message)
    for join in joins:
        lines = {note.id: old.line for note, old in zip(join.merge.bank, join.file.deck.notes, strict=True)}
        if join.there:
            yield from head_problems(join.there.base, join.theirs, join.there.deck, path)
            yield from problems(join.merge, join.there.deck, path, lines)


def _text(join: _Join) -> str:
    """The deck's text with all that changes, read again before anybody writes it; "" for a deck without any notes."""
    from studycli.decks.reader import MOST_NOTES
    from studycli.decks.writer import write_deck

    wanted = join.merge.applied(join.mine)
    if len(wanted) > MOST_NOTES:
        message = _("{path} would have {count:,} notes, and a deck holds at most {most:,}; split the deck")
        raise Stop(Exit.DECKS, "too-large", message.format(path=join.file.target, count=len(wanted), most=MOST_NOTES))
    if join.there:
        return _edited(join.there, join.merge, wanted)
    return write_deck(replace(join.file.deck, notes=wanted)) if wanted else ""


def _edited(there: Standing, joined: Merge, wanted: Sequence[Note]) -> str:
    from studycli.decks.append import append_note
    from studycli.decks.splice import put_notes

    path, name = str(there.target), there.deck.name
    new: str | Problem = there.text
    if there.deck.notes:
        added = [(arrival.after, arrival.note) for arrival in joined.arrivals if arrival.after]
        new = put_notes(there.text, joined.changed, added, wanted, path=path, name=name)
    else:
        for note in wanted:
            new = append_note(new, note, path=path, name=name) if isinstance(new, str) else new
    if isinstance(new, Problem):
        raise Stop(Exit.DECKS, new.code, str(new))
    return new


def _write(context: Context, join: _Join, text: str) -> bool:
    """Whether the deck is another one now. What to compare with next time is kept for each that is there."""
    from studycli.decks.writer import write_deck

    target = join.file.target
    assert target is not None
    if not text:
        return False
    if join.there is None:
        write_deck_file(join.file, target, text)
    else:
        write_media(join.file)
        if text != join.there.text:
            write_whole(target, text.encode())
    keep(context.folders.data, target, write_deck(replace(join.theirs, notes=join.merge.bank)))
    return join.there is None or text != join.there.text


def _unchanged(there: Standing | None) -> None:
    if there and read_bytes(there.target, status=Exit.DECKS) != there.data:
        message = _("{path} was changed meanwhile; nothing was updated")
        raise Stop(Exit.OUTPUT, "changed-meanwhile", message.format(path=there.target))
