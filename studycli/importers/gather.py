"""Questions gathered from a document whose walker says where each one begins."""

from collections.abc import Iterable
from dataclasses import dataclass

from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading
from studycli.importers.document import read
from studycli.importers.draft import Draft
from studycli.importers.entry import Entries, Part, Walk
from studycli.importers.entry_draft import drafts_of, heading_text, title_of
from studycli.importers.finding import Finding
from studycli.importers.labels import Label, Role
from studycli.importers.outline import Outline
from studycli.importers.outside import intro_of, left_out
from studycli.importers.render import render

# Deeper than any heading: a question that is none stands below them all.
BELOW_HEADINGS = 7


@dataclass(frozen=True, slots=True)
class Ask:
    """A question begins. `answer` is None where what follows answers it; else `body` goes with the question.

    With `is_whole`, text behind it belongs to no question.
    """

    heading: Heading
    number: int | None = None
    body: tuple[Block, ...] = ()
    answer: tuple[Block, ...] | None = None
    level: int = BELOW_HEADINGS
    is_whole: bool = False


Step = Ask | Block


def gather(steps: Iterable[Step]) -> Entries:
    """The questions with what stands below each of them."""
    walk = Walk(Outline(frozenset(), frozenset()))
    for step in steps:
        if not isinstance(step, Ask):
            walk.take(-1, step)
            continue
        walk.begin(step.heading.line, step.heading, step.number, Part(None), step.level)
        assert walk.entry
        for block in step.body:
            walk.add(block)
        if step.answer is not None:
            walk.entry.parts.append(Part(Label(step.heading.line, Role.ANSWER, "answer", "", "")))
        for block in step.answer or ():
            walk.add(block)
        if step.is_whole:
            walk.entry = None
    return walk.found


def finding_of(found: Entries, bank: Bank, reason: str, score: float) -> Finding:
    """What was gathered as drafts, with what was left out."""
    drafts = drafts_of(found.entries)
    mute = [entry for entry, draft in zip(found.entries, drafts, strict=True) if not draft.question.strip()]
    title = title_of(found.entries)
    return Finding(
        tuple(draft for draft in drafts if draft.question.strip()),
        reason,
        score,
        (*read(bank).problems, *left_out(found, mute, bank)),
        heading_text(title) if title else "",
        render(intro_of(found)),
    )


def answered(drafts: Iterable[Draft]) -> int:
    return sum(draft.is_answered for draft in drafts)
