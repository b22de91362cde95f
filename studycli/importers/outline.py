"""Which pieces of a document begin a question, told by numbers, labels and levels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studycli.importers.blocks import Heading
from studycli.importers.labels import Label, Role
from studycli.importers.numbering import Numbered, numbered
from studycli.importers.pieces import ANSWERS, Piece


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
