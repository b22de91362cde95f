"""A document as one flat run of headings, labels and blocks, and which of them begin a question."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from studycli.importers.blocks import Block, Heading, Item, Listing, Paragraph, Quote
from studycli.importers.labels import Label, Role, label_of, split_labels
from studycli.importers.numbering import Numbered, numbered

Piece = Label | Block

ANSWERS = (Role.ANSWER, Role.EITHER, Role.EXPLANATION)


def pieces_of(blocks: Iterable[Block]) -> Iterator[Piece]:
    """The blocks in order; labels stand on their own, and lists and quotes around labels are opened."""
    above = 0
    for block in blocks:
        match block:
            case Heading():
                piece = _heading(block, above)
                above = piece.level if isinstance(piece, Heading) else above
                yield piece
            case Paragraph():
                yield from _paragraph(block)
            case Listing(items=items) if _has_labels(items):
                yield from _items(items)
            case Quote(blocks=inner) if inner and _first_label(inner):
                yield from pieces_of(inner)
            case _:
                yield block


def _heading(heading: Heading, above: int) -> Heading | Label:
    """A heading that says no more than 答案 is a label, if it stands deeper than the one above it."""
    if heading.level <= above:
        return heading
    name = numbered(heading.text)
    label = label_of(name.text, heading.line) or label_of(f"{name.text}:", heading.line)
    if not label or label.is_letter or label.role in (Role.CODE, Role.META):
        return heading
    is_question = label.role is Role.QUESTION or name.number is not None
    return heading if is_question and (label.text or label.number is not None) else label


def _paragraph(paragraph: Paragraph) -> Iterator[Piece]:
    """A paragraph cut before each line that begins with a label; a label keeps the text up to the next one."""
    lines = [
        (paragraph.line + at, piece)
        for at, line in enumerate(paragraph.text.split("\n"))
        for piece in split_labels(line)
    ]
    choices = any(line.lstrip().startswith(("B:", "B：")) for _, line in lines)
    label: Label | None = None
    text: list[tuple[int, str]] = []
    for number, line in lines:
        found = label_of(line, number)
        if found and not (choices and found.is_letter):
            yield from _segment(label, text)
            label, text = found, [(number, found.text)]
        else:
            text.append((number, line))
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


@dataclass(frozen=True, slots=True)
class Outline:
    """Which pieces of a run begin a question: headings, and labels that have no such heading."""

    headings: frozenset[int]
    labels: frozenset[int]


@dataclass(slots=True)
class _Region:
    """A heading, by its index, and what stands below it up to the next heading."""

    at: int
    level: int
    name: Numbered
    answered: bool = False
    pairs: int = 0
    unpaired: int = 0

    @property
    def is_section(self) -> bool:
        """Several questions below it are not its own."""
        return self.pairs > 1 or bool(self.pairs and self.unpaired)


def outline_of(pieces: Sequence[Piece]) -> Outline:
    """Headings that are questions, told by their number and by the labels below them."""
    leading = _leading_labels(pieces)
    regions = list(_regions(pieces, leading))
    headings = frozenset(_question_headings(regions))
    owned = _first_labels_below(pieces, headings)
    return Outline(headings, leading - owned)


def _leading_labels(pieces: Sequence[Piece]) -> frozenset[int]:
    """Question labels that an answer label follows, with no heading or other question in between."""
    found: set[int] = set()
    answered = False
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if isinstance(piece, Heading):
            answered = False
        elif isinstance(piece, Label) and piece.role in ANSWERS:
            answered = True
        elif isinstance(piece, Label) and piece.role is Role.QUESTION:
            found |= {at} if answered else set()
            answered = False
    return frozenset(found)


def _regions(pieces: Sequence[Piece], leading: frozenset[int]) -> Iterator[_Region]:
    region: _Region | None = None
    for at, piece in enumerate(pieces):
        if isinstance(piece, Heading):
            if region:
                yield region
            region = _Region(at, piece.level, numbered(piece.text))
        elif region and isinstance(piece, Label):
            region.unpaired += piece.role is Role.QUESTION and at not in leading and not region.answered
            region.answered |= piece.role in ANSWERS
            region.pairs += at in leading
    if region:
        yield region


def _question_headings(regions: Sequence[_Region]) -> Iterator[int]:
    """A heading with several pairs below it is a section; so is one that has questions beneath it."""
    answered = [region for region in regions if region.answered and not region.is_section]
    levels = {region.level for region in answered}
    if not levels:
        return
    usual = max(sorted(levels), key=[region.level for region in answered].count)
    counted = 2 * sum(region.name.number is not None for region in answered) >= len(answered)
    open_region: _Region | None = None
    for at, region in enumerate(regions):
        if open_region and region.level > open_region.level:
            if not (region.answered and region.name.number is not None and not region.is_section):
                continue
        elif not _may_ask(region, levels, counted) or (not region.answered and _is_section(regions, at, usual)):
            open_region = None
            continue
        open_region = region
        yield region.at


def _may_ask(region: _Region, levels: set[int], counted: bool) -> bool:
    """With an answer of its own always; without one where its siblings are questions and it looks like one."""
    if region.is_section:
        return False
    if region.answered:
        return True
    asks = region.name.number is not None if counted else region.name.text.endswith(("?", "？"))
    return region.level in levels and asks


def _is_section(regions: Sequence[_Region], at: int, usual: int) -> bool:
    """Whether answered headings beneath it are questions in their own right.

    A heading of the usual level owns answers under headings without a number.
    """
    for region in regions[at + 1 :]:
        if region.level <= regions[at].level:
            return False
        if region.answered and (region.name.number is not None or regions[at].level != usual):
            return True
    return False


def _first_labels_below(pieces: Sequence[Piece], headings: frozenset[int]) -> frozenset[int]:
    """The question labels that only repeat the question of the heading above them."""
    found: set[int] = set()
    waiting = False
    for at, piece in enumerate(pieces):
        if at in headings:
            waiting = True
        elif isinstance(piece, Label) and piece.role is Role.QUESTION and waiting:
            found.add(at)
            waiting = False
        elif isinstance(piece, Label) and piece.role in ANSWERS:
            waiting = False
    return frozenset(found)
