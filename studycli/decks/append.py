"""A note put at the end of a deck's text, all else left as its author wrote it."""

import re
from dataclasses import replace

from studycli.core.messages import _
from studycli.core.model import Note
from studycli.core.problem import Problem, error
from studycli.decks.nodes import MappingNode, SequenceNode
from studycli.decks.reader import read_text, trace
from studycli.decks.writer import write_note

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_EMPTY_LIST = re.compile(r"(notes\s*:)[ \t]*(?:\[[ \t]*\])?")


def append_note(text: str, note: Note, *, path: str, name: str) -> str | Problem:
    """The text with the note as its last; `name` is the deck's. An empty text becomes a deck."""
    if not text.strip("\ufeff \t\r\n"):
        return f"format: 1\nnotes:\n{write_note(note)}"
    before = trace(text, path=path, name=name)
    deck = before.reading.deck
    if deck is None or before.root is None:
        told = (problem for problem in before.reading.problems if problem.is_error)
        return next(told, _refusal(path))
    new = _put(text, before.root, note)
    after = read_text(new, path=path, name=name)
    same_faults = _codes(before.reading.problems) == _codes(after.problems)
    return new if same_faults and after.deck == replace(deck, notes=(*deck.notes, note)) else _refusal(path)


def _put(text: str, root: MappingNode, note: Note) -> str:
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = _LINES.findall(text)
    mark, notes = root.entries["notes"]
    later = [other.line for other, _value in root.entries.values() if other.line > mark.line]
    at = min(later, default=len(lines))
    if lines[at - 1 : at] and not lines[at - 1].endswith(("\r", "\n")):
        lines[at - 1] += line_end
    indent = ""
    if isinstance(notes, SequenceNode) and notes.items:
        indent = " " * notes.mark.column
    else:
        lines[mark.line] = _EMPTY_LIST.sub(r"\1", lines[mark.line], count=1)
    added = "".join(f"{indent}{line}{line_end}" if line else line_end for line in write_note(note).splitlines())
    return "".join((*lines[:at], added, *lines[at:]))


def _codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems if problem.is_error]


def _refusal(path: str) -> Problem:
    message = _("nothing can be added here without a change of what is there; write the note yourself")
    return error(path, 0, 0, "not-added", message)
