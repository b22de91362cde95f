"""Questions whose answers are folded away in `<details>`: the summary asks, or it says Answer below a question."""

import re
from collections.abc import Iterator, Sequence

from studycli.core.messages import _
from studycli.importers.asking import asks
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading, Listing, Paragraph, Rule
from studycli.importers.disclosure import Fold, folded, heading_of
from studycli.importers.document import read
from studycli.importers.finding import Finding, Shape, share
from studycli.importers.gather import Ask, Step, finding_of, gather
from studycli.importers.labels import Role, label_of
from studycli.importers.numbering import numbered
from studycli.importers.render import render

_SHOWS = re.compile(
    r"\W*(?:(?:click|tap|press|see|show|view|reveal|expand|open|toggle|display|check)\b.{0,20}?)?\b"
    r"(?:the |an |my )?(?:answers?|solutions?|explanations?|show|hide|reveal|show/hide|click me|details?|more)\W*"
    r"(?:here|to expand|and explanation|& explanation)?\W*"
    r"|\W*(?:点击|展开|查看|显示|点我|收起|看)*(?:此处|这里)?(?:查看|展开|显示)?(?:参考|正确|标准)?(?:答案|解答|解析|答)"
    r"(?:[与和及]解析)?\W*",
    re.I,
)
_NO_QUESTION = re.compile(r"\W*(?:table of contents|contents|toc|目录|hints?|提示|see \d+ |.*\btranslations?\b)", re.I)
_PLACEHOLDER = re.compile(
    r"\W*(?:to be (?:completed|done|added)|todo|tbd|wip|coming soon|待补充|待完善|待更新|暂无)\W*", re.I
)

# Manuals fold things away too.
_LEAST_ASKING = 0.5


def find(bank: Bank) -> Finding:
    blocks = folded(read(bank).blocks)
    folds = [block for block in blocks if isinstance(block, Fold)]
    answers = sum(_shows(fold) for fold in folds)
    questions = sum(_asks(fold) for fold in folds)
    steps = _below_questions(blocks) if answers > questions else _by_summary(blocks)
    drafts = finding_of(gather(steps), bank, "", 0.0)
    told = _("{number} of {folds} <details> have a summary that may ask")
    if answers > questions:
        told = _("{number} of {folds} <details> hold the answer to the question above")
    reason = told.format(number=max(answers, questions), folds=len(folds))
    asking = share(sum(asks(draft.question) for draft in drafts.drafts), len(drafts.drafts))
    is_bank = drafts.answers > 1 and (answers > questions or asking >= _LEAST_ASKING)
    score = share(drafts.answers, len(drafts.drafts)) if is_bank else 0.0
    return Finding(drafts.drafts, reason, score, drafts.problems, drafts.title, drafts.description)


def _lacks(bank: Bank) -> str:
    return "" if _most(bank) else _("no <details>")


def _most(bank: Bank) -> int:
    return bank.text.lower().count("<details")


DETAILS = Shape("details", find, lacks=_lacks, most=_most)


def _shows(fold: Fold) -> bool:
    label = label_of(f"{fold.summary}:")
    return bool(_SHOWS.fullmatch(fold.summary)) or bool(label and not label.text and label.role is not Role.QUESTION)


def _asks(fold: Fold) -> bool:
    return bool(fold.summary) and not _shows(fold) and not _NO_QUESTION.match(fold.summary)


def _by_summary(blocks: Sequence[Block | Fold]) -> Iterator[Step]:
    for block in blocks:
        if not isinstance(block, Fold):
            yield block
        elif _asks(block):
            question = heading_of(block.line, block.summary)
            answer = () if _PLACEHOLDER.fullmatch(render(block.blocks)) else block.blocks
            yield Ask(question, numbered(block.summary).number, answer=answer, is_whole=True)
        elif not _NO_QUESTION.match(block.summary):
            yield from block.blocks


def _below_questions(blocks: Sequence[Block | Fold]) -> Iterator[Step]:
    """What stands since the last fold, from its last heading on, asks what the fold answers."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Fold) and _shows(block) and any(not isinstance(one, Rule) for one in run):
            start = max((at for at, one in enumerate(run) if isinstance(one, Heading)), default=0)
            yield from run[:start]
            yield _asked([one for one in run[start:] if not isinstance(one, Rule)], block)
            run = []
        elif not isinstance(block, Fold):
            run.append(block)
        elif not _NO_QUESTION.match(block.summary):
            run += block.blocks
    yield from run


def _asked(question: Sequence[Block], fold: Fold) -> Ask:
    first, rest = question[0], tuple(question[1:])
    answer = tuple(block for block in fold.blocks if not isinstance(block, Rule))
    match first:
        case Heading():
            return Ask(first, numbered(first.text).number, rest, answer, first.level, is_whole=True)
        case Paragraph(line=line, text=text):
            head, _break, tail = text.partition("\n")
            below = (Paragraph(line + 1, tail), *rest) if tail else rest
            return Ask(heading_of(line, head), numbered(head).number, below, answer, is_whole=True)
        case Listing(line=line, items=(item,)) if item.blocks and isinstance(item.blocks[0], Paragraph):
            number = int(item.marker[:-1]) if item.marker[:-1].isdecimal() else None
            text = " ".join(item.blocks[0].text.split())
            return Ask(heading_of(line, text), number, (*item.blocks[1:], *rest), answer, is_whole=True)
        case _:
            return Ask(heading_of(first.line, ""), None, tuple(question), answer, is_whole=True)
