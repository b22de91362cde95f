"""Lines in bold that ask, with the answer below each."""

import re
from collections.abc import Iterator, Sequence

from studycli.core.messages import _
from studycli.importers.asking import ends_asking
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Paragraph
from studycli.importers.disclosure import heading_of
from studycli.importers.document import read
from studycli.importers.finding import Finding, Shape, share
from studycli.importers.gather import Ask, Step, finding_of, gather
from studycli.importers.numbering import numbered

_BOLD = re.compile(r"(?:\d{1,4}[.、)]\s*)?(\*\*|__)(?P<text>.+?)\1\W{0,12}", re.S)
_FEWEST = 5
_LEAST_ASKING = 0.7


def bold_line(block: Block) -> str:
    """What a paragraph says that is bold from end to end, else ""."""
    text = block.text if isinstance(block, Paragraph) else ""
    found = _BOLD.fullmatch(text.strip())
    return "" if not found or found[1] in found["text"] else " ".join(text.replace(found[1], "").split())


def find(bank: Bank) -> Finding:
    blocks = read(bank).blocks
    lines = [line for line in map(bold_line, blocks) if line]
    asking = sum(map(ends_asking, lines))
    drafts = finding_of(gather(_steps(blocks)), bank, "", 0.0)
    reason = _("{asking} of {lines} lines in bold end in a question mark, {answers} with text below").format(
        asking=asking, lines=len(lines), answers=drafts.answers
    )
    is_bank = asking >= _FEWEST and share(asking, len(lines)) >= _LEAST_ASKING and drafts.answers > 1
    score = share(drafts.answers, asking) if is_bank else 0.0
    return Finding(drafts.drafts, reason, score, drafts.problems, drafts.title, drafts.description)


def _most(bank: Bank) -> int:
    """Each of its questions ends in a mark, and is in bold."""
    return bank.text.count("?") + bank.text.count("？") if "**" in bank.text or "__" in bank.text else 0


BOLD_QUESTIONS = Shape("bold-questions", find, most=_most)


def _steps(blocks: Sequence[Block]) -> Iterator[Step]:
    for block in blocks:
        line = bold_line(block)
        if line and ends_asking(line):
            yield Ask(heading_of(block.line, line), numbered(line).number)
        else:
            yield block
