"""Headings of level 2 as fronts, their text as backs, as mdanki has them; a lone `%` ends a longer front."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from studycli.core.messages import _
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading, Paragraph, Rule
from studycli.importers.document import read
from studycli.importers.draft import Draft
from studycli.importers.entry_draft import heading_text
from studycli.importers.finding import Finding, Shape, no_cards, share
from studycli.importers.render import render

_TAGS = re.compile(r"(?:\[#[^\[\]]+\]\([^()]*\)\s*)+")
_TAG = re.compile(r"\[#([^\[\]]+)\]")


@dataclass(slots=True)
class _Card:
    heading: Heading
    front: list[Block] = field(default_factory=list)
    back: list[Block] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def find(bank: Bank) -> Finding:
    document = read(bank)
    lost: list[int] = []
    cards = list(_cards(document.blocks, lost))
    drafts = tuple(_draft(card) for card in cards)
    signs = sum(bool(card.tags) + bool(card.front) for card in cards)
    answers = sum(draft.is_answered for draft in drafts)
    reason = _("{signs} lines of % or [#tag] below {headings} headings of level 2").format(
        signs=signs, headings=len(cards)
    )
    title = next((heading_text(one) for one in document.blocks if isinstance(one, Heading) and one.level == 1), "")
    return Finding(
        drafts,
        reason,
        share(answers, len(drafts)) if signs else 0.0,
        (*document.problems, *no_cards(lost, bank.path)),
        title,
    )


def _lacks(bank: Bank) -> str:
    return "" if re.search(r"^(?:%|\[#.*)\s*$", bank.text, re.M) else _("no line of % or [#tag]")


MDANKI = Shape("mdanki", find, weight=2.0, lacks=_lacks)


def _cards(blocks: Sequence[Block], lost: list[int]) -> Iterator[_Card]:
    card: _Card | None = None
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            if card:
                yield card
            card = _Card(block) if block.level == 2 else None
        elif not card:
            lost.append(block.line)
        elif isinstance(block, Rule):
            continue
        elif isinstance(block, Paragraph) and _TAGS.fullmatch(block.text):
            card.tags += _TAG.findall(block.text)
        elif isinstance(block, Paragraph) and block.text == "%" and not card.front:
            card.front, card.back = card.back, []
        else:
            card.back.append(block)
    if card:
        yield card


def _draft(card: _Card) -> Draft:
    return Draft(
        question="\n\n".join(filter(None, (heading_text(card.heading), render(card.front)))),
        answer=render(card.back),
        told_in=(card.back, ()),
        tags=tuple(card.tags),
        line=card.heading.line,
    )
