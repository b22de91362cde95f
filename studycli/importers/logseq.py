"""Bullets marked `#card` or `[[card]]`, as Logseq has them: the bullets below are the answer, `{{cloze x}}` a gap."""

import re
from collections.abc import Iterator, Sequence

from studycli.core.messages import _
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Item, Listing, Paragraph
from studycli.importers.document import read
from studycli.importers.draft import Draft
from studycli.importers.finding import Finding, Shape, no_cards
from studycli.importers.gaps import gap, has_gaps
from studycli.importers.render import render

_CARD = re.compile(r"\s*(?:(?<!\S)#card(?![\w-])|#?\[\[card\]\])")
_CLOZE = re.compile(r"\{\{cloze\s+([^{}]+(?:\{[^{}]*\}[^{}]*)*)\}\}")
_PROPERTY = re.compile(r"\s*[\w-]+::(?:\s.*)?")


def find(bank: Bank) -> Finding:
    document = read(bank)
    drafts = tuple(draft for item in _cards(document.blocks) for draft in _draft(item))
    reason = _("{number} bullets with #card or [[card]]").format(number=len(drafts))
    lost = list(_lost(document.blocks)) if drafts else []
    return Finding(drafts, reason, 1.0 if drafts else 0.0, (*document.problems, *no_cards(lost, bank.path)))


def _lacks(bank: Bank) -> str:
    return "" if _has_mark(bank.text) else _("no bullet with #card or [[card]]")


LOGSEQ = Shape("logseq", find, weight=4.0, lacks=_lacks)


def _cards(blocks: Sequence[Block]) -> Iterator[Item]:
    """Every bullet that is marked, however deep, in the order of the text."""
    for block in blocks:
        for item in block.items if isinstance(block, Listing) else ():
            if _is_card(item):
                yield item
            yield from _cards(item.blocks)


def _lost(blocks: Sequence[Block]) -> Iterator[int]:
    """The lines of bullets and paragraphs that no card holds."""
    for block in blocks:
        if not isinstance(block, Listing):
            if not (isinstance(block, Paragraph) and all(map(_PROPERTY.fullmatch, block.text.split("\n")))):
                yield block.line
            continue
        for item in block.items:
            if not _is_card(item):
                yield from [item.line] if _lead(item) else []
                yield from _lost(item.blocks[1:])


def _lead(item: Item) -> str:
    """What a bullet says itself, without its properties."""
    first = item.blocks[0] if item.blocks else None
    text = first.text if isinstance(first, Paragraph) else ""
    if "::" not in text:
        return text.strip()
    return "\n".join(line for line in text.split("\n") if not _PROPERTY.fullmatch(line)).strip()


def _is_card(item: Item) -> bool:
    lead = _lead(item)
    return _has_mark(lead) and _CARD.search(lead) is not None


def _has_mark(text: str) -> bool:
    return "#card" in text or "[[card]]" in text


def _draft(item: Item) -> Iterator[Draft]:
    question = _CARD.sub("", _lead(item)).strip()
    below = tuple(_bare(item.blocks[1:]))
    only = below[0].items if len(below) == 1 and isinstance(below[0], Listing) else ()
    answer = only[0].blocks if len(only) == 1 else below
    gapped = _CLOZE.sub(lambda match: gap(1, match[1]), question)
    if _CLOZE.search(question) and has_gaps(gapped):
        yield Draft(question=gapped, answer="", is_cloze=True, explanation=render(answer), line=item.line)
    elif question:
        yield Draft(question=question, answer=render(answer), told_in=(answer, ()), line=item.line)


def _bare(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks without the properties of bullets, and without bullets that are cards of their own."""
    for block in blocks:
        if not isinstance(block, Listing):
            yield block
            continue
        items = [item for item in block.items if not _is_card(item)]
        kept = tuple(Item(item.line, item.marker, _without_properties(item)) for item in items)
        if kept:
            yield Listing(block.line, kept)


def _without_properties(item: Item) -> tuple[Block, ...]:
    lead, first = _lead(item), item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return tuple(_bare(item.blocks))
    head = (Paragraph(first.line, lead),) if lead else ()
    return (*head, *_bare(item.blocks[1:]))
