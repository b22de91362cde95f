"""How a newer bank that was joined to a deck is told: the counts, the conflicts, and what vanished."""

from collections.abc import Iterator, Mapping

from studycli.cli.output import clauses
from studycli.core.messages import _, n_
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
    told = counts(merge)
    words = {
        "updated": n_("{n} updated", "{n} updated", told["updated"]),
        "new": n_("{n} new", "{n} new", told["new"]),
        "vanished": n_("{n} vanished", "{n} vanished", told["vanished"]),
        "conflicts": n_("{n} conflict", "{n} conflicts", told["conflicts"]),
        "deleted": n_("{n} not brought back", "{n} not brought back", told["deleted"]),
        "same": n_("{n} as it was", "{n} as they were", told["same"]),
    }
    return clauses(*(text for key, text in words.items() if told[key] or key == "same"))


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
        message = _("note {id} {question} is not in the bank any more; it stays in the deck, line {line}")
        yield warning(path, 0, 0, "vanished", message.format(id=name, question=question, line=line))


def _conflict(conflict: Conflict) -> str:
    told = (
        _("note {id}, {key}: the deck keeps {mine}; the bank says {theirs}")
        if conflict.before is None
        else _("note {id}, {key}: the deck keeps {mine}; the bank says {theirs}, and said {before} before")
    )
    mine, theirs, before = map(_shortly, (conflict.mine, conflict.theirs, conflict.before))
    return told.format(id=conflict.note, key=conflict.key, mine=mine, theirs=theirs, before=before)


def head_problems(base: Deck | None, theirs: Deck, mine: Deck, path: str) -> Iterator[Problem]:
    """What the bank says of itself is not written into a deck that is there."""
    for key in ("title", "description"):
        before, new, own = (deck and getattr(deck, key) for deck in (base, theirs, mine))
        if new not in (own, before if base else own):
            kept = _shortly(own.show() if own else None)
            said = _shortly(new.show() if new else None)
            message = _("the {key} of the bank is {theirs}; the deck keeps {mine}")
            yield warning(path, 0, 0, "kept", message.format(key=key, theirs=said, mine=kept))


def _shortly(data: Data | None) -> str:
    if data is None:
        return _("nothing")
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
