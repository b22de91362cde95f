"""One entry of `notes` -> a note, but for its id where none was written: that depends on the other notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studycli.core.cloze import ClozeFault, gap_numbers, parse
from studycli.core.messages import N_, _
from studycli.core.model import Body, Cloze, MultipleChoice, Note, NoteId, OpenQuestion, Text
from studycli.decks import fields
from studycli.decks.nodes import MappingNode
from studycli.decks.report import Mark, Report, excerpt

_FIELDS: Mapping[str, fields.FieldReader] = {
    "id": fields.note_id,
    "title": fields.optional_text,
    "question": fields.text,
    "answer": fields.answer,
    "cloze": fields.text,
    "choices": fields.choices,
    "points": fields.texts,
    "explanation": fields.optional_text,
    "hint": fields.optional_text,
    "pitfalls": fields.texts,
    "aliases": fields.words,
    "tags": fields.tags,
    "references": fields.words,
    "sources": fields.sources,
    "reversed": fields.flag,
}
_BODY_KEYS = ("question", "answer", "cloze", "choices")
_APART = frozenset((*_BODY_KEYS, "reversed", "id"))

_MIXED = (
    "mixed-kinds",
    N_(
        "a note has question and answer, or cloze, or question and choices: not several of them; "
        "remove what does not belong, or make two notes"
    ),
)
_NONE = N_("a note has question and answer, or cloze, or question and choices: this one has none of them; write one")
_ADVICE = {
    (): ("no-question", _NONE),
    ("question",): ("no-answer", N_('a question needs an answer or choices; write one, or `answer: ""` for later')),
    ("answer",): ("no-question", N_("an answer needs its question; write `question`")),
    ("choices",): ("no-question", N_("choices need their question; write `question`")),
    ("question", "answer"): None,
    ("question", "choices"): None,
    ("cloze",): None,
}


@dataclass(slots=True)
class Draft:
    """`values` are by key. `body` may be None where `is_faulty`; `id` is None until one is derived."""

    node: MappingNode
    values: dict[str, Any]
    body: Body | None
    is_faulty: bool
    id: NoteId | None

    @property
    def id_mark(self) -> Mark:
        return self.node.entries["id"][1].mark

    @property
    def prompt(self) -> Text | None:
        return self.values.get("question") or self.values.get("cloze")

    def note(self) -> Note | None:
        if self.id is None or self.body is None or self.is_faulty:
            return None
        # None stands for an empty value: the note then has what it has without the key.
        given = {key: value for key, value in self.values.items() if key not in _APART and value is not None}
        derived = "id" not in self.values
        return Note(id=self.id, body=self.body, line=self.node.mark.line + 1, id_is_derived=derived, **given)


def draft_of(node: MappingNode, report: Report) -> Draft:
    before = report.errors
    values = fields.read_entries(node, _FIELDS, report)
    body = _body(node, values, report)
    return Draft(node, values, body, report.errors > before, values.get("id"))


def _body(node: MappingNode, values: Mapping[str, Any], report: Report) -> Body | None:
    kind = tuple(key for key in _BODY_KEYS if key in values)
    if "reversed" in values and kind != ("question", "answer"):
        mark = node.entries["reversed"][0]
        report.error(mark, "reversed", _("only a note with question and answer can be reversed; remove it"))
    if advice := _ADVICE.get(kind, _MIXED):
        code, message = advice
        report.error(node.mark, code, _(message))
        return None
    if any(values[key] is None for key in kind):
        return None
    match kind:
        case ("cloze",):
            _check_gaps(values["cloze"], node.entries["cloze"][1].mark, report)
            return Cloze(values["cloze"])
        case ("question", "choices"):
            return MultipleChoice(values["question"], values["choices"])
        case _:
            return OpenQuestion(values["question"], values["answer"], bool(values.get("reversed")))


def _check_gaps(text: Text, mark: Mark, report: Report) -> None:
    gaps: dict[tuple[int, ...], str] = {}
    for code, variant in text.variants:
        if not variant.strip():
            continue
        parsed = parse(variant)
        if isinstance(parsed, ClozeFault):
            report.error(mark, "bad-cloze", _told(parsed, variant, code))
            return
        gaps.setdefault(gap_numbers(variant), code)
    if len(gaps) > 1:
        each = (
            _("{code} has {gaps}").format(code=code, gaps=", ".join(f"c{number}" for number in numbers))
            for numbers, code in gaps.items()
        )
        message = _("every language needs the same gaps: {found}").format(found=_("; ").join(each))
        report.error(mark, "gaps-differ", message)


def _told(fault: ClozeFault, text: str, code: str) -> str:
    if code:
        message = _("{fault}, at character {at} of {code} (`{near}`); a gap is written {{{{c1::hidden}}}}")
    else:
        message = _("{fault}, at character {at} (`{near}`); a gap is written {{{{c1::hidden}}}}")
    near = excerpt(text[fault.offset :], 24)
    return message.format(fault=fault.message, at=fault.offset + 1, code=code, near=near)
