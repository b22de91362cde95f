"""Headings of an org file tagged `:drill:` or `:fc:`, as org-drill and org-fc have them."""

import re
from collections.abc import Iterator
from itertools import count

from studycli.core.messages import _
from studycli.importers.bank import Bank
from studycli.importers.draft import Draft
from studycli.importers.finding import Finding, Shape, no_cards, nothing, share
from studycli.importers.gaps import gap, has_gaps
from studycli.importers.org_tree import Node, nodes_of
from studycli.importers.source_lines import lines_of

_MARKED = re.compile(r"^\*+ .*:(?:drill|fc):", re.M)
_BRACKETS = re.compile(r"`[^`\n]+`|!?\[[^\[\]\n]*\]\([^()\n]*\)|\[([^\[\]|]+)(?:\|{1,2}([^\[\]|]*))?\]")
_BRACES = re.compile(r"\{\{([^{}]+)\}(?:\{([^{}]*)\})?(?:@(\d{1,3}))?\}")
_OWN_TAGS = ("drill", "fc", "suspended", "leech")


def find(bank: Bank) -> Finding:
    if _lacks(bank):
        return nothing(_lacks(bank))
    nodes, keywords = nodes_of(bank.text)
    cards = [node for node in nodes if "drill" in node.tags or "fc" in node.tags]
    drafts = [draft for card in cards for draft in _drafts(card)]
    answers = sum(draft.is_answered for draft in drafts)
    reason = _("{headings} headings with the tag :drill: or :fc:, {answers} with an answer").format(
        headings=len(cards), answers=answers
    )
    score = share(answers, len(drafts)) if answers else 0.0
    lost = [node.line for node in nodes if node.text and not any(map(_is_card, (*node.above, node)))]
    return Finding(tuple(drafts), reason, score, tuple(no_cards(lost, bank.path)), keywords.get("title", ""))


def _lacks(bank: Bank) -> str:
    """Headings in fenced code are examples, and no cards."""
    marked = _MARKED.search(bank.text) and any(
        _MARKED.match(line.text) for line in lines_of(bank.text) if not line.is_code
    )
    return "" if marked else _("no heading with the tag :drill: or :fc:")


ORG = Shape("org", find, weight=2.0, lacks=_lacks)


def _drafts(node: Node) -> Iterator[Draft]:
    fields = _drill(node) if "drill" in node.tags else _flashcard(node)
    question, answer, is_cloze, both = fields
    if not question:
        return
    named = [tag for one in (*node.above, node) for tag in one.tags if tag not in _OWN_TAGS]
    yield Draft(
        question=question,
        answer=answer,
        is_cloze=is_cloze,
        reversed=both,
        title=node.title,
        tags=(*(one.title for one in node.above if not _is_card(one)), *named),
        section=node.above[-1].title if node.above else "",
        line=node.line,
    )


def _is_card(node: Node) -> bool:
    return "drill" in node.tags or "fc" in node.tags


def _drill(node: Node) -> tuple[str, str, bool, bool]:
    """The question, the answer, whether it is a text with gaps, and whether it is asked both ways."""
    kind = node.properties.get("DRILL_CARD_TYPE", "").lower()
    numbers = count(1)
    gapped = _BRACKETS.sub(lambda m: gap(next(numbers), m[1], m[2] or "") if m[1] else m[0], node.text)
    if not node.children and has_gaps(gapped):
        return gapped, "", True, False
    if kind == "twosided" and len(node.children) > 1:
        first, second, *others = node.children
        below = "\n\n".join(filter(None, (second.whole(), *(other.whole() for other in others))))
        return "\n\n".join(filter(None, (node.text, first.whole()))), below, False, True
    if not node.text or not node.children:
        return node.title, node.whole(), False, False
    answer = "\n\n".join(filter(None, (child.whole() for child in node.children)))
    return node.text, answer, False, False


def _flashcard(node: Node) -> tuple[str, str, bool, bool]:
    kind = node.properties.get("FC_TYPE", "normal").lower()
    if kind == "cloze":
        highest = max((int(m[3]) for m in _BRACES.finditer(node.text) if m[3]), default=0)
        numbers = count(highest + 2)
        number = _BRACES.sub(
            lambda m: gap(int(m[3]) + 1 if m[3] else next(numbers), m[1], m[2] or ""), node.text or node.title
        )
        if has_gaps(number):
            return number, "", True, False
    back = next((child for child in node.children if child.title.strip().lower() in ("back", "answer")), None)
    if back:
        return "\n\n".join(filter(None, (node.title, node.text))), back.whole(), False, kind == "double"
    return node.title, node.whole(), False, kind == "double"
