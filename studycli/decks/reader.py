"""A deck's YAML text -> the deck, and everything that is wrong with it, each with its place."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studycli.core.collector import gc_paused
from studycli.core.derived_id import derived_ids
from studycli.core.messages import _
from studycli.core.model import Deck, Note, NoteId
from studycli.core.problem import Problem, Severity
from studycli.decks import fields
from studycli.decks.encoding import decode
from studycli.decks.nodes import MappingNode, Node, ScalarNode
from studycli.decks.note_reader import Draft, draft_of
from studycli.decks.report import Place, Report

if TYPE_CHECKING:
    from studycli.decks.parse import Parsed

MOST_NOTES = 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """`deck` holds the notes without an error; None where the file cannot be taken for a deck.

    `left_out` counts the notes that have one.
    """

    deck: Deck | None
    problems: tuple[Problem, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Traced:
    """A reading and where it came from, for who edits the text: `nodes` are those of the deck's notes in turn.

    `root` is None where the file is no deck, or the text had to be repaired to read it.
    """

    reading: Reading
    root: MappingNode | None = None
    nodes: tuple[MappingNode, ...] = ()


def read_bytes(data: bytes, *, path: str, name: str) -> Reading:
    """`name` becomes the deck's."""
    text = decode(data, path)
    return Reading(None, (text,)) if isinstance(text, Problem) else trace(text, path=path, name=name).reading


def read_text(text: str, *, path: str, name: str) -> Reading:
    """`name` becomes the deck's."""
    # As bytes, so that the limits and faults are the same.
    return read_bytes(text.encode(errors="surrogatepass"), path=path, name=name)


_FIELDS: Mapping[str, fields.FieldReader] = {
    "format": fields.deck_format,
    "title": fields.optional_text,
    "description": fields.optional_text,
    "tags": fields.tags,
    "notes": fields.notes,
}


def trace(text: str, *, path: str, name: str) -> Traced:
    """The marks of the nodes are those in the text without its byte order mark."""
    # PyYAML takes 14 ms to import, and most commands read no deck.
    from studycli.decks.parse import parse

    with gc_paused():
        parsed = parse(text.removeprefix("\ufeff"))
        return _DeckReader(parsed, Report(path)).read(path, name)


class _DeckReader:
    def __init__(self, parsed: "Parsed", report: Report) -> None:
        self._parsed = parsed
        self._report = report
        errors = (fault for fault in parsed.faults if fault.severity is Severity.ERROR)
        self._fault_places = sorted((fault.mark.line, fault.mark.column) for fault in errors)

    def read(self, path: str, name: str) -> Traced:
        for fault in (*self._parsed.breaks, *self._parsed.faults):
            tell = self._report.error if fault.severity is Severity.ERROR else self._report.warning
            tell(fault.mark, fault.code, fault.message)
        root = self._root()
        values = self._values(root) if root else {}
        if values.get("notes") is None:
            return Traced(Reading(None, self._report.problems()))
        nodes = values.pop("notes")
        found = self._notes(nodes)
        values = {key: value for key, value in values.items() if key != "format" and value is not None}
        deck = Deck(name=name, path=path, notes=tuple(note for _node, note in found), **values)
        reading = Reading(deck, self._report.problems(), left_out=len(nodes) - len(found))
        return Traced(reading, root, tuple(node for node, _note in found)) if self._parsed.is_yaml else Traced(reading)

    def _root(self) -> MappingNode | None:
        root = self._parsed.root
        if isinstance(root, MappingNode):
            return root
        if root is None or (isinstance(root, ScalarNode) and not root.text):
            if self._parsed.is_whole:
                self._report.error(Place(0, 0), "empty-file", _("nothing is written here; begin with `notes:`"))
        else:
            self._report.error(root.mark, "wrong-type", _("a deck is a mapping with `notes`; begin with `notes:`"))
        return None

    def _values(self, root: MappingNode) -> dict[str, Any]:
        if _is_newer(root):
            mark = root.entries["format"][1].mark
            message = _("this deck format is newer than 1; update studycli to read it")
            self._report.error(mark, "newer-format", message)
            return {}
        if "notes" not in root.entries and self._parsed.is_whole:
            message = _("a deck has `notes`; write `notes:` and the notes below it")
            self._report.error(root.mark, "no-notes", message)
        return fields.read_entries(root, _FIELDS, self._report)

    def _notes(self, nodes: list[Node]) -> list[tuple[MappingNode, Note]]:
        if len(nodes) > MOST_NOTES:
            message = _("more than {most:,} notes; the rest is left out, so part the deck into several files")
            self._report.error(nodes[MOST_NOTES].mark, "too-many-notes", message.format(most=MOST_NOTES))
        drafts = [draft for node in nodes[:MOST_NOTES] if (draft := self._draft(node))]
        self._check_doubled_ids(drafts)
        self._derive_ids(drafts)
        return [(draft.node, note) for draft in drafts if (note := draft.note())]

    def _derive_ids(self, drafts: list[Draft]) -> None:
        """Faulty notes get one too, so that mending one does not move the ids of others."""
        written = {draft.id for draft in drafts if draft.id}
        nameless = [(draft, draft.prompt) for draft in drafts if "id" not in draft.values and draft.prompt]
        message = _(
            "no id, so it is studied as {id}; `studycli fmt` writes it down, so that its history outlasts an edit"
        )
        ids = derived_ids([prompt for _draft, prompt in nameless], written)
        for (draft, _prompt), note_id in zip(nameless, ids, strict=True):
            draft.id = note_id
            self._report.warning(draft.node.mark, "missing-id", message.format(id=note_id))

    def _check_doubled_ids(self, drafts: list[Draft]) -> None:
        first: dict[NoteId, Draft] = {}
        for draft in drafts:
            if (note_id := draft.id) is None:
                continue
            other = first.setdefault(note_id, draft)
            if other is not draft:
                message = _("id `{id}` stands on line {first} and on line {line}; give one of the notes another")
                message = message.format(id=note_id, first=other.id_mark.line + 1, line=draft.id_mark.line + 1)
                self._report.error(draft.id_mark, "doubled-id", message)
                draft.is_faulty = True

    def _draft(self, node: Node) -> Draft | None:
        if node.mark.line in self._parsed.lost:
            return None
        if not isinstance(node, MappingNode):
            message = _("a note is a mapping such as `question: …` and `answer: …`")
            self._report.error(node.mark, "wrong-type", message)
            return None
        draft = draft_of(node, self._report)
        draft.is_faulty = draft.is_faulty or self._holds_fault(node)
        return draft

    def _holds_fault(self, node: MappingNode) -> bool:
        places = self._fault_places
        at = bisect_left(places, (node.mark.line, node.mark.column))
        return at < len(places) and places[at] < (node.end.line, node.end.column)


def _is_newer(root: MappingNode) -> bool:
    _mark, node = root.entries.get("format", (None, None))
    return isinstance(node, ScalarNode) and re.fullmatch("[1-9][0-9]{0,8}", node.text) is not None and node.text != "1"
