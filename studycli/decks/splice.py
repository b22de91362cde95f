"""Notes of a deck's text changed, put in or taken out; all else stays as its author wrote it, comments and order."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from studycli.core.messages import _
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
    return _first_that_reads(found.before, found.deck, wanted, (found.with_entries(note), found.with_block(note)))


def put_notes(
    text: str,
    changed: Sequence[Note],
    added: Sequence[tuple[NoteId, Note]],
    wanted: Sequence[Note],
    *,
    path: str,
    name: str,
) -> str | Problem:
    """The text with many notes in the places of those of their ids, and others behind the ids they stand with.

    `wanted` are all notes of the deck afterwards.
    """
    before = trace(text, path=path, name=name)
    deck = before.reading.deck
    if deck is None or before.root is None:
        return next((problem for problem in before.reading.problems if problem.is_error), _refusal(path))
    behind: dict[NoteId, str] = {}
    for after, note in added:
        behind[after] = behind.get(after, "") + write_note(note)
    touched = {*behind, *(note.id for note in changed)}
    places = _places(text, before, deck, [at for at, note in enumerate(deck.notes) if note.id in touched])
    if isinstance(places, Problem):
        return places
    new = {note.id: note for note in changed}
    texts = (_joined(places, new, behind, as_block) for as_block in (False, True))
    return _first_that_reads(before, deck, wanted, texts) if places else text


def cut_note(text: str, note_id: NoteId, *, path: str, name: str) -> str | Problem:
    """The text without the note of that id. Comments above it stay."""
    found = _found(text, note_id, path, name)
    if isinstance(found, Problem):
        return found
    wanted = [old for old in found.deck.notes if old.id != note_id]
    return _first_that_reads(found.before, found.deck, wanted, (found.without(),))


class _Edit(NamedTuple):
    """Lines in the place of those from `start` to `stop`, exclusive."""

    start: int
    stop: int
    lines: Sequence[str]


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
    line_end: str

    def without(self) -> str:
        if len(self.items) > 1:
            return "".join((*self.lines[: self.start], *self.lines[self.stop :]))
        assert self.before.root is not None
        key = self.before.root.entries["notes"][0].line
        head = re.sub(r"notes\s*:[ \t]*", "notes: []", self.lines[key], count=1)
        return "".join((*self.lines[:key], head, *self.lines[key + 1 : self.start], *self.lines[self.stop :]))

    def with_block(self, note: Note) -> str:
        return _applied(self.lines, [self.block(note)])

    def with_entries(self, note: Note) -> str:
        """As it is where the keys of the note do not stand on lines of their own."""
        return _applied(self.lines, self.entries(note))

    def block(self, note: Note) -> _Edit:
        return _Edit(self.start, self.stop, self._ended(_indented(write_note(note), self.margin)))

    def entries(self, note: Note) -> list[_Edit]:
        """Only the keys that differ."""
        old, new = note_data(self.note), note_data(note)
        written = dict(self._entries())
        column = self.node.mark.column
        edits: list[_Edit] = []
        for key, (start, stop) in written.items():
            if key in new and old.get(key) != new[key]:
                lines = self._ended(self._after_dash(start, write_entry(key, new[key], column)))
                edits.append(_Edit(start, stop, lines))
            elif key in old and key not in new:
                edits.append(_Edit(start, stop, ()))
        added = "".join(write_entry(key, value, column) for key, value in new.items() if key not in written)
        return [*edits, _Edit(self.stop, self.stop, self._ended(added))]

    def behind(self, text: str) -> _Edit:
        return _Edit(self.stop, self.stop, self._ended(_indented(text, self.margin)))

    @property
    def is_in_lines(self) -> bool:
        """Whether its keys stand on lines of their own."""
        starts = [mark.line for mark, _value in self.node.entries.values()]
        return len(set(starts)) == len(starts) > 1

    def _after_dash(self, line: int, entry: str) -> str:
        column = self.node.mark.column
        return self.lines[line][:column] + entry[column:] if line == self.node.mark.line else entry

    def _entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each key with its lines, in their order."""
        places = sorted((mark.line, key) for key, (mark, _value) in self.node.entries.items())
        ends = [line for line, _key in places[1:]] + [self.stop]
        for (start, key), end in zip(places, ends, strict=True):
            yield key, (start, _trimmed(self.lines, start, end, self.node.mark.column))

    def _ended(self, text: str) -> list[str]:
        """Lines that end as those of the file do."""
        return [line + self.line_end for line in text.splitlines()]


