"""Multiple choice in a question: its options by letter, and the answer that names the right ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studycli.core.model import Choice, Text
from studycli.importers.blocks import Block, Heading, Item, Listing, Paragraph
from studycli.importers.render import render

_OPTION = re.compile(r"(?:\*\*)?[(（]?([A-Ha-h])(?:\*\*)?\s{0,2}[.:：、)）](?:\*\*)?\s*(?=\S)")
_LINE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*)?[(（]?([A-H])(?:\*\*)?[ ]{0,2}[.:：、)）](?:\*\*)?[ \t]*(\S.*)")
_NAMED = re.compile(
    r"[*_#\s✅✔]*(?P<told>(?:the\s+)?(?:correct\s+|right\s+)?(?:answers?|options?|ans|正确答案|参考答案|答案|正确选项|选)"
    r"[*_\s]*(?:\bis\b|\bare\b|是|为)?[*_\s]*[:：]?)?[*_\s(（]*"
    r"(?P<letters>[A-H](?:(?:\s*[,，、/&和]\s*|\s+and\s+)?[A-H])*|[a-h])(?![\w'’])(?P<close>[)）*_]*)"
    r"(?P<stop>[ \t]*(?:[.。:：、,，;；-]|\n|$)|[ \t]+[(（-])?[ \t]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question's blocks without its options, and what the answer says beyond their letters."""

    question: tuple[Block, ...]
    choices: tuple[Choice, ...]
    explanation: str


def chosen(question: Sequence[Block], answer: Sequence[Block]) -> Chosen | None:
    """The multiple choice in these blocks, or None where options or the right letters are missing."""
    question = _joined(question)
    found = next((at for at, block in enumerate(question) if len(_options(block)) > 1), None)
    if found is None or not answer:
        return None
    options = _options(question[found])
    named = _named(answer[0])
    if not named or not named[0] <= options.keys():
        return None
    letters, rest = named
    choices = tuple(Choice(Text.plain(text), letter in letters) for letter, text in options.items())
    kept = (Paragraph(answer[0].line, rest), *answer[1:]) if rest else tuple(answer[1:])
    return Chosen((*question[:found], *question[found + 1 :]), choices, render(kept))


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with options that stand in paragraphs of their own in one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if _is_option(block) and isinstance(last, Paragraph) and isinstance(block, Paragraph) and _is_option(last):
            joined[-1] = Paragraph(last.line, f"{last.text}\n{block.text}")
        else:
            joined.append(block)
    return joined


def _is_option(block: Block) -> bool:
    return isinstance(block, Paragraph) and _LINE.match(block.text) is not None


def _options(block: Block) -> dict[str, str]:
    """The options of a list or a paragraph by letter; {} unless the letters count up from A."""
    pairs: list[tuple[str, str]] = []
    match block:
        case Listing(items=items):
            pairs = [pair for item in items for pair in _of_item(item)]
            pairs = pairs if len(pairs) >= len(items) else []
        case Paragraph(text=text):
            lines = text.split("\n")
            pairs = [(found[1], found[2].strip()) for line in lines if (found := _LINE.fullmatch(line.rstrip()))]
            pairs = pairs if len(pairs) == len(lines) else []
    letters = [letter.upper() for letter, _ in pairs]
    return dict(zip(letters, (text for _, text in pairs), strict=True)) if _count_up(letters) else {}


def _of_item(item: Item) -> list[tuple[str, str]]:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return []
    found = _OPTION.match(first.text)
    if not found:
        return []
    rest = Paragraph(first.line, first.text[found.end() :])
    return [(found[1], render((rest, *item.blocks[1:])))]


def _count_up(letters: Sequence[str]) -> bool:
    return len(letters) > 1 and letters == [chr(ord("A") + at) for at in range(len(letters))]


def _named(block: Block) -> tuple[set[str], str] | None:
    """The letters that an answer begins with, and the rest of its first block."""
    text = block.text if isinstance(block, Heading | Paragraph) else ""
    found = _NAMED.match(text)
    if not found or not (found["told"] or found["close"] or found["stop"] is not None):
        return None
    letters = re.sub(r"\band\b", "", found["letters"], flags=re.I)
    return set(re.findall("[A-H]", letters.upper())), text[found.end() :].strip()
