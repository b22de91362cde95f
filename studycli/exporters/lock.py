"""When the content of each exported note last changed, so that Anki updates that note and leaves the others alone.

Anki takes a note again only when its modification time is newer than the one it has, which the learner's own edits
move too. So the time moves when the content does, and never otherwise.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from studycli.core.messages import _
from studycli.core.model import NoteId

# Long before anybody could edit a note in Anki: what is exported for the first time never overwrites an edit.
FIRST_SEEN = 1_600_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """`content` is a hash of what was exported, `modified` unix seconds."""

    content: str
    modified: int


Lock = Mapping[NoteId, Entry]


@dataclass(frozen=True, slots=True)
class LockFault:
    """A lock file that cannot be read; `line` counts from 1, 0 where it is the file as a whole."""

    line: int
    message: str


def advance(lock: Lock, hashes: Mapping[NoteId, str], now: int) -> Lock:
    """The lock after an export of these contents; notes that are not part of it keep their entries."""
    exported = {note: _entry(lock.get(note), content, now) for note, content in hashes.items()}
    return {**lock, **exported}


def modified(lock: Lock) -> Mapping[NoteId, int]:
    return {note: entry.modified for note, entry in lock.items()}


def parse(text: str) -> Lock | LockFault:
    """The lock that `dump` wrote; an empty text is an empty lock."""
    if not text.strip():
        return {}
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as fault:
        return LockFault(getattr(fault, "lineno", 0), _("is not JSON"))
    match document:
        case {"version": 1, "notes": dict(rows)}:
            return _entries(rows)
        case {"version": version} if version != 1:
            return LockFault(0, _("has version {version!r}, and only version 1 is known").format(version=version))
        case _:
            return LockFault(0, _("is not a lock of exported notes"))


def dump(lock: Lock) -> str:
    """JSON with one note a line, sorted, so that a version control system shows what moved."""
    rows = {note: json.dumps([entry.content, entry.modified]) for note, entry in lock.items()}
    body = ",\n".join(f"{json.dumps(note)}: {row}" for note, row in sorted(rows.items()))
    return f'{{"version": 1, "notes": {{\n{body}\n}}}}\n'


def _entry(known: Entry | None, content: str, now: int) -> Entry:
    if known is None:
        return Entry(content, FIRST_SEEN)
    return known if known.content == content else Entry(content, max(now, known.modified + 1))


def _entries(rows: dict[str, object]) -> Lock | LockFault:
    entries: dict[NoteId, Entry] = {}
    for note, row in rows.items():
        match row:
            case [str(content), int(seconds)] if not isinstance(seconds, bool):
                entries[NoteId(note)] = Entry(content, seconds)
            case _:
                return LockFault(0, _("has no [hash, seconds] for note {note!r}").format(note=note))
    return entries
