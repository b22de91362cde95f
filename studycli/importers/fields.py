"""Which blocks of an entry are its question, its answer and its explanation."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from studycli.importers.blocks import Block, Paragraph, Rule
from studycli.importers.entry import Entry, Part
from studycli.importers.labels import Role
from studycli.importers.numbering import numbered
from studycli.importers.pieces import ANSWERS


class _Field(StrEnum):
    QUESTION = auto()
    ANSWER = auto()
    EXPLANATION = auto()


@dataclass(frozen=True, slots=True)
class Fields:
    """`is_labelled` is False where all that follows the heading was taken for the answer."""

    question: tuple[Block, ...]
    answer: tuple[Block, ...]
    explanation: tuple[Block, ...]
    is_labelled: bool = True


def fields_of(entry: Entry) -> Fields:
    """The blocks of each field, without the labels that opened them; a second label in a field stays in it."""
    unlabelled = _is_unlabelled(entry)
    blocks: dict[_Field, list[Block]] = {name: [] for name in _Field}
    opened: set[_Field] = set()
    for part in entry.parts:
        name = _Field.ANSWER if unlabelled else _field(part.role, entry)
        keeps_mark = part.label and (name in opened or (part.role is Role.CODE and name is _Field.QUESTION))
        blocks[name] += _with_mark(part) if keeps_mark else part.blocks
        if part.label:
            opened.add(name)
    question, answer, explanation = (trimmed(blocks[name]) for name in _Field)
    if not answer:
        answer, explanation = explanation, ()
    return Fields(question, answer, explanation, not unlabelled)


def _is_unlabelled(entry: Entry) -> bool:
    """A question's heading with nothing but text below it, in a bank that labels the others."""
    name = numbered(entry.heading.text).text if entry.heading else ""
    return bool(name) and all(part.label is None for part in entry.parts)


def _field(role: Role | None, entry: Entry) -> _Field:
    match role:
        case Role.ANSWER:
            return _Field.ANSWER
        case Role.EITHER:
            return _Field.EXPLANATION if entry.has(Role.ANSWER) else _Field.ANSWER
        case Role.EXPLANATION:
            return _Field.EXPLANATION if entry.has(Role.ANSWER, Role.EITHER) else _Field.ANSWER
        case Role.CODE if not entry.has(*ANSWERS):
            return _Field.ANSWER
        case _:
            return _Field.QUESTION


def _with_mark(part: Part) -> list[Block]:
    assert part.label is not None
    first = Paragraph(part.label.line, f"{part.label.mark} {part.label.text}".strip())
    return [first, *part.blocks[bool(part.label.text) :]]


def trimmed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without rules at either end: those only part one question from the next."""
    start, end = 0, len(blocks)
    while start < end and isinstance(blocks[start], Rule):
        start += 1
    while end > start and isinstance(blocks[end - 1], Rule):
        end -= 1
    return tuple(blocks[start:end])
