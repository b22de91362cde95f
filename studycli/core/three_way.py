"""A newer bank joined to a deck: what changed in the bank comes in, what the person wrote stays, and no id moves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from studycli.core.counterparts import counterparts
from studycli.core.model import Body, Cloze, MultipleChoice, Note, NoteId, OpenQuestion
from studycli.core.plain import Data, note_data

# What is a value as a whole, and what is a set whose members come and go one by one.
_VALUES = ("title", "points", "explanation", "hint", "pitfalls")
_SETS = ("aliases", "tags", "references", "sources")
_PARTS: dict[type[Body], tuple[tuple[str, str], ...]] = {
    OpenQuestion: (("question", "question"), ("answer", "answer"), ("reversed", "reversed")),
    Cloze: (("text", "cloze"),),
    MultipleChoice: (("question", "question"), ("choices", "choices")),
}
_BODY_KEYS = ("question", "answer", "cloze", "choices", "reversed")


class Conflict(NamedTuple):
    """A key of a note that says one thing in the newer bank and another in the deck, which keeps its own.

    `before` is what both had; None where that is not known, or was nothing. `key` is `kind` where all of what is asked
    differs.
    """

    note: NoteId
    key: str
    before: Data | None
    theirs: Data | None
    mine: Data | None


class Arrival(NamedTuple):
    """A note of the newer bank, and the note of the deck that it stands after; None in a deck without notes."""

    note: Note
    after: NoteId | None


@dataclass(frozen=True, slots=True)
class Merge:
    """`changed` are notes of the deck as they are to be; those among them whose words change are `updated`.

    `bank` is the newer bank under the ids of the deck: what to compare with next time. `deleted` counts what the bank
    has, and the person took out of the deck; `same` the notes that stay as they were.
    """

    bank: tuple[Note, ...]
    changed: tuple[Note, ...]
    updated: tuple[NoteId, ...]
    arrivals: tuple[Arrival, ...]
    vanished: tuple[NoteId, ...]
    conflicts: tuple[Conflict, ...]
    deleted: int
    same: int

    def applied(self, mine: Sequence[Note]) -> tuple[Note, ...]:
        """The deck's notes afterwards."""
        changed = {note.id: note for note in self.changed}
        arrived: dict[NoteId | None, list[Note]] = {}
        for arrival in self.arrivals:
            arrived.setdefault(arrival.after, []).append(arrival.note)
        kept = [[changed.get(note.id, note), *arrived.get(note.id, ())] for note in mine]
        return tuple(note for run in (arrived.get(None, []), *kept) for note in run)


def merge(
    base: Sequence[Note] | None, theirs: Sequence[Note], mine: Sequence[Note], *, ids_hold: bool = False
) -> Merge:
    """`base` is the bank as it was imported last, None where that is not known: then nothing in the deck changes.

    With `ids_hold` the newer bank has the ids of the deck already, and `base` may have notes of other decks, too.
    """
    known = {note.id: note for note in base or ()}
    bank = tuple(theirs) if ids_hold else under_known_ids(base, theirs, mine)
    own = {note.id: note for note in mine}
    joined = [_joined(known.get(note.id), note, own[note.id]) for note in bank if note.id in own]
    changed = tuple(each.note for each in joined if each.note != own[each.note.id])
    updated = tuple(note.id for note in changed if _words(note) != _words(own[note.id]))
    conflicts = tuple(conflict for each in joined for conflict in each.conflicts)
    named = {note.id for note in bank}
    return Merge(
        bank=bank,
        changed=changed,
        updated=updated,
        arrivals=tuple(_arrivals(bank, known, mine)),
        vanished=tuple(note.id for note in mine if note.id in known and note.id not in named),
        conflicts=conflicts,
        deleted=sum(note.id in known and note.id not in own for note in bank),
        same=len(joined) - len({*updated, *(conflict.note for conflict in conflicts)}),
    )


def combined(merges: Sequence[Merge]) -> Merge:
    """What became of several decks, as if they were one."""
    return Merge(
        bank=tuple(note for each in merges for note in each.bank),
        changed=tuple(note for each in merges for note in each.changed),
        updated=tuple(name for each in merges for name in each.updated),
        arrivals=tuple(arrival for each in merges for arrival in each.arrivals),
        vanished=tuple(name for each in merges for name in each.vanished),
        conflicts=tuple(conflict for each in merges for conflict in each.conflicts),
        deleted=sum(each.deleted for each in merges),
        same=sum(each.same for each in merges),
    )


def _words(note: Note) -> Note:
    """All but where it was met: lines move whenever something is added before them."""
    return replace(note, sources=())


