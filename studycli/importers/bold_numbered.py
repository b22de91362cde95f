"""Numbered lines in bold, with an answer below each, labelled or not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from studycli.core.messages import _
from studycli.importers.asking import asks
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading, Item, Listing
from studycli.importers.bold_questions import bold_line
from studycli.importers.disclosure import heading_of
from studycli.importers.document import read
from studycli.importers.entry import Entries, walked
from studycli.importers.finding import Finding, Shape, share
from studycli.importers.gather import BELOW_HEADINGS, finding_of
from studycli.importers.numbering import numbered
from studycli.importers.outline import Outline
from studycli.importers.pieces import ANSWERS, Piece, pieces_of
from studycli.importers.signs import question_labels

_BOLD_LINE = re.compile(r"^[ \t]*(?:\d{1,9}[.)][ \t]+)?(?:\*\*|__)", re.M)
_LEAST_ASKING = 0.5


def find(bank: Bank) -> Finding:
    blocks = list(_opened(read(bank).blocks))
    asked = _asking(blocks)
    pieces = list(pieces_of(blocks))
    labels = sum(not isinstance(piece, Block) and piece.role in ANSWERS for piece in pieces)
    is_labelled = 2 * labels >= len(asked)
    drafts = finding_of(_gathered(pieces if is_labelled else blocks), bank, "", 0.0)
    reason = _("{lines} numbered lines in bold, {answers} with text below").format(
        lines=len(asked), answers=drafts.answers
    )
    asking = share(sum(asks(numbered(heading.text).text) for heading in asked), len(asked))
    is_bank = drafts.answers > 1 and (is_labelled or asking >= _LEAST_ASKING)
    score = share(drafts.answers, len(drafts.drafts)) if is_bank else 0.0
    return Finding(drafts.drafts, reason, score, drafts.problems, drafts.title, drafts.description)


def _lacks(bank: Bank) -> str:
    return "" if _BOLD_LINE.search(bank.text) else _("no line in bold")


def _most(bank: Bank) -> int:
    return 0 if _lacks(bank) else len(_asking(_opened(read(bank).blocks))) + question_labels(bank.text)


BOLD_NUMBERED = Shape("bold-numbered", find, lacks=_lacks, most=_most)


def _gathered(pieces: Sequence[Piece]) -> Entries:
    asked = (at for at, piece in enumerate(pieces) if isinstance(piece, Heading) and piece.level == BELOW_HEADINGS)
    return walked(pieces, Outline(frozenset(asked), frozenset()))


def _asking(blocks: Iterable[Block]) -> list[Heading]:
    return [block for block in blocks if isinstance(block, Heading) and block.level == BELOW_HEADINGS]


def _opened(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        line = bold_line(block)
        if line and numbered(line).number is not None:
            yield replace(heading_of(block.line, line), level=BELOW_HEADINGS)
        elif isinstance(block, Listing) and any(_question(item) for item in block.items):
            yield from _items(block)
        else:
            yield block


def _items(listing: Listing) -> Iterator[Block]:
    for item in listing.items:
        question = _question(item)
        if question:
            yield replace(heading_of(item.line, f"{item.marker} {question}"), level=BELOW_HEADINGS)
            yield from item.blocks[1:]
        else:
            yield Listing(item.line, (item,))


def _question(item: Item) -> str:
    """The bold line that a numbered item begins with."""
    return bold_line(item.blocks[0]) if item.marker[:-1].isdecimal() and item.blocks else ""
