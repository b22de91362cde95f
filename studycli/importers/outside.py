"""What a bank holds outside its questions: an introduction to keep, and text that is left out and told."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from studycli.core.messages import _
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Code, Heading, Html, Listing, Paragraph, Quote, Rule
from studycli.importers.entry import Entries, Entry
from studycli.importers.entry_draft import heading_text
from studycli.importers.render import render

# Contents and badges: links to headings, and pictures that lead somewhere else.
_CONTENTS = re.compile(r"(?:(?:\[TOC\]|\[+[^\[\]]*\]+\(#[^)]*\)|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\))\s*)+", re.I)


def left_out(found: Entries, mute: Sequence[Entry], bank: Bank) -> Iterator[Problem]:
    """Text and headings behind the first question that no note has; `mute` are entries that ask nothing."""
    for entry in mute:
        blocks = [block for part in entry.parts for block in part.blocks]
        message = _("the text from here to line {last} has no question and is left out: “{text}”")
        yield _lost(entry.line, blocks, message, bank)
    for run in found.outside:
        message = _("the text from here to line {last} belongs to no question and is left out: “{text}”")
        yield _lost(run[0].line, run, message, bank)
    if found.links_up:
        message = _("links to the top of the page are left out, {number} in all").format(number=len(found.links_up))
        yield warning(bank.path, found.links_up[0], 0, "left-out", message)
    used = {section.line for entry in found.entries for section in entry.sections}
    for section in found.sections:
        if found.entries and section.line not in used and section.line > found.entries[0].line:
            message = _("no question under “{heading}”").format(heading=heading_text(section))
            yield warning(bank.path, section.line, 0, "left-out", message)


def _lost(line: int, blocks: Sequence[Block], message: str, bank: Bank) -> Problem:
    last, shown = max(line, *map(_last_line, blocks), 0), _shown(render(blocks))
    return warning(bank.path, line, 0, "left-out", message.format(last=last, text=shown))


def _last_line(block: Block) -> int:
    match block:
        case Heading(line=line) | Rule(line=line):
            return line
        case Paragraph(line=line, text=text) | Html(line=line, text=text):
            return line + text.count("\n")
        case Code(line=line, text=text, fence=fence):
            return line + text.count("\n") + (1 if fence else -1)
        case Quote(line=line, blocks=inner):
            return _last_line(inner[-1]) if inner else line
        case Listing(items=items):
            last = items[-1]
            return _last_line(last.blocks[-1]) if last.blocks else last.line
        case _:
            assert_never(block)


def intro_of(found: Entries) -> list[Block]:
    """What stands before the first question, without contents and without headings of sections."""
    used = {section.line for entry in found.entries for section in entry.sections}
    kept: list[Block] = []
    for block in reversed(found.intro if found.entries else ()):
        is_bare = isinstance(block, Heading) and (not kept or isinstance(kept[-1], Heading))
        if not (is_bare or block.line in used or _is_contents(block) or isinstance(block, Rule)):
            kept.append(block)
    return kept[::-1]


def _is_contents(block: Block) -> bool:
    if isinstance(block, Listing):
        return all(_is_contents(inner) for item in block.items for inner in item.blocks)
    return isinstance(block, Paragraph) and bool(_CONTENTS.fullmatch(block.text))


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
