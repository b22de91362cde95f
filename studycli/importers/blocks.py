"""Markdown as a tree of blocks that know their line in the bank.

Only the block structure is parsed: text inside a paragraph stays as its author wrote it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Lists and quotes below this many levels are kept as plain lines, so that no input is slower than linear.
MAXIMUM_NESTING = 20
# What a text needs for a rule of the parser to find something.
_MARKS = {
    "blockquote": re.compile(">"),
    "fence": re.compile("```|~~~"),
    "heading": re.compile("#"),
    "html_block": re.compile("<"),
    "hr": re.compile(r"[-*_][ \t]*[-*_][ \t]*[-*_][ \t]*(?:\n|\Z)"),
    "lheading": re.compile(r"[-=][ \t]*(?:\n|\Z)"),
}
_BEGINS_BLOCK = re.compile(r"(?:[-+*]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)|>|```|~~~|(?:=+|-+|(?:[-*_][ \t]*){3,})$")


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 to 6; `text` has neither its hashes nor its underline."""

    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """`fence` is what opens it, such as three backticks and `python`, or "" where indentation makes it code."""

    line: int
    text: str
    fence: str = ""


@dataclass(frozen=True, slots=True)
class Html:
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    line: int


@dataclass(frozen=True, slots=True)
class Quote:
    line: int
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Item:
    """`marker` is what stands before it, such as `-` or `3.`."""

    line: int
    marker: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Listing:
    line: int
    items: tuple[Item, ...]


Block = Heading | Paragraph | Code | Html | Rule | Quote | Listing


@dataclass(frozen=True, slots=True)
class Parsed:
    """`code` are the ranges of physical lines, from 0, that fences, indented code and HTML fill."""

    blocks: tuple[Block, ...]
    code: tuple[tuple[int, int, str], ...]


def parse(lines: Sequence[str], numbers: Sequence[int]) -> Parsed:
    """The blocks of some lines; `numbers` says which line of the bank each one is."""
    text = "\n".join(lines)
    tokens = _parser(_idle_rules(text)).parse(text)
    blocks = tuple(_Builder(tokens, lines, numbers).blocks_until(len(tokens)))
    return Parsed(blocks, tuple(_code_ranges(tokens)))


def _idle_rules(text: str) -> tuple[str, ...]:
    """The rules that cannot find anything, as the text has none of their marks: each would look at every line."""
    return tuple(rule for rule, mark in _MARKS.items() if not mark.search(text))


@lru_cache(maxsize=8)
def _parser(idle: tuple[str, ...]) -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Link definitions would vanish from the text. Lines end in LF already, and inline rules are not needed.
    parser = MarkdownIt("commonmark", {"maxNesting": MAXIMUM_NESTING}).disable(["reference", *idle])
    parser.core.ruler.enableOnly(["block"])
    return parser


def _code_ranges(tokens: Sequence["Token"]) -> Iterator[tuple[int, int, str]]:
    for token in tokens:
        if token.type in ("fence", "code_block", "html_block") and token.map:
            yield token.map[0], token.map[1], token.markup


class _Builder:
    """Walks the tokens once, from left to right."""

    def __init__(self, tokens: Sequence["Token"], lines: Sequence[str], numbers: Sequence[int]) -> None:
        self.tokens, self.lines, self.numbers = tokens, lines, numbers
        self.at = 0

    def blocks_until(self, end: int | str) -> Iterator[Block]:
        """The blocks up to an index, or to the closing token of that name, which is eaten."""
        while self.at != end:
            token = self.tokens[self.at]
            self.at += 1
            if token.type == end:
                return
            yield self._block(token)

    def _block(self, token: "Token") -> Block:
        line = self._line(token)
        match token.type:
            case "heading_open":
                return self._heading(token)
            case "paragraph_open":
                return Paragraph(line, self._inline())
            case "fence":
                return Code(line, token.content, token.markup + token.info)
            case "code_block":
                return Code(line, token.content)
            case "html_block":
                return Html(line, token.content.rstrip("\n"))
            case "hr":
                return Rule(line)
            case "blockquote_open":
                return Quote(line, self._children(token, "blockquote_close"))
            case _:
                return Listing(line, tuple(self._items()))

    def _heading(self, token: "Token") -> Block:
        """Text over a line of dashes is a heading only if it looks like one, not if it is the end of a paragraph."""
        text, level = self._inline(), int(token.tag[1])
        if token.markup == "-" and ("\n" in text or text.rstrip("*_").endswith(tuple("。.；;：:"))):
            return Paragraph(self._line(token), text)
        return Heading(self._line(token), level, " ".join(text.split("\n")))

    def _items(self) -> Iterator[Item]:
        while (token := self.tokens[self.at]).type == "list_item_open":
            self.at += 1
            yield Item(self._line(token), token.info + token.markup, self._children(token, "list_item_close"))
        self.at += 1

    def _children(self, token: "Token", closing: str) -> tuple[Block, ...]:
        blocks = tuple(self.blocks_until(closing))
        if blocks or token.level < MAXIMUM_NESTING - 2:
            return blocks
        start, end = token.map or (0, 0)
        raw = "\n".join(line.strip() for line in self.lines[start:end]).strip()
        return (Paragraph(self._line(token), raw),) if raw else ()

    def _inline(self) -> str:
        """The text of a heading or paragraph whose opening token was just read."""
        content = self.tokens[self.at].content
        self.at += 2
        first, *others = content.split("\n")
        return "\n".join([_trimmed(first), *map(_continuation, others)]).rstrip()

    def _line(self, token: "Token") -> int:
        return self.numbers[token.map[0]] if token.map else 0


def _continuation(line: str) -> str:
    """A later line of a paragraph. What would begin a block is indented by four, where it cannot."""
    text = line.lstrip(" \t")
    return f"{'    ' if _BEGINS_BLOCK.match(text) else ''}{_trimmed(text)}"


def _trimmed(line: str) -> str:
    """A line without blanks at its end, but for the two of a hard break."""
    return line.rstrip(" \t") + "  " * line.endswith("  ")
