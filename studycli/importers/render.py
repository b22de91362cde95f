"""Blocks back to tidy Markdown: one blank line between blocks, lists indented by their marker's width."""

import itertools
from collections.abc import Iterable
from typing import assert_never

from studycli.importers.blocks import Block, Code, Heading, Html, Item, Listing, Paragraph, Quote, Rule
from studycli.importers.html import markdown_of


def render(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, without a newline at the end; "" for none."""
    return "\n\n".join(text for text in map(_block, blocks) if text.strip())


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, text=text):
            # A hash at the end of the text would be taken for the mark that closes a heading.
            return f"{'#' * level} {text}{' #' * text.endswith('#')}"
        case Paragraph(text=text) | Html(text=text):
            return markdown_of(text)
        case Code(text=text, fence=""):
            return _indented(text.rstrip("\n"), "    ")
        case Code(text=text, fence=fence):
            return f"{fence}\n{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{_closing(fence)}"
        case Rule():
            # Dashes and stars would turn a bullet that holds nothing else into a rule.
            return "___"
        case Quote(blocks=blocks):
            return "\n".join(f"> {line}" if line else ">" for line in render(blocks).split("\n"))
        case Listing(items=items):
            return _listing(items)
        case _:
            assert_never(block)


def _listing(items: tuple[Item, ...]) -> str:
    """Tight unless an item has blocks that a blank line must part."""
    texts = [_item(item) for item in items]
    loose = any(_is_loose(item.blocks) for item in items)
    return ("\n\n" if loose else "\n").join(texts)


def _item(item: Item) -> str:
    pieces: list[str] = []
    for before, block in zip((None, *item.blocks), item.blocks, strict=False):
        if before is not None:
            pieces.append("\n" if _joins(before, block) else "\n\n")
        pieces.append(_block(block))
    lead = f"{item.marker} "
    text = _indented("".join(pieces), " " * len(lead)).removeprefix(" " * len(lead))
    return f"{lead}{text}" if text else item.marker


def _is_loose(blocks: tuple[Block, ...]) -> bool:
    return any(not _joins(before, after) for before, after in itertools.pairwise(blocks))


def _joins(before: Block, after: Block) -> bool:
    """A list may follow its sentence at once, if it is of the kind that may break into a paragraph."""
    if not (isinstance(before, Paragraph) and isinstance(after, Listing) and after.items[0].blocks):
        return False
    return len(after.items[0].marker) == 1 or after.items[0].marker[:-1] == "1"


def _indented(text: str, by: str) -> str:
    return "\n".join(by + line if line else line for line in text.split("\n"))


def _closing(fence: str) -> str:
    return fence[: len(fence) - len(fence.lstrip(fence[0]))]
