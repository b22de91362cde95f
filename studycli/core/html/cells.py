"""Blocks where no line may end: in the cells of a table and in headings."""

import re
from collections.abc import Sequence

from studycli.core.formula import Formula, split
from studycli.core.html.blocks import Block, Kind

BREAK = "\\\n"
_BROKEN = re.compile(r"(?<!\\)((?:\\\\)*+)\\\n")


def fits(blocks: Sequence[Block]) -> bool:
    return all(block.kind is Kind.PARAGRAPH for block in blocks)


def one_line(blocks: Sequence[Block]) -> str:
    """Paragraphs where no line may end: a break is then the tag that our own readers know."""
    line = "<br>".join(_BROKEN.sub(r"\1<br>", block.text).replace("\n", " ") for block in blocks)
    # The tag is hidden from the parser when a card is rendered, and a mark that it touches might not end there.
    return re.sub(r"([*~])<br>", r"\1 <br>", line)


def barred(line: str) -> str:
    """The line with its bars escaped, but for formulas, in which they would become other signs."""
    return "".join(
        piece.source if isinstance(piece, Formula) else piece.source.replace("|", "\\|") for piece in split(line)
    )
