"""An entry as a draft: its question without number and label, its tags, its fields as Markdown."""

import re
from collections.abc import Iterator, Sequence

from studycli.importers.blocks import Heading
from studycli.importers.choices import chosen
from studycli.importers.draft import Draft
from studycli.importers.entry import Entry
from studycli.importers.fields import fields_of
from studycli.importers.labels import Role, label_of
from studycli.importers.numbering import numbered
from studycli.importers.render import render

_COUNT = r"[\d一二三四五六七八九十百]+"
_CHAPTER = re.compile(rf"(?:第\s*{_COUNT}\s*(?:部分|[章节篇讲])|{_COUNT}\s*[、.．])[\s:：、.．]*")
_BETWEEN_TAGS = re.compile(r"[,，、;；|/\n]+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ANCHOR = re.compile(r"</?a\b[^<>]*>|\{#[\w-]+\}$|(?<!\w):[a-z0-9_+-]{2,40}:(?!\w)", re.I)


def title_of(entries: Sequence[Entry]) -> Heading | None:
    """The heading that all questions stand under."""
    first = next((entry.sections[0] for entry in entries if entry.sections), None)
    return first if all(entry.sections and entry.sections[0] is first for entry in entries) else None


def drafts_of(entries: Sequence[Entry]) -> list[Draft]:
    title = title_of(entries)
    outlined = sum(bool(_outline(entry)) for entry in entries) > 1
    return [_draft(entry, title, outlined) for entry in entries]


def _draft(entry: Entry, title: Heading | None, outlined: bool) -> Draft:
    fields = fields_of(entry)
    picked = chosen(fields.question, fields.answer)
    heading, asked = _heading(entry, outlined), render(picked.question if picked else fields.question)
    explanation = render(fields.explanation)
    return Draft(
        question=asked if asked and entry.has(Role.QUESTION) else "\n\n".join(filter(None, (heading, asked))),
        title=heading,
        answer="" if picked else render(fields.answer),
        choices=picked.choices if picked else (),
        explanation="\n\n".join(filter(None, (picked.explanation if picked else "", explanation))),
        told_in=((), ()) if picked else (fields.answer, fields.explanation),
        tags=(*_section_tags(entry, title), *_meta_tags(entry)),
        section=heading_text(entry.sections[-1]) if entry.sections else "",
        part=entry.part,
        number=entry.number,
        line=entry.line,
    )


def _heading(entry: Entry, outlined: bool) -> str:
    """The question's heading without its number and label; numbers such as `2.1` go where two have one."""
    if not entry.heading:
        return ""
    name = numbered(entry.heading.text)
    text = name.text[len(name.outline) :] if outlined else name.text
    label = label_of(text)
    return label.text if label and label.text else text


def _outline(entry: Entry) -> str:
    return numbered(entry.heading.text).outline if entry.heading else ""


def _section_tags(entry: Entry, title: Heading | None) -> Iterator[str]:
    """The headings above, but for the title, which is the deck's."""
    for section in entry.sections:
        if section is not title:
            text = heading_text(section)
            yield _CHAPTER.sub("", text, count=1) if _CHAPTER.match(text) else text


def _meta_tags(entry: Entry) -> Iterator[str]:
    """Each tag of a 标签 by itself; 难度 and 频率 with their name, as in `难度-中`."""
    for label in entry.meta:
        if label.word in ("标签", "tags"):
            yield from _BETWEEN_TAGS.split(label.text)
        else:
            yield f"{label.word}-{label.text}"


def heading_text(heading: Heading) -> str:
    """A heading as people read it: no bold marks, anchors or addresses."""
    bare = _LINK.sub(r"\1", _ANCHOR.sub("", heading.text))
    return " ".join(re.sub(r"\*\*|__", "", bare).split())
