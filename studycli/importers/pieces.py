"""A document as one flat run of headings, labels and blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from studycli.importers.blocks import Block, Heading, Item, Listing, Paragraph, Quote
from studycli.importers.labels import Label, Role, label_of, split_labels
from studycli.importers.numbering import numbered

Piece = Label | Block

ANSWERS = (Role.ANSWER, Role.EITHER, Role.EXPLANATION)


def pieces_of(blocks: Sequence[Block]) -> Iterator[Piece]:
    """The blocks in order; labels stand on their own, and lists and quotes around labels are opened."""
    above: Heading | None = None
    for block, after in zip_longest(blocks, blocks[1:]):
        match block:
            case Heading():
                piece = _heading(block, above)
                above = piece if isinstance(piece, Heading) else above
                yield piece
            case Paragraph():
                yield from _paragraph(block, is_choice=_begins_choice(block.text) or _begins_choice(_text_of(after)))
            case Listing(items=items) if _has_labels(items):
                yield from _items(items)
            case Quote(blocks=inner) if inner and _first_label(inner):
                yield from pieces_of(inner)
            case _:
                yield block


def _heading(heading: Heading, above: Heading | None) -> Heading | Label:
    """A heading that says no more than 答案 is a label, if it stands deeper than the one above it.

    As deep will do for an answer below a number, as in `## Q1. …` over `## Answer`.
    """
    name = numbered(heading.text)
    label = label_of(name.text, heading.line) or label_of(f"{name.text}:", heading.line)
    if not label or label.is_letter or label.role in (Role.CODE, Role.META):
        return heading
    if above and heading.level <= above.level and not _answers(label, heading, above):
        return heading
    is_question = label.role is Role.QUESTION or name.number is not None
    return heading if is_question and (label.text or label.number is not None) else label


def _answers(label: Label, heading: Heading, above: Heading) -> bool:
    is_answer = label.role in (Role.ANSWER, Role.EITHER)
    return is_answer and heading.level == above.level and numbered(above.text).number is not None


def _text_of(block: Block | None) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _begins_choice(text: str) -> bool:
    """Whether a line begins with `B:`, which makes an `A:` near it a choice and no label."""
    return re.search(r"^\s{0,3}B[:：]", text, re.M) is not None


def _paragraph(paragraph: Paragraph, *, is_choice: bool) -> Iterator[Piece]:
    """A paragraph cut before each line that begins with a label; a label keeps the text up to the next one."""
    label: Label | None = None
    text: list[tuple[int, str]] = []
    for at, line in enumerate(paragraph.text.split("\n"), paragraph.line):
        for piece in split_labels(line):
            found = label_of(piece, at)
            if found and not (is_choice and found.is_letter):
                yield from _segment(label, text)
                label, text = found, [(at, found.text)]
            else:
                text.append((at, piece))
    yield from _segment(label, text)


def _segment(label: Label | None, lines: Sequence[tuple[int, str]]) -> Iterator[Piece]:
    """What a label says, or a paragraph without one; only the first line belongs to a label such as 难度."""
    own = 1 if label and label.role is Role.META else len(lines) if label else 0
    if label:
        yield replace(label, text="\n".join(line for _, line in lines[:own]).strip())
    rest = "\n".join(line for _, line in lines[own:]).strip()
    if rest:
        yield Paragraph(lines[own][0], rest)


def _items(items: Sequence[Item]) -> Iterator[Piece]:
    """Items that begin with a label become pieces of their own; the others stay a list."""
    plain: list[Item] = []
    for item in items:
        if not _first_label(item.blocks):
            plain.append(item)
            continue
        yield from _listing(plain)
        plain = []
        yield from _opened(item)
    yield from _listing(plain)


def _listing(items: Sequence[Item]) -> Iterator[Listing]:
    if items:
        yield Listing(items[0].line, tuple(items))


def _opened(item: Item) -> Iterator[Piece]:
    """An item's pieces; its number in the list becomes that of its question."""
    number = int(item.marker[:-1]) if item.marker[:-1].isdecimal() else None
    for piece in pieces_of(item.blocks):
        if isinstance(piece, Label) and piece.role is Role.QUESTION and piece.number is None:
            yield replace(piece, number=number)
        else:
            yield piece


def _has_labels(items: Sequence[Item]) -> bool:
    labels = (_first_label(item.blocks) for item in items)
    return any(label and label.role in (Role.QUESTION, Role.ANSWER) for label in labels)


def _first_label(blocks: Sequence[Block]) -> Label | None:
    if not blocks or not isinstance(blocks[0], Paragraph):
        return None
    label = label_of(blocks[0].text.split("\n", 1)[0])
    return None if label and (label.is_letter or label.role in (Role.CODE, Role.META)) else label
