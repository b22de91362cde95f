"""Finished blocks of Markdown, and how they stand one under the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    PARAGRAPH = auto()
    HEADING = auto()
    CODE = auto()
    QUOTE = auto()
    BULLETS = auto()
    NUMBERS = auto()
    TABLE = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str


def joined(blocks: Sequence[Block], *, tight: bool = False) -> str:
    """The blocks with blank lines between them; with `tight` only where one would run into the next."""
    pieces: list[str] = []
    for at, block in enumerate(blocks):
        if at:
            pieces.append("\n" if tight and _may_follow(blocks[at - 1], block) else "\n\n")
        pieces.append(block.text)
    return "".join(pieces)


def _may_follow(before: Block, block: Block) -> bool:
    """Whether a block may begin on the next line: a list breaks into a paragraph only if it is no afterthought."""
    if before.kind is not Kind.PARAGRAPH:
        return False
    if block.kind is Kind.NUMBERS:
        return bool(re.match(r"1[.)] \S", block.text))
    breaks_in = block.kind in (Kind.CODE, Kind.QUOTE, Kind.HEADING, Kind.RULE)
    return breaks_in or (block.kind is Kind.BULLETS and block.text[1:3].strip() != "")


def fenced(text: str, language: str) -> Block:
    longest = max((len(run) for run in re.findall("^ *(`{3,})", text, re.M)), default=2)
    fence = "`" * (longest + 1)
    return Block(Kind.CODE, f"{fence}{language}\n{text}\n{fence}" if text else f"{fence}{language}\n{fence}")


def quoted(blocks: Sequence[Block]) -> Block:
    lines = joined(blocks).split("\n")
    return Block(Kind.QUOTE, "\n".join(f"> {line}" if line else ">" for line in lines))


def listed(items: Sequence[Sequence[Block]], *, start: int | None, after: Block | None, loose: bool) -> Block:
    """A list; `start` is its first number, None for bullets; `after` is the block before, which it must not join."""
    kind = Kind.BULLETS if start is None else Kind.NUMBERS
    other = after is not None and after.kind is kind and after.text[:1] != "*" and not re.match(r"\d+\)", after.text)
    lines: list[str] = []
    for at, item in enumerate(items):
        marker = ("*" if other else "-") if start is None else f"{start + at}{')' if other else '.'}"
        lines.append(_item(marker, joined(item, tight=not loose)))
    return Block(kind, ("\n\n" if loose else "\n").join(lines))


def _item(marker: str, text: str) -> str:
    if not text:
        return marker
    margin = " " * (len(marker) + 1)
    lines = text.split("\n")
    return "\n".join([f"{marker} {lines[0]}", *(margin + line if line else line for line in lines[1:])])


def table(rows: Sequence[Sequence[str]], alignments: Sequence[str]) -> Block:
    """The first row is the head; `alignments` are "left", "right", "center" or ""."""
    width = max(map(len, rows))
    rulers = {"left": ":---", "right": "---:", "center": ":---:"}
    ruler = [rulers.get(alignment, "---") for alignment in alignments[:width]]
    lines = ["".join(f"| {cell} " if cell else "| " for cell in (*row, *[""] * (width - len(row)))) for row in rows]
    lines.insert(1, "".join(f"|{rule}" for rule in (*ruler, *["---"] * (width - len(ruler)))))
    return Block(Kind.TABLE, "\n".join(f"{line}|" for line in lines))
