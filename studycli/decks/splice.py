"""One note of a deck's text changed or taken out, all else left as its author wrote it, comments and order included."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studycli.core.model import Deck, Note, NoteId
from studycli.core.plain import note_data
from studycli.core.problem import Problem, error
from studycli.decks.nodes import MappingNode, Node, SequenceNode
from studycli.decks.reader import Traced, read_text, trace
from studycli.decks.writer import write_entry, write_note

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def put_note(text: str, note: Note, *, path: str, name: str) -> str | Problem:
    """The text with the note in the place of the one of its id: only the keys that differ are written anew."""
    found = _found(text, note.id, path, name)
    if isinstance(found, Problem):
        return found
    wanted = [note if old.id == note.id else old for old in found.deck.notes]
    return _first_that_reads(found, wanted, (found.with_entries(note), found.with_block(note)))


def cut_note(text: str, note_id: NoteId, *, path: str, name: str) -> str | Problem:
    """The text without the note of that id. Comments above it stay."""
    found = _found(text, note_id, path, name)
    if isinstance(found, Problem):
        return found
    return _first_that_reads(found, [old for old in found.deck.notes if old.id != note_id], (found.without(),))


@dataclass(frozen=True, slots=True)
class _Place:
    """A note in the lines of its deck: from `start` to `stop`, exclusive, without the comments that follow it."""

    before: Traced
    deck: Deck
    lines: list[str]
    node: MappingNode
    note: Note
    items: Sequence[Node]
    margin: int
    start: int
    stop: int

    def without(self) -> str:
        if len(self.items) > 1:
            return "".join((*self.lines[: self.start], *self.lines[self.stop :]))
        assert self.before.root is not None
        key = self.before.root.entries["notes"][0].line
        head = re.sub(r"notes\s*:[ \t]*", "notes: []", self.lines[key], count=1)
        return "".join((*self.lines[:key], head, *self.lines[key + 1 : self.start], *self.lines[self.stop :]))

    def with_block(self, note: Note) -> str:
        return self._with(self.start, self.stop, _indented(write_note(note), self.margin))

    def with_entries(self, note: Note) -> str:
        """As it is where the keys of the note do not stand on lines of their own."""
        old, new = note_data(self.note), note_data(note)
        written = dict(self._entries())
        lines = list(self.lines)
        added = "".join(
            write_entry(key, value, self.node.mark.column) for key, value in new.items() if key not in written
        )
        lines[self.stop : self.stop] = self._ended(added)
        for key, (start, stop) in reversed(written.items()):
            if old.get(key) != new.get(key) and key in new:
                lines[start:stop] = self._ended(
                    self._after_dash(start, write_entry(key, new[key], self.node.mark.column))
                )
        return "".join(lines)

    def _after_dash(self, line: int, entry: str) -> str:
        column = self.node.mark.column
        return self.lines[line][:column] + entry[column:] if line == self.node.mark.line else entry

    def _entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each key with its lines, in their order."""
        places = sorted((mark.line, key) for key, (mark, _) in self.node.entries.items())
        ends = [line for line, _ in places[1:]] + [self.stop]
        for (start, key), end in zip(places, ends, strict=True):
            yield key, (start, _trimmed(self.lines, start, end, self.node.mark.column))

    def _with(self, start: int, stop: int, text: str) -> str:
        return "".join((*self.lines[:start], *self._ended(text), *self.lines[stop:]))

    def _ended(self, text: str) -> list[str]:
        """Lines that end as those of the file do."""
        end = "\r\n" if any(line.endswith("\r\n") for line in self.lines) else "\n"
        return [line + end for line in text.splitlines()]


def _found(text: str, note_id: NoteId, path: str, name: str) -> _Place | Problem:
    before = trace(text, path=path, name=name)
    deck, root = before.reading.deck, before.root
    if deck is None or root is None:
        return next((problem for problem in before.reading.problems if problem.is_error), _refusal(path))
    at = next((at for at, note in enumerate(deck.notes) if note.id == note_id), None)
    if at is None:
        return error(path, 0, 0, "no-such-note", f"note {note_id} is not here any more; run the command again")
    notes, node = root.entries["notes"][1], before.nodes[at]
    if not isinstance(notes, SequenceNode):
        return _refusal(path)
    lines = _LINES.findall(text)
    if lines and not lines[-1].endswith(("\r", "\n")):
        lines[-1] += "\n"
    dash, margin = re.compile(rf"\ufeff? {{{notes.mark.column}}}-(?=\s)"), notes.mark.column
    start = next((line for line in range(node.mark.line, -1, -1) if dash.match(lines[line])), None)
    later = [each.mark.line for each in notes.items if each.mark.line > node.mark.line]
    later += [mark.line for mark, _ in root.entries.values() if mark.line > node.mark.line]
    end = min(later, default=len(lines))
    if start is None:
        return _refusal(path)
    while end - 1 > start and dash.match(lines[end - 1]):
        end -= 1  # the dash of the next note stands on a line of its own
    stop = _trimmed(lines, start, end, margin)
    return _Place(before, deck, lines, node, deck.notes[at], notes.items, margin, start, stop)


def _trimmed(lines: Sequence[str], start: int, end: int, margin: int) -> int:
    """The end without blank lines, and without comments that are not indented further than the margin."""
    while end > start + 1 and _stands_apart(lines[end - 1], margin):
        end -= 1
    return end


def _stands_apart(line: str, margin: int) -> bool:
    text = line.lstrip(" ")
    return not text.strip() or (text.startswith("#") and len(line) - len(text) <= margin)


def _indented(text: str, margin: int) -> str:
    return "".join(f"{' ' * margin}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def _first_that_reads(found: _Place, wanted: Sequence[Note], texts: Sequence[str]) -> str | Problem:
    """The first text that a reader takes for the deck with these notes, and no fault come or gone."""
    codes = _codes(found.before.reading.problems)
    for text in texts:
        after = read_text(text, path=found.deck.path, name=found.deck.name)
        if after.deck == replace(found.deck, notes=tuple(wanted)) and _codes(after.problems) == codes:
            return text
    return _refusal(found.deck.path)


def _codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.is_error]


def _refusal(path: str) -> Problem:
    message = "the note cannot be changed here without a change of others; `studycli fmt` writes missing ids down"
    return error(path, 0, 0, "not-changed", message)
