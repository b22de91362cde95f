"""Numbered lists whose items hold a heading, the question, and its answer."""

from collections.abc import Iterator, Sequence

from studycli.core.messages import _
from studycli.importers.asking import asks
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading, Listing
from studycli.importers.document import read
from studycli.importers.finding import Finding, Shape, share
from studycli.importers.gather import Ask, Step, finding_of, gather
from studycli.importers.numbering import numbered
from studycli.importers.signs import headings


def find(bank: Bank) -> Finding:
    found = gather(_steps(read(bank).blocks))
    drafts = finding_of(found, bank, "", 0.0)
    number = len(drafts.drafts)
    reason = _("{items} list items begin with a heading, {answers} with text below").format(
        items=number, answers=drafts.answers
    )
    asking = share(sum(asks(draft.question) for draft in drafts.drafts), number)
    score = share(drafts.answers, number) if drafts.answers > 1 and asking >= 0.3 else 0.0
    return Finding(drafts.drafts, reason, score, drafts.problems, drafts.title, drafts.description)


LIST_HEADINGS = Shape("list-headings", find, most=lambda bank: headings(bank.text))


def _steps(blocks: Sequence[Block]) -> Iterator[Step]:
    for block in blocks:
        if not isinstance(block, Listing) or not _asks(block):
            yield block
            continue
        for item in block.items:
            first, rest = (item.blocks[0], item.blocks[1:]) if item.blocks else (None, ())
            if isinstance(first, Heading):
                number = int(item.marker[:-1]) if item.marker[:-1].isdecimal() else numbered(first.text).number
                yield Ask(first, number, body=rest)
            elif item.blocks:
                yield Listing(item.line, (item,))


def _asks(listing: Listing) -> bool:
    return any(item.blocks and isinstance(item.blocks[0], Heading) for item in listing.items)
