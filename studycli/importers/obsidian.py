"""Cards in notes as Obsidian's spaced repetition has them: `front::back`, a lone `?` between, `==gaps==`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from studycli.core.messages import _
from studycli.importers.bank import Bank
from studycli.importers.draft import Draft
from studycli.importers.finding import Finding, Shape, no_cards
from studycli.importers.gaps import gap, has_gaps
from studycli.importers.source_lines import Line, lines_of

_TAG = re.compile(r"(?<!\S)#flashcards?((?:/[\w-]+)*)(?!\S)")
_SCHEDULE = re.compile(r"(?<![ \t])[ \t]*+<!--SR:.{0,400}?-->")
_CODE = re.compile(r"(?<!`)(`{1,9})(?!`).{1,1000}?(?<!`)\1(?!`)")
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_BETWEEN = re.compile(r"(?<!:)(:{2,3})(?!:)")
# What stands before the two colons of a name in a program.
_NAMESPACE = re.compile(r"\b(?:std|boost|crate|self|super|core|alloc|absl|detail)$")
# A property of a page or a block in Logseq, or a directive of reStructuredText.
_PROPERTY = re.compile(r"\s*[a-z][\w-]*::\s.*|\.\. .*")
_HIGHLIGHT = re.compile(
    r"(?<!`)(`{1,9})(?!`).{1,1000}?(?<!`)\1(?!`)|(?<!=)==(?=[^\s=])((?:(?!==).){1,1000}?)(?<!\s)==(?!=)(?:\^\[([^\[\]]*)\]|\[\^(\d{1,3})\])?",
    re.S,
)
_SIGN = re.compile(r"::|^\?{1,2}$", re.M)
_FEWEST = 3
_LEAST_CARDS = 0.7


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines up to a blank one, below a heading."""

    section: str
    lines: tuple[Line, ...]


def find(bank: Bank) -> Finding:
    tags = list(dict.fromkeys(tag for found in _TAG.finditer(bank.text) for tag in found[1].split("/") if tag))
    groups = list(_groups(bank.text))
    cards = [(group, list(_drafts(group, tags))) for group in groups]
    drafts = [draft for _group, found in cards for draft in found]
    lost = [group.lines[0].number for group, found in cards if not found and not _TAG.fullmatch(_text(group))]
    is_told = bool(_TAG.search(bank.text)) or "<!--SR:" in bank.text
    told = _("no tag #flashcards and {number} cards with ::, a lone ? or ==gaps==")
    if is_told:
        told = _("the tag #flashcards and {number} cards with ::, a lone ? or ==gaps==")
    reason = told.format(number=len(drafts))
    score = 1.0 if drafts and is_told else 0.6 if _is_bank(cards) else 0.0
    return Finding(tuple(drafts), reason, score, tuple(no_cards(lost, bank.path)))


def _lacks(bank: Bank) -> str:
    has_tag = "#flashcard" in bank.text or "<!--SR:" in bank.text
    return "" if has_tag or _likely(bank.text) else _("no tag #flashcards, and few lines with ::")


def _likely(text: str) -> bool:
    return sum(1 for _sign in islice(_SIGN.finditer(text), _FEWEST)) == _FEWEST


OBSIDIAN = Shape("obsidian", find, lacks=_lacks)


def _groups(text: str) -> Iterator[_Group]:
    section = ""
    lines: list[Line] = []
    for line in lines_of(text):
        heading = None if line.is_code else _HEADING.fullmatch(line.text)
        if line.is_code or (line.text.strip() and not heading):
            lines.append(line)
            continue
        if lines:
            yield _Group(section, tuple(lines))
        lines = []
        section = _TAG.sub("", heading[1]).strip() if heading else section
    if lines:
        yield _Group(section, tuple(lines))


def _is_bank(cards: Sequence[tuple[_Group, Sequence[Draft]]]) -> bool:
    """Whether a text without the tag holds cards for the most part: `::` is common in programs too."""
    plain = sum(not draft.is_cloze for _group, found in cards for draft in found)
    return plain >= _FEWEST and sum(bool(found) for _group, found in cards) >= _LEAST_CARDS * len(cards)


def _text(group: _Group) -> str:
    return "\n".join(line.text for line in group.lines).strip()


def _drafts(group: _Group, tags: Sequence[str]) -> Iterator[Draft]:
    at = next((at for at, line in enumerate(group.lines) if not line.is_code and line.text.strip() in ("?", "??")), 0)
    if at:
        front, back = _joined(group.lines[:at]), _joined(group.lines[at + 1 :])
        if front and back:
            yield _draft(group, group.lines[0], front, back, tags, both=group.lines[at].text.strip() == "??")
        return
    found = False
    for line in group.lines:
        for draft in _single(group, line, tags):
            found = True
            yield draft
    text = _joined(group.lines)
    if not found and "==" in text and has_gaps(gapped := _gapped(text)):
        first = group.lines[0].number
        yield Draft(
            question=gapped, answer="", is_cloze=True, line=first, section=group.section, tags=_tags(group, tags)
        )


def _single(group: _Group, line: Line, tags: Sequence[str]) -> Iterator[Draft]:
    """The card on one line; colons in code and in names of programs part nothing."""
    if line.is_code or line.text.startswith(("    ", "\t")) or _PROPERTY.fullmatch(line.text):
        return
    text = _TAG.sub("", _SCHEDULE.sub("", line.text)).strip()
    hidden = _CODE.sub(lambda match: "x" * len(match[0]), text)
    mark = next(
        (
            mark
            for mark in _BETWEEN.finditer(hidden)
            if not _NAMESPACE.search(hidden[max(0, mark.start() - 12) : mark.start()])
            or not re.match(r"\w", hidden[mark.end() : mark.end() + 1])
        ),
        None,
    )
    front, back = (text[: mark.start()].strip(), text[mark.end() :].strip()) if mark else ("", "")
    if mark and front and back:
        yield _draft(group, line, re.sub(r"^[-*+]\s+", "", front), back, tags, both=len(mark[1]) == 3)


def _draft(group: _Group, line: Line, front: str, back: str, tags: Sequence[str], *, both: bool) -> Draft:
    return Draft(
        question=front, answer=back, reversed=both, line=line.number, section=group.section, tags=_tags(group, tags)
    )


def _tags(group: _Group, tags: Sequence[str]) -> tuple[str, ...]:
    return (*tags, group.section) if group.section else tuple(tags)


def _joined(lines: Sequence[Line]) -> str:
    texts = (line.text if line.is_code else _TAG.sub("", _SCHEDULE.sub("", line.text)) for line in lines)
    return "\n".join(texts).strip()


def _gapped(text: str) -> str:
    """Highlights as gaps; those with the same number in a footnote are one."""
    numbers = count(1)
    groups: dict[str, int] = {}

    def replaced(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        number = (
            groups.setdefault(match[4], next(numbers))
            if match[4] and match[4] not in groups
            else (groups[match[4]] if match[4] else next(numbers))
        )
        return gap(number, match[2], match[3] or "")

    return _HIGHLIGHT.sub(replaced, text)
