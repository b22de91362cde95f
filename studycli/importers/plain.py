"""Numbered lines without any mark, with a labelled answer below each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studycli.core.messages import _
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading, Item, Listing, Paragraph
from studycli.importers.disclosure import heading_of
from studycli.importers.document import read
from studycli.importers.entry import Entries, walked
from studycli.importers.finding import Finding, Shape, share
from studycli.importers.gather import BELOW_HEADINGS, finding_of
from studycli.importers.labels import Label, Role
from studycli.importers.numbering import numbered
from studycli.importers.outline import Outline
from studycli.importers.pieces import Piece, pieces_of
from studycli.importers.signs import answer_labels, numbered_lines, question_labels

_ANSWERS = (Role.ANSWER, Role.EITHER)


def find(bank: Bank) -> Finding:
    pieces = list(pieces_of(tuple(_opened(read(bank).blocks))))
    asked = frozenset(_asked(pieces))
    answers = sum(isinstance(piece, Label) and piece.role in _ANSWERS for piece in pieces)
    drafts = finding_of(_gathered(_settled(pieces, asked)), bank, "", 0.0)
    reason = _("{lines} numbered lines before {answers} answer labels").format(lines=len(asked), answers=answers)
    score = share(len(asked), answers) if len(asked) > 1 else 0.0
    return Finding(drafts.drafts, reason, min(1.0, score), drafts.problems, drafts.title, drafts.description)


def _most(bank: Bank) -> int:
    """Numbered lines with an answer label each, two at least; question labels begin questions, too."""
    lines = numbered_lines(bank.text)
    return min(lines, answer_labels(bank.text)) + question_labels(bank.text) if lines > 1 else 0


PLAIN = Shape("plain", find, most=_most)


def _opened(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with each numbered line as a heading below all others, which may turn out to ask."""
    for block in blocks:
        if isinstance(block, Listing) and block.items[0].marker[:-1].isdecimal():
            for item in block.items:
                yield from _item(item)
        elif isinstance(block, Paragraph):
            yield from _lines(block, "")
        else:
            yield block


def _item(item: Item) -> Iterator[Block]:
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph):
        yield from _lines(first, f"{item.marker} ")
        yield from item.blocks[1:]
    else:
        yield Listing(item.line, (item,))


def _lines(paragraph: Paragraph, marker: str) -> Iterator[Block]:
    text: list[str] = []
    line = paragraph.line
    for at, content in enumerate(paragraph.text.split("\n"), paragraph.line):
        shown = f"{marker}{content}" if at == paragraph.line else content.strip()
        if numbered(shown).number is None or not numbered(shown).text:
            text.append(content)
            continue
        if text:
            yield Paragraph(line, "\n".join(text))
        yield replace(heading_of(at, shown), level=BELOW_HEADINGS)
        text, line = [], at + 1
    if text:
        yield Paragraph(line, "\n".join(text))


def _asked(pieces: Sequence[Piece]) -> Iterator[int]:
    """The last numbered line before each answer label."""
    candidate: int | None = None
    for at, piece in enumerate(pieces):
        if isinstance(piece, Heading):
            candidate = at if piece.level == BELOW_HEADINGS else None
        elif isinstance(piece, Label) and piece.role in _ANSWERS and candidate is not None:
            yield candidate
            candidate = None


def _gathered(pieces: Sequence[Piece]) -> Entries:
    asked = (at for at, piece in enumerate(pieces) if isinstance(piece, Heading) and piece.level == BELOW_HEADINGS)
    return walked(pieces, Outline(frozenset(asked), frozenset()))


def _settled(pieces: Sequence[Piece], asked: frozenset[int]) -> list[Piece]:
    """Numbered lines that do not ask as the lists they are."""
    settled: list[Piece] = []
    items: list[Item] = []
    for at, piece in enumerate(pieces):
        line = piece if at in asked else _line(piece)
        if line is not piece and isinstance(line, Listing):
            items += line.items
            continue
        if items:
            settled.append(Listing(items[0].line, tuple(items)))
            items = []
        settled.append(line)
    return [*settled, Listing(items[0].line, tuple(items))] if items else settled


def _line(piece: Piece) -> Piece:
    if not isinstance(piece, Heading) or piece.level != BELOW_HEADINGS:
        return piece
    found = re.match(r"(\d{1,9}[.)])\s+(.*)", piece.text, re.S)
    if not found:
        return Paragraph(piece.line, piece.text)
    return Listing(piece.line, (Item(piece.line, found[1], (Paragraph(piece.line, found[2]),)),))
