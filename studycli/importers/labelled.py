"""Banks that label their answers: numbered headings with 题目/答案/解析 below them, or the labels alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from studycli.core.messages import _
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.document import read
from studycli.importers.draft import notes_of
from studycli.importers.entry import Entries, Entry, entries_of
from studycli.importers.entry_draft import drafts_of, heading_text, title_of
from studycli.importers.fields import fields_of
from studycli.importers.importer import LEAST_SCORE, Extraction, Sniff
from studycli.importers.numbering import numbered
from studycli.importers.outside import intro_of, left_out
from studycli.importers.pieces import ANSWERS
from studycli.importers.render import render
from studycli.importers.signs import answer_labels, explanation_labels

# A label says more than a place: other shapes need twice as many answers to be surer.
_WEIGHT = 2.0
_FEWEST_UNANSWERED = 4


@dataclass(frozen=True, slots=True)
class Labelled:
    """Questions under headings (`by_heading`), or led by a label such as 题目 or Question."""

    shape: str
    by_heading: bool

    def at_most(self, bank: Bank) -> float:
        return (answer_labels(bank.text) + explanation_labels(bank.text)) * _WEIGHT

    def sniff(self, bank: Bank) -> Sniff:
        """The share of questions with an answer; two answers are needed, for one may be chance."""
        found = entries_of(bank)
        entries = [entry for entry in found.entries if bool(entry.heading) is self.by_heading]
        answers = sum(entry.has(*ANSWERS) for entry in entries)
        questions = _asking(found, entries) if self.by_heading else len(entries)
        told = _("an answer label such as 答案： or Answer: after {answers} of {questions} question labels")
        if self.by_heading:
            told = _("an answer label such as 答案： or Answer: after {answers} of {questions} question headings")
        reason = told.format(answers=answers, questions=questions)
        score = answers / questions if answers > 1 else LEAST_SCORE * self._only_asks(entries)
        return Sniff(score, questions, answers, reason, _WEIGHT)

    def _only_asks(self, entries: list[Entry]) -> bool:
        """Whether many questions are labelled, and no answer: a bank to be filled in, if no other shape fits."""
        return not self.by_heading and len(entries) >= _FEWEST_UNANSWERED

    def extract(self, bank: Bank) -> Extraction:
        """Every labelled question, whether it stands under a heading or not."""
        found = entries_of(bank)
        drafts = drafts_of(found.entries)
        notes, problems = notes_of([draft for draft in drafts if draft.question], bank)
        mute = [entry for entry, draft in zip(found.entries, drafts, strict=True) if not draft.question]
        title = title_of(found.entries)
        told = (*read(bank).problems, *problems, *_unlabelled(found.entries, bank), *left_out(found, mute, bank))
        name = heading_text(title) if title else PurePath(bank.name).stem
        return Extraction(name, notes, told, render(intro_of(found)))


LABELLED = Labelled("labelled", by_heading=True)
LABEL_ONLY = Labelled("label-only", by_heading=False)


def _asking(found: Entries, entries: list[Entry]) -> int:
    """How many headings ask: where numbers do not tell, all of the level that most questions have."""
    numbers = sum(entry.number is not None for entry in entries)
    if not entries:
        return sum(numbered(heading.text).number is not None for heading in found.headings)
    if 2 * numbers >= len(entries):
        return len(entries)
    levels = Counter(entry.heading.level for entry in entries if entry.heading)
    usual = levels.most_common(1)[0][0]
    sections = {section.line for entry in entries for section in entry.sections}
    peers = sum(heading.level == usual and heading.line not in sections for heading in found.headings)
    return max(len(entries), peers)


def _unlabelled(entries: list[Entry], bank: Bank) -> Iterator[Problem]:
    for entry in entries:
        fields = fields_of(entry)
        if not fields.is_labelled and fields.answer:
            message = _("no answer label below this heading; all of its text was taken for the answer")
            yield warning(bank.path, entry.line, 0, "no-label", message)
