"""A note of anybody's type as a note of a deck: the front of its first card asks, its other fields answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from studycli.anki import cloze_marks
from studycli.anki.card_files import CardFiles
from studycli.anki.note_types import NoteType, Template
from studycli.anki.template import Part, Use, shown, switches, uses, words
from studycli.core.html.markdown import markdown_of
from studycli.core.messages import _
from studycli.core.model import Body, Cloze, OpenQuestion, Text

_EMPTY = re.compile(r"(?:\s|&nbsp;|</?(?:br|div|p|span)\s*/?>)*+")
_FURIGANA = re.compile(r" ?([^\s<>\[\]]{1,60})\[(?!sound:)([^\[\]<>]{1,60})\]")
_READINGS = {"furigana": r"\1（\2）", "kanji": r"\1", "kana": r"\2"}
_NOT_ONE_LINE = re.compile(r"\n|[-+*>#|`~]|\d+[.)]\s|!\[|\$\$")


@dataclass(frozen=True, slots=True)
class Made:
    """What a note became; `lost` is what of it could not be kept."""

    body: Body
    explanation: str = ""
    hint: str = ""
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One note: its fields as HTML by their names, only those with something in them."""

    type: NoteType
    values: Mapping[str, str]
    files: CardFiles
    lost: list[str] = field(default_factory=list)

    def html(self, use: Use) -> str:
        value = self.values.get(use.name, "")
        for name, reading in _READINGS.items():
            if name in use.filters:
                value = _FURIGANA.sub(reading, value)
        return cloze_marks.marked(value, self.lost) if use.is_cloze else value

    def markdown(self, use: Use) -> str:
        return markdown_of(self.html(use), self.files)


def foreign_note(type_: NoteType, fields: Sequence[str], files: CardFiles) -> Made | str:
    """The note, or why there is none."""
    if type_.is_occlusion:
        return _("masks over a picture cannot be asked in a terminal")
    values = {name: value for name, value in zip(type_.fields, fields, strict=False) if not _EMPTY.fullmatch(value)}
    reading = _Reading(type_, values, files)
    templates = type_.templates or (_plain_template(type_),)
    cards = [card for template in templates if (card := _card(template, values))]
    if not cards:
        return _("no card comes of it: what its front shows is empty")
    idle = switches([text for each in templates for text in (each.front, each.back)])
    return _made(reading, cards[0], cards[1:], idle)


@dataclass(frozen=True, slots=True)
class _Card:
    """What is seen of a card, and the filled fields on either side."""

    front: list[Part]
    asked: list[Use]
    told: list[Use]


def _card(template: Template, values: Mapping[str, str]) -> _Card | None:
    front, back = shown(template.front, values), shown(template.back, values)
    asked = uses(front, values)
    return _Card(front, asked, uses(back, values)) if asked else None


def _plain_template(type_: NoteType) -> Template:
    """For packages that lack the templates: the first field asks."""
    first, *others = type_.fields or ("",)
    back = "".join(f"<div>{{{{{name}}}}}</div>" for name in others)
    return Template(f"{{{{{'cloze:' if type_.is_cloze else ''}{first}}}}}", back)


def _made(reading: _Reading, card: _Card, others: Sequence[_Card], idle: frozenset[str]) -> Made | str:
    asking = [use for use in card.asked if (use.is_cloze or not use.is_typed) and "hint" not in use.filters]
    question = _question(reading, card, asking or card.asked[:1])
    if not question.strip():
        return _("no card comes of it: nothing on its front can be read here")
    hint = _labelled(reading, [use for use in card.asked if "hint" in use.filters])
    answer = _labelled(reading, _rest(reading, card, asking or card.asked[:1], idle))
    if any(use.is_cloze for use in card.asked):
        return _cloze(reading, question, answer, hint)
    turned, more = _reverse(card, others)
    if more:
        message = _("{more} more of its cards, which ask in other ways; their fields are in the answer")
        reading.lost.append(message.format(more=more))
    body = OpenQuestion(Text.plain(question), Text.plain(answer), reversed=turned and bool(answer))
    return Made(body, hint=hint, lost=tuple(reading.lost))


def _question(reading: _Reading, card: _Card, asking: Sequence[Use]) -> str:
    """The fields of the front, with its own words around them where it has any."""
    if not words(card.front):
        return "\n\n".join(filter(None, map(reading.markdown, asking)))
    html = "".join(
        escape(part, quote=False).replace("\n", "<br>") if isinstance(part, str) else reading.html(part)
        for part in card.front
        if isinstance(part, str) or part in asking
    )
    return markdown_of(_lines(html), reading.files)


def _lines(html: str) -> str:
    """Breaks of a template stand for the ends of its blocks, so many of them are one."""
    return re.sub(r"(?:\s|<br>)*<br>(?:\s|<br>)*", "<br>", html.strip())


def _rest(reading: _Reading, card: _Card, asking: Sequence[Use], idle: frozenset[str]) -> list[Use]:
    """The other fields: those of the back in its order, then those that no card shows."""
    asked = {use.name for use in asking} | {use.name for use in card.asked if "hint" in use.filters}
    told = [use for use in card.told if use.name not in asked]
    known = asked | idle | {use.name for use in told}
    return [*told, *(Use(name) for name in reading.type.fields if name in reading.values and name not in known)]


def _labelled(reading: _Reading, rest: Sequence[Use]) -> str:
    """The fields one under the other, each with its name where there are several."""
    texts = [(use.name, text) for use in rest if (text := reading.markdown(Use(use.name, _shown(use))))]
    if len(texts) < 2:
        return texts[0][1] if texts else ""
    return "\n\n".join(_with_name(name, text) for name, text in texts)


def _shown(use: Use) -> tuple[str, ...]:
    """The filters that say how a field reads, not when."""
    return tuple(each for each in use.filters if each in _READINGS)


def _with_name(name: str, text: str) -> str:
    label = re.sub(r"([*_`\\<$])", r"\\\1", name.strip())
    return f"**{label}**\n\n{text}" if _NOT_ONE_LINE.match(text) or "\n" in text else f"**{label}:** {text}"


def _cloze(reading: _Reading, sentence: str, rest: str, hint: str) -> Made | str:
    if gaps := cloze_marks.unmarked(sentence):
        return Made(Cloze(Text.plain(gaps)), rest, hint, tuple(reading.lost))
    whole = cloze_marks.filled(sentence, hide=False)
    if whole == sentence or not whole.strip():
        return _("no card comes of it: it has no gap")
    reading.lost.append(_("its gaps, which cannot be written here; the whole sentence is the answer"))
    body = OpenQuestion(Text.plain(cloze_marks.filled(sentence, hide=True)), Text.plain(whole))
    return Made(body, rest, hint, tuple(reading.lost))


def _reverse(card: _Card, others: Sequence[_Card]) -> tuple[bool, int]:
    """Whether another card asks the other way round, and how many beside it ask in yet another."""
    asked = {use.name for use in card.asked}
    turned = [other for other in others if not asked & {use.name for use in other.asked}]
    return bool(turned), len(others) - bool(turned)