def _applied(lines: Sequence[str], edits: Iterable[_Edit]) -> str:
    """Edits at one place in the order given."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: each[:2]):
        pieces += [*lines[at : edit.start], *edit.lines]
        at = edit.stop
    return "".join([*pieces, *lines[at:]])


def _joined(places: Sequence[_Place], new: Mapping[NoteId, Note], behind: Mapping[NoteId, str], as_block: bool) -> str:
    edits: list[_Edit] = []
    for place in places:
        if note := new.get(place.note.id):
            edits += [place.block(note)] if as_block or not place.is_in_lines else place.entries(note)
        if text := behind.get(place.note.id):
            edits.append(place.behind(text))
    return _applied(places[0].lines, edits) if places else ""


def _found(text: str, note_id: NoteId, path: str, name: str) -> _Place | Problem:
    before = trace(text, path=path, name=name)
    deck = before.reading.deck
    if deck is None or before.root is None:
        return next((problem for problem in before.reading.problems if problem.is_error), _refusal(path))
    at = next((at for at, note in enumerate(deck.notes) if note.id == note_id), None)
    if at is None:
        message = _("note {id} is not here any more; run the command again").format(id=note_id)
        return error(path, 0, 0, "no-such-note", message)
    places = _places(text, before, deck, [at])
    return places if isinstance(places, Problem) else places[0]


def _places(text: str, before: Traced, deck: Deck, wanted: Iterable[int]) -> list[_Place] | Problem:
    """Those of the notes at these places of the deck."""
    assert before.root is not None
    notes = before.root.entries["notes"][1]
    if not isinstance(notes, SequenceNode):
        return _refusal(deck.path)
    lines = _LINES.findall(text)
    if lines and not lines[-1].endswith(("\r", "\n")):
        lines[-1] += "\n"
    line_end = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    dash, margin = re.compile(rf"\ufeff? {{{notes.mark.column}}}-(?=\s)"), notes.mark.column
    begins = sorted(
        [each.mark.line for each in notes.items] + [mark.line for mark, _value in before.root.entries.values()]
    )
    places: list[_Place] = []
    for at in wanted:
        node = before.nodes[at]
        start = next((line for line in range(node.mark.line, -1, -1) if dash.match(lines[line])), None)
        if start is None:
            return _refusal(deck.path)
        later = bisect_right(begins, node.mark.line)
        end = begins[later] if later < len(begins) else len(lines)
        while end - 1 > start and dash.match(lines[end - 1]):
            end -= 1  # the dash of the next note stands on a line of its own
        stop = _trimmed(lines, start, end, margin)
        places.append(_Place(before, deck, lines, node, deck.notes[at], notes.items, margin, start, stop, line_end))
    return places


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


def _first_that_reads(before: Traced, deck: Deck, wanted: Sequence[Note], texts: Iterable[str]) -> str | Problem:
    """The first text that a reader takes for the deck with these notes, and no fault come or gone."""
    codes = _codes(before.reading.problems)
    for text in texts:
        after = read_text(text, path=deck.path, name=deck.name)
        if after.deck == replace(deck, notes=tuple(wanted)) and _codes(after.problems) == codes:
            return text
    return _refusal(deck.path)


def _codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.is_error]


def _refusal(path: str) -> Problem:
    message = _("the note cannot be changed here without a change of others; `studycli fmt` writes missing ids down")
    return error(path, 0, 0, "not-changed", message)
