"""One file as one card, its sides parted by a line of `---`, or with gaps such as `{{1::hidden}}`; named by hand."""

import re

from studycli.core.messages import _
from studycli.importers.bank import Bank
from studycli.importers.draft import Draft
from studycli.importers.finding import Finding, Shape
from studycli.importers.gaps import gap, has_gaps
from studycli.importers.source_lines import lines_of

_GAP = re.compile(r"\{\{(?:(\d{1,3})::)?([^{}]+)\}\}")


def find(bank: Bank) -> Finding:
    sides: list[list[str]] = [[]]
    for line in lines_of(bank.text):
        if not line.is_code and line.text.strip() == "---":
            sides.append([])
        else:
            sides[-1].append(line.text)
    texts = [text for side in sides if (text := "\n".join(side).strip())]
    first = 1 + bank.text[: len(bank.text) - len(bank.text.lstrip())].count("\n")
    reason = _("{number} sides parted by ---").format(number=len(texts))
    return Finding(tuple(_drafts(texts, first)), reason, 0.0)


MOCHI = Shape("mochi", find, lacks=lambda _bank: _("--- may be a rule as well; only --shape mochi takes it"))


def _drafts(sides: list[str], line: int) -> list[Draft]:
    if len(sides) > 1:
        return [Draft(question=sides[0], answer="\n\n".join(sides[1:]), line=line)]
    text = _GAP.sub(lambda match: gap(int(match[1] or 1), match[2]), sides[0]) if sides else ""
    return [Draft(question=text, answer="", is_cloze=True, line=line)] if has_gaps(text) else []
