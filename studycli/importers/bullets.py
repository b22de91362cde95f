"""Bullets that ask, with the answer in a bullet below, or without any answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studycli.core.messages import _
from studycli.importers.asking import asks
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Item, Listing, Paragraph
from studycli.importers.disclosure import heading_of
from studycli.importers.document import read
from studycli.importers.finding import Finding, Shape, share
from studycli.importers.gather import Ask, Step, finding_of, gather
from studycli.importers.labels import label_of
from studycli.importers.numbering import numbered
from studycli.importers.pieces import ANSWERS
from studycli.importers.signs import list_items

_LINK = re.compile(r"\W*\[[^\[\]]*\]\([^()]*\)\W*")
_FEWEST = 5
_LEAST_ASKING = 0.6


def find(bank: Bank) -> Finding:
    blocks = read(bank).blocks
    items = [item for block in blocks if isinstance(block, Listing) for item in block.items if not _is_link(item)]
    asking = [item for item in items if asks(_question(item))]
    below_answers = 2 * sum(len(item.blocks) > 1 for item in asking) >= len(asking)
    found = gather(_steps(blocks, below_answers=below_answers))
    drafts = finding_of(found, bank, "", 0.0)
    reason = _("{asking} of {bullets} bullets ask, {answers} with an answer below").format(
        asking=len(asking), bullets=len(items), answers=drafts.answers
    )
    is_bank = len(asking) >= _FEWEST and share(len(asking), len(items)) >= _LEAST_ASKING
    # A list of questions alone is a bank too, but any shape that finds answers is likelier.
    score = max(share(drafts.answers, len(drafts.drafts)), 0.5) if is_bank or _are_answered(asking) else 0.0
    return Finding(drafts.drafts, reason, score, drafts.problems, drafts.title, drafts.description)


BULLETS = Shape("bullets", find, most=lambda bank: list_items(bank.text))


def _are_answered(items: Sequence[Item]) -> bool:
    return sum(_answer(item) is not None for item in items) > 1


def _steps(blocks: Sequence[Block], *, below_answers: bool) -> Iterator[Step]:
    for block in blocks:
        if not isinstance(block, Listing) or not any(asks(_question(item)) for item in block.items):
            yield block
            continue
        for item in block.items:
            question = _question(item)
            if _is_link(item) or not (asks(question) or _answer(item)):
                yield Listing(item.line, (item,))
                continue
            answer = _answer(item)
            body = item.blocks[1:]
            if answer is None:
                kept, answer = ((), body) if below_answers and body else (body, ())
            else:
                kept = ()
            number = int(item.marker[:-1]) if item.marker[:-1].isdecimal() else numbered(question).number
            yield Ask(heading_of(item.line, question), number, kept, answer, is_whole=True)


def _question(item: Item) -> str:
    first = item.blocks[0] if item.blocks else None
    return " ".join(first.text.split()) if isinstance(first, Paragraph) else ""


def _is_link(item: Item) -> bool:
    return len(item.blocks) == 1 and _LINK.fullmatch(_question(item)) is not None


def _answer(item: Item) -> tuple[Block, ...] | None:
    """The blocks below a bullet whose first bullet is labelled as the answer, without the label."""
    below = item.blocks[1:]
    first = below[0].items[0] if below and isinstance(below[0], Listing) else None
    if not first or not first.blocks or not isinstance(first.blocks[0], Paragraph):
        return None
    label = label_of(first.blocks[0].text)
    if not label or label.role not in ANSWERS:
        return None
    head = (replace(first.blocks[0], text=label.text),) if label.text else ()
    others = below[0].items[1:] if isinstance(below[0], Listing) else ()
    return (*head, *first.blocks[1:], *((Listing(others[0].line, others),) if others else ()), *below[1:])
