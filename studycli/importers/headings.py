"""Headings that ask, with the answer below each and no label between."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studycli.core.messages import _
from studycli.importers.asking import asks, ends_asking
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading, Rule
from studycli.importers.document import read
from studycli.importers.entry import pieces_in
from studycli.importers.finding import Finding, Shape, nothing, share
from studycli.importers.gather import Ask, Step, finding_of, gather
from studycli.importers.labels import Label, Role
from studycli.importers.numbering import numbered
from studycli.importers.signs import headings

# Measured: banks ask in 0.57 to 1.00 of their numbered headings, essays in 0.00 to 0.18 of theirs.
_LEAST_ASKING = 0.5
_LEAST_CONSECUTIVE = 0.6
# Without numbers a question mark has to tell a bank from an essay.
_LEAST_MARKED = 0.8
_FEWEST_MARKED = 4


@dataclass(frozen=True, slots=True)
class _Level:
    """The headings of one level that may ask; `is_counted` where they have numbers."""

    level: int
    headings: tuple[Heading, ...]
    is_counted: bool
    peers: int

    @property
    def asking(self) -> float:
        return share(sum(asks(numbered(heading.text).text) for heading in self.headings), len(self.headings))


def find(bank: Bank) -> Finding:
    blocks = read(bank).blocks
    level = _level(blocks)
    if not level:
        return nothing(_("no heading has a number or a question mark"))
    chosen = {id(heading) for heading in level.headings}
    found = gather(_steps(blocks, chosen))
    drafts = finding_of(found, bank, "", 0.0)
    consecutive = _consecutive(level.headings) if level.is_counted else share(len(level.headings), level.peers)
    told = _("{headings} headings of level {level}, {asking:.0%} of them ask, {answers} with text below")
    if level.is_counted:
        told = _("{headings} numbered headings of level {level}, {asking:.0%} of them ask, {answers} with text below")
    reason = told.format(headings=len(level.headings), level=level.level, asking=level.asking, answers=drafts.answers)
    is_bank = _is_bank(level, consecutive) and drafts.answers > 1 and not _labelled(bank, len(level.headings))
    score = share(drafts.answers, len(level.headings)) * min(1.0, 0.5 + level.asking / 2)
    return Finding(drafts.drafts, reason, score if is_bank else 0.0, drafts.problems, drafts.title, drafts.description)


HEADINGS = Shape("headings", find, most=lambda bank: headings(bank.text))


def _is_bank(level: _Level, consecutive: float) -> bool:
    if level.is_counted:
        return consecutive >= _LEAST_CONSECUTIVE and level.asking >= _LEAST_ASKING
    return consecutive >= _LEAST_MARKED and len(level.headings) >= _FEWEST_MARKED


def _level(blocks: Sequence[Block]) -> _Level | None:
    """The level with most headings that have a number, or end in a question mark."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    counted = [heading for heading in headings if numbered(heading.text).number is not None]
    marked = [heading for heading in headings if ends_asking(heading.text)]
    likely = Counter(heading.level for heading in {id(h): h for h in (*counted, *marked)}.values())
    if not likely:
        return None
    level = max(sorted(likely, reverse=True), key=likely.__getitem__)
    numbers = tuple(heading for heading in counted if heading.level == level)
    peers = [heading for heading in headings if heading.level == level]
    is_counted = 2 * len(numbers) >= likely[level]
    chosen = numbers if is_counted else tuple(heading for heading in marked if heading.level == level)
    return _Level(level, chosen if not is_counted else _with_strays(numbers, counted), is_counted, len(peers))


def _with_strays(numbers: tuple[Heading, ...], counted: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings, and those of another level that stand where a number is missing."""
    missing = {
        _number(before) + step
        for before, after in pairwise(numbers)
        for step in range(1, min(_number(after) - _number(before), 20))
    }
    own = {id(heading) for heading in numbers}
    found = [heading for heading in counted if id(heading) in own or _fills(heading, missing, numbers)]
    return tuple(found)


def _fills(heading: Heading, missing: set[int], numbers: tuple[Heading, ...]) -> bool:
    number = _number(heading)
    if number not in missing or heading.level < numbers[0].level - 1:
        return False
    before = max((own for own in numbers if own.line < heading.line), key=lambda own: own.line, default=None)
    return before is not None and _number(before) == number - 1 and asks(numbered(heading.text).text)


def _number(heading: Heading) -> int:
    return numbered(heading.text).number or 0


def _consecutive(headings: Sequence[Heading]) -> float:
    steps = [(_number(before), _number(after)) for before, after in pairwise(headings)]
    return share(sum(after in (before + 1, 1) for before, after in steps), len(steps)) if steps else 0.0


def _labelled(bank: Bank, questions: int) -> bool:
    """Whether answers have labels, which makes it another shape."""
    answers = sum(isinstance(piece, Label) and piece.role is Role.ANSWER for piece in pieces_in(bank))
    return 2 * answers >= questions


def _steps(blocks: Sequence[Block], chosen: set[int]) -> Iterator[Step]:
    for block in blocks:
        if isinstance(block, Heading) and id(block) in chosen:
            yield Ask(block, numbered(block.text).number, level=block.level)
        elif not isinstance(block, Rule):
            yield block
