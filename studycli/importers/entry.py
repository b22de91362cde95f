"""One question of a bank with the parts its labels give it, and the walk that gathers them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading, Paragraph, Rule
from studycli.importers.document import read
from studycli.importers.labels import Label, Role
from studycli.importers.numbering import numbered
from studycli.importers.outline import Outline, outline_of
from studycli.importers.pieces import Piece, pieces_of

_LINK_UP = re.compile(r"\W*(?:back to (?:the )?top|回到顶部|返回顶部|返回目录|回到目录)\W*(?:\(#[^)]*\)\W*)?", re.I)


@dataclass(slots=True)
class Part:
    """The blocks under one label; `label` is None for what follows the question's heading."""

    label: Label | None
    blocks: list[Block] = field(default_factory=list)

    @classmethod
    def under(cls, label: Label) -> "Part":
        return cls(label, [Paragraph(label.line, label.text)] if label.text else [])

    @property
    def role(self) -> Role | None:
        return self.label.role if self.label else None


@dataclass(slots=True)
class Entry:
    """One question. `sections` are the headings above it, outermost first; `part` counts sections from 1."""

    line: int
    heading: Heading | None
    sections: tuple[Heading, ...]
    part: int
    number: int | None
    parts: list[Part]
    meta: list[Label] = field(default_factory=list)

    def has(self, *roles: Role) -> bool:
        return any(part.role in roles for part in self.parts)


@dataclass(slots=True)
class Entries:
    """All questions; `intro` stands before the first, `outside` are runs of blocks that belong to none.

    `sections` are all headings that could have questions below them, `links_up` the lines of links to the top.
    """

    entries: list[Entry] = field(default_factory=list)
    intro: list[Block] = field(default_factory=list)
    outside: list[list[Block]] = field(default_factory=list)
    sections: list[Heading] = field(default_factory=list)
    links_up: list[int] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


@lru_cache(maxsize=2)
def entries_of(bank: Bank) -> Entries:
    """The questions of a bank that labels its answers; kept, since two importers ask."""
    pieces = pieces_in(bank)
    return walked(pieces, outline_of(pieces))


@lru_cache(maxsize=2)
def pieces_in(bank: Bank) -> tuple[Piece, ...]:
    """The bank's pieces, which several importers look at."""
    return tuple(pieces_of(read(bank).blocks))


def walked(pieces: Sequence[Piece], outline: Outline) -> Entries:
    """The questions among pieces, by an outline that says which ones ask."""
    walk = Walk(outline)
    for at, piece in enumerate(pieces):
        walk.take(at, piece)
    walk.found.headings = [piece for piece in pieces if isinstance(piece, Heading)]
    return walk.found


class Walk:
    """Takes the pieces of a document one by one."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.found = Entries()
        self.entry: Entry | None = None
        self.sections: tuple[Heading, ...] = ()
        self.loose: list[Block] | None = None

    def take(self, at: int, piece: Piece) -> None:
        match piece:
            case Heading() if at in self.outline.headings:
                name = numbered(piece.text)
                self.begin(piece.line, piece, name.number, Part(None), piece.level)
            case Heading() if self._is_section(piece):
                self._enter(piece)
            case Label(role=Role.META, text=text) if self.entry and text:
                self.entry.meta.append(piece)
            case Label() if at in self.outline.labels or self._asks(piece):
                self.begin(piece.line, None, piece.number, Part.under(piece))
            case Label() if self.entry and self._opens(self.entry, piece):
                self.entry.parts.append(Part.under(piece))
            case Label():
                self.add(Paragraph(piece.line, f"{piece.mark} {piece.text}".strip()))
            case _:
                self.add(piece)

    def begin(self, line: int, heading: Heading | None, number: int | None, first: Part, level: int = 7) -> None:
        sections = tuple(section for section in self.sections if section.level < level)
        before = self.found.entries[-1] if self.found.entries else None
        part = before.part + (_nearest(before.sections) is not _nearest(sections)) if before else 1
        self.entry = Entry(line, heading, sections, part, number, [first])
        self.found.entries.append(self.entry)
        self.loose = None

    def _is_section(self, heading: Heading) -> bool:
        """A heading in an answer is deeper than that of the question."""
        own = self.entry.heading if self.entry else None
        return own is None or heading.level <= own.level

    def _enter(self, heading: Heading) -> None:
        self.sections = (*(section for section in self.sections if section.level < heading.level), heading)
        self.found.sections.append(heading)
        self.entry = None
        self.loose = None
        if not self.found.entries:
            self.found.intro.append(heading)

    def _asks(self, label: Label) -> bool:
        """Whether a question label without an answer begins a question all the same, where the others do."""
        if label.role is not Role.QUESTION:
            return False
        first = self.entry.parts[0].label if self.entry else None
        return self.entry is None or (first is not None and first.word == label.word)

    def _opens(self, entry: Entry, label: Label) -> bool:
        if label.role is Role.QUESTION:
            return not entry.has(Role.QUESTION, Role.ANSWER, Role.EITHER, Role.EXPLANATION)
        if label.role is Role.CODE:
            return not entry.has(Role.ANSWER, Role.EITHER, Role.EXPLANATION)
        return label.role is not Role.META

    def add(self, block: Block) -> None:
        if isinstance(block, Paragraph) and _LINK_UP.fullmatch(block.text):
            self.found.links_up.append(block.line)
        elif self.entry:
            self.entry.parts[-1].blocks.append(block)
        elif not self.found.entries:
            self.found.intro.append(block)
        elif not isinstance(block, Rule):
            if self.loose is None:
                self.loose = []
                self.found.outside.append(self.loose)
            self.loose.append(block)


def _nearest(sections: Sequence[Heading]) -> Heading | None:
    return sections[-1] if sections else None
