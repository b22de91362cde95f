"""Lines that begin with `Q:`, `A:` or `C:`, as hashcards and SuperMemo have them; brackets in a `C:` are gaps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from studycli.core.messages import _
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.draft import Draft
from studycli.importers.finding import Finding, Shape, nothing, share
from studycli.importers.gaps import gap, has_gaps
from studycli.importers.source_lines import Line, lines_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:.*\n){0,60}?)---[ \t]*(?:\n|\Z)")
_NAME = re.compile(r"^name\s*=\s*[\"'](.*?)[\"']\s*$", re.M)
_TAG = re.compile(r"([QAC]):[ \t]?(.*)", re.S)
_BRACKETS = re.compile(r"\\.|\$\$.+?\$\$|\$[^$\n]+\$|`[^`]+`|!\[[^\[\]]*\]\([^()]*\)|\[([^\[\]]+)\](?!\()", re.S)


@dataclass(slots=True)
class _Card:
    """A card as it is read: its letter, and the lines of its fields."""

    line: int
    letter: str
    front: list[str] = field(default_factory=list)
    back: list[str] | None = None

    def add(self, text: str) -> None:
        (self.front if self.back is None else self.back).append(text)


def find(bank: Bank) -> Finding:
    matter = _FRONT_MATTER.match(bank.text)
    text = bank.text[matter.end() :] if matter else bank.text
    first = next((line for line in text.split("\n") if line.strip()), "")
    if not first.startswith(("Q:", "C:")):
        return nothing(_("the first line begins with neither Q: nor C:"))
    problems: list[Problem] = []
    skipped = matter[0].count("\n") if matter else 0
    cards = list(_cards(lines_of(text, skipped + 1), bank.path, problems))
    drafts = [draft for card in cards for draft in _draft(card, bank.path, problems)]
    answers = sum(draft.is_answered for draft in drafts)
    name = _NAME.search(matter[1]) if matter else None
    reason = _("{answers} of {lines} lines with Q: or C: make a card").format(answers=answers, lines=len(cards))
    score = share(answers, len(cards)) if answers else 0.0
    return Finding(tuple(drafts), reason, score, tuple(problems), name[1] if name else "")


HASHCARDS = Shape("hashcards", find, weight=2.0)


def _cards(lines: Iterator[Line], path: str, problems: list[Problem]) -> Iterator[_Card]:
    card: _Card | None = None
    for line in lines:
        tag = None if line.is_code else _TAG.fullmatch(line.text)
        if tag and tag[1] != "A":
            if card:
                yield card
            card = _Card(line.number, tag[1], [tag[2]])
        elif tag and card and card.letter == "Q" and card.back is None:
            card.back = [tag[2]]
        elif not line.is_code and line.text.strip() == "---":
            if card:
                yield card
            card = None
        elif card:
            card.add(line.text)
        elif line.text.strip():
            message = _("no card holds “{text}”").format(text=line.text.strip()[:60])
            problems.append(warning(path, line.number, 0, "left-out", message))
    if card:
        yield card


def _draft(card: _Card, path: str, problems: list[Problem]) -> Iterator[Draft]:
    front, back = "\n".join(card.front).strip(), "\n".join(card.back or ()).strip()
    if not front:
        message = _("nothing stands behind this {letter}:").format(letter=card.letter)
        problems.append(warning(path, card.line, 0, "left-out", message))
        return
    if card.letter == "Q":
        yield Draft(question=front, answer=back, line=card.line)
        return
    numbers = count(1)
    text = _BRACKETS.sub(lambda match: gap(next(numbers), match[1]) if match[1] else match[0], front)
    if has_gaps(text):
        yield Draft(question=text, answer="", is_cloze=True, line=card.line)
    else:
        problems.append(warning(path, card.line, 0, "left-out", _("no gap in brackets in this C:; it is left out")))
