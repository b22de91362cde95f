"""A question as an importer found it, and how drafts become the notes of a deck."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studycli.core.derived_id import derived_ids
from studycli.core.messages import _
from studycli.core.model import Body, Choice, Cloze, MultipleChoice, Note, NoteId, OpenQuestion, Source, Text
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block
from studycli.importers.points import points_of

_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([ \t]{0,3}<?(?!(?:https?|data):)([^)>\s]{1,500})", re.I)
_ENDED = re.compile(r"[^\w\s,，、]\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All texts are Markdown; `answer` is "" for a question without one. `line` counts from 1, `part` too.

    `told_in` are the blocks of answer and explanation that points are read off; only notes need them.
    With `choices` there is no answer; with `is_cloze` the question holds gaps such as `{{c1::hidden}}`.
    """

    question: str
    answer: str
    line: int
    title: str = ""
    explanation: str = ""
    told_in: tuple[Sequence[Block], Sequence[Block]] = ((), ())
    tags: tuple[str, ...] = ()
    section: str = ""
    part: int = 1
    number: int | None = None
    choices: tuple[Choice, ...] = ()
    is_cloze: bool = False
    reversed: bool = False

    @property
    def is_answered(self) -> bool:
        return bool(self.answer.strip() or self.choices or self.is_cloze)


def notes_of(drafts: Sequence[Draft], bank: Bank) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """One note per draft, with its id, and what is odd about their numbers and repeats."""
    ids = derived_ids([Text.plain(draft.question) for draft in drafts], ())
    notes = tuple(_note(name, draft, bank) for name, draft in zip(ids, drafts, strict=True))
    return notes, (*_numbering(drafts, bank), *_repeats(drafts, bank), *_images(drafts, bank), *_cut_off(drafts, bank))


def tag_of(text: str) -> str:
    """A tag without white space, and without marks around it."""
    return re.sub(r"\s+", "-", unicodedata.normalize("NFC", text).strip(" \t\n#*_`，,、;；。：:"))


def _note(name: NoteId, draft: Draft, bank: Bank) -> Note:
    return Note(
        id=name,
        body=_body(draft),
        title=_text("" if _collapsed(draft.title) == _collapsed(draft.question) else draft.title),
        points=tuple(map(Text.plain, points_of(*draft.told_in))),
        explanation=_text(draft.explanation),
        tags=tuple(dict.fromkeys(filter(None, map(tag_of, draft.tags)))),
        sources=(Source(bank.name, draft.section or None, draft.part, draft.number, draft.line),),
        line=draft.line,
    )


def _body(draft: Draft) -> Body:
    question = Text.plain(draft.question)
    if draft.is_cloze:
        return Cloze(question)
    if draft.choices:
        return MultipleChoice(question, draft.choices)
    return OpenQuestion(question, Text.plain(draft.answer), draft.reversed)


def _numbering(drafts: Sequence[Draft], bank: Bank) -> Iterator[Problem]:
    """Gaps and repeats; a section may begin at 1 or go on from the one before."""
    for before, after in pairwise(draft for draft in drafts if draft.number is not None):
        assert before.number is not None and after.number is not None
        starts_anew = after.part != before.part and after.number == 1
        if after.number != before.number + 1 and not starts_anew:
            message = _("question {after} follows question {before}")
            told = message.format(after=after.number, before=before.number)
            yield warning(bank.path, after.line, 0, "numbering", told)


def _repeats(drafts: Sequence[Draft], bank: Bank) -> Iterator[Problem]:
    """Questions that return with the same answer; to merge them is left to the person."""
    seen: dict[tuple[object, ...], int] = {}
    for draft in drafts:
        key = (_collapsed(draft.question), _collapsed(draft.answer), draft.choices)
        first = seen.setdefault(key, draft.line)
        if first != draft.line:
            message = _("the same question and answer as in line {line}; both were kept").format(line=first)
            yield warning(bank.path, draft.line, 0, "duplicate", message)


def _images(drafts: Sequence[Draft], bank: Bank) -> Iterator[Problem]:
    """Pictures beside the bank, which a deck elsewhere will not find."""
    for draft in drafts:
        for found in _IMAGE.finditer(f"{draft.question}\n{draft.answer}\n{draft.explanation}"):
            message = _("the image {image} is named and not copied; put it beside the deck").format(image=found[1])
            yield warning(bank.path, draft.line, 0, "image", message)


def _cut_off(drafts: Sequence[Draft], bank: Bank) -> Iterator[Problem]:
    """A last answer that stops without a stop, where the others have one."""
    ends = [_ENDED.search(draft.explanation or draft.answer) is not None for draft in drafts if draft.answer]
    if len(ends) > 3 and not ends[-1] and sum(ends) >= 0.8 * len(ends):
        message = _("the last answer ends without a stop; was it cut off?")
        yield warning(bank.path, drafts[-1].line, 0, "cut-off", message)


def _text(text: str) -> Text | None:
    return Text.plain(text) if text.strip() else None


def _collapsed(text: str) -> str:
    return " ".join(text.split())