def under_known_ids(base: Sequence[Note] | None, theirs: Sequence[Note], mine: Sequence[Note]) -> tuple[Note, ...]:
    """The newer bank's notes, each under the id that it has in the deck or had when it was imported."""
    before = list(base or ())
    ids = {at: before[found].id for at, found in counterparts(before, theirs, alike=True).items()}
    known = {note.id for note in before}
    # What the person has written alike, or an update that did not come to its end.
    others = [note for note in mine if note.id not in known]
    new = [at for at in range(len(theirs)) if at not in ids]
    found = counterparts(others, [theirs[at] for at in new], alike=base is None)
    ids |= {new[at]: others[other].id for at, other in found.items()}
    taken = known | {note.id for note in mine}
    for at in new:
        if at not in ids:
            ids[at] = _free(theirs[at].id, taken)
            taken.add(ids[at])
    return tuple(replace(note, id=ids[at]) for at, note in enumerate(theirs))


def _free(wanted: NoteId, taken: set[NoteId]) -> NoteId:
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = NoteId(f"{wanted[:58]}-{count}")
    return name


def _arrivals(bank: Iterable[Note], known: dict[NoteId, Note], mine: Sequence[Note]) -> Iterator[Arrival]:
    """After the neighbour that the bank has before them, else at the end."""
    own = {note.id for note in mine}
    after = mine[-1].id if mine else None
    for note in bank:
        if note.id in own:
            after = note.id
        elif note.id not in known:
            yield Arrival(note, after)


class _Values(NamedTuple):
    """One key in all three; `before` counts only where it `is_known`."""

    before: Any
    theirs: Any
    mine: Any
    is_known: bool

    def joined(self) -> tuple[Any, bool]:
        """The value, and whether both have changed it, each in another way."""
        if self.theirs == self.mine or (self.is_known and self.theirs == self.before):
            return self.mine, False
        return (self.theirs, False) if self.is_known and self.mine == self.before else (self.mine, True)

    def joined_as_sets(self) -> tuple[Any, bool]:
        """In the order of whom it comes from; nothing that one side adds is in the other's way."""
        if not self.is_known or self.mine == self.before:
            return self.joined()
        gone = set(self.before) - set(self.theirs)
        kept = [each for each in self.mine if each not in gone]
        return (*kept, *(each for each in self.theirs if each not in self.before and each not in kept)), False


class _Joined(NamedTuple):
    note: Note
    conflicts: tuple[Conflict, ...]


def _joined(base: Note | None, theirs: Note, mine: Note) -> _Joined:
    fields: dict[str, Any] = {}
    differing: list[str] = []
    for name in (*_VALUES, *_SETS):
        before = base and getattr(base, name)
        values = _Values(before, getattr(theirs, name), getattr(mine, name), base is not None)
        fields[name], is_conflict = values.joined_as_sets() if name in _SETS else values.joined()
        differing += [name] if is_conflict and name != "sources" else []
    body, keys = _joined_body(base, theirs, mine)
    if base is None:
        return _Joined(mine, tuple(_conflicts((*keys, *differing), base, theirs, mine)))
    return _Joined(replace(mine, body=body, **fields), tuple(_conflicts((*keys, *differing), base, theirs, mine)))


def _joined_body(base: Note | None, theirs: Note, mine: Note) -> tuple[Body, list[str]]:
    """Part by part where all are of one kind, else as a whole."""
    bodies = [note.body for note in (base, theirs, mine) if note]
    if len({type(body) for body in bodies}) > 1:
        body, is_conflict = _Values(base and base.body, theirs.body, mine.body, base is not None).joined()
        return body, ["kind"] if is_conflict else []
    parts: dict[str, Any] = {}
    keys: list[str] = []
    for name, key in _PARTS[type(mine.body)]:
        before = base and getattr(base.body, name)
        values = _Values(before, getattr(theirs.body, name), getattr(mine.body, name), base is not None)
        parts[name], is_conflict = values.joined()
        keys += [key] if is_conflict else []
    return replace(mine.body, **parts), keys


def _conflicts(keys: Iterable[str], base: Note | None, theirs: Note, mine: Note) -> Iterator[Conflict]:
    for key in keys:
        yield Conflict(mine.id, key, *(_shown(note, key) for note in (base, theirs, mine)))


def _shown(note: Note | None, key: str) -> Data | None:
    if note is None:
        return None
    data = note_data(note)
    return {each: data[each] for each in _BODY_KEYS if each in data} if key == "kind" else data.get(key)
