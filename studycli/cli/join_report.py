"""How a newer bank that was joined to a deck is told: the counts, the conflicts, and what vanished."""

from collections.abc import Iterator, Mapping

from studycli.core.model import Deck, Note, NoteId
from studycli.core.plain import Data
from studycli.core.problem import Problem, warning
from studycli.core.three_way import Conflict, Merge

_LONGEST = 60


def counts(merge: Merge) -> dict[str, int]:
    return {
        "updated": len(merge.updated),
        "new": len(merge.arrivals),
        "vanished": len(merge.vanished),
        "conflicts": len(merge.conflicts),
        "deleted": merge.deleted,
        "same": merge.same,
    }


def summary(merge: Merge) -> str:
    words = {"conflicts": "conflict" if len(merge.conflicts) == 1 else "conflicts", "deleted": "not brought back"}
    told = [f"{count:,} {words.get(key, key)}" for key, count in counts(merge).items() if count and key != "same"]
    return ", ".join([*told, f"{merge.same:,} as {'it was' if merge.same == 1 else 'they were'}"])


def changes(merge: Merge) -> Iterator[tuple[str, Note]]:
    """What would be changed or put in, and in which way."""
    for note in merge.changed:
        if note.id in merge.updated:
            yield "updated", note
    for arrival in merge.arrivals:
        yield "new", arrival.note


def problems(merge: Merge, mine: Deck, path: str, lines: Mapping[NoteId, int]) -> Iterator[Problem]:
    """What the person has to look at; `lines` are those of the bank."""
    for conflict in merge.conflicts:
        yield warning(path, lines.get(conflict.note, 0), 0, "conflict", _conflict(conflict))
    own = {note.id: note for note in mine.notes}
    for name in merge.vanished:
        question, line = _shortly(own[name].prompt.show()), own[name].line
        message = f"note {name} {question} is not in the bank any more; it stays in the deck, line {line}"
        yield warning(path, 0, 0, "vanished", message)


def _conflict(conflict: Conflict) -> str:
    before = "" if conflict.before is None else f", and said {_shortly(conflict.before)} before"
    mine, theirs = _shortly(conflict.mine), _shortly(conflict.theirs)
    return f"note {conflict.note}, {conflict.key}: the deck keeps {mine}; the bank says {theirs}{before}"


def head_problems(base: Deck | None, theirs: Deck, mine: Deck, path: str) -> Iterator[Problem]:
    """What the bank says of itself is not written into a deck that is there."""
    for key in ("title", "description"):
        before, new, own = (deck and getattr(deck, key) for deck in (base, theirs, mine))
        if new not in (own, before if base else own):
            kept = _shortly(own.show() if own else None)
            message = f"the {key} of the bank is {_shortly(new.show() if new else None)}; the deck keeps {kept}"
            yield warning(path, 0, 0, "kept", message)


def _shortly(data: Data | None) -> str:
    if data is None:
        return "nothing"
    line = " ".join(_flat(data).split())
    return f"“{line if len(line) <= _LONGEST else f'{line[: _LONGEST - 1]}…'}”"


def _flat(data: Data) -> str:
    match data:
        case dict():
            return " / ".join(map(_flat, data.values()))
        case list():
            return "; ".join(map(_flat, data))
        case bool():
            return str(data).lower()
        case _:
            return str(data)
