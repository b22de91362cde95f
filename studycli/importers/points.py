"""What a full answer names, read off its lists: one short statement per item, with the caption it stands under."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from studycli.importers.blocks import Block, Heading, Item, Listing, Paragraph

# In columns; a statement that is longer ends at a comma before it.
_LONGEST = 110
_LONGEST_CAPTION = 40
_LONGEST_PREFIX = 20
_BOLD_LEAD = re.compile(r"\*\*(.+?)\*\*\s*[:：]?\s*", re.S)
_PLAIN_LEAD = re.compile(r"([^。，,;；:：$`\n]{1,40}?)(?:[:：](?=\s|$|[^\x00-\x7f])|：)\s*")
# A clause and what ends it; commas and stops in formulas, code, addresses and brackets end none.
_CLAUSE = re.compile(
    r"((?:\$[^$\n]+\$|`[^`]+`|https?://\S+|[（(][^（）()\n]*[）)]|\.(?=\S)|[^.])+?)([，,。；;！？!?\n]|\.(?!\S)|\Z)"
)
_FARTHEST = 600
_INTRODUCES = re.compile(r"[:：]\s*$")
# Captions that say what kind of thing follows and not what of.
_GENERAL = re.compile(
    r"(?:主要|基本|核心|常见|具体|实现|解决)?(?:概念|定义|结构|作用|应用|应用场景|原理|特点|特性|特征|优点|缺点|优势|劣势|挑战"
    r"|步骤|方法|方式|方案|区别|联系|示例|举例)"
    r"|(?:key |main |basic )?(?:concepts?|definition|structure|purpose|uses?|applications?|principles?|features?"
    r"|advantages?|disadvantages?|pros|cons|benefits|drawbacks|challenges|steps|methods?|examples?)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _List:
    """A list with its caption; `topic` is the last caption before it that says what it is about."""

    topic: str
    caption: str
    items: tuple[Item, ...]


def points_of(answer: Sequence[Block], explanation: Sequence[Block]) -> tuple[str, ...]:
    """The points of the answer's lists, or of the explanation's where the answer has none."""
    lists = list(_lists(answer)) or list(_lists(explanation))
    captions = Counter(found.caption for found in lists if found.caption)
    points = (point for found in lists for point in _points(found, captions))
    return tuple(dict.fromkeys(filter(None, points)))


def _lists(blocks: Iterable[Block]) -> Iterator[_List]:
    caption = topic = ""
    for block in blocks:
        match block:
            case Heading(text=text):
                caption = topic = _plain(text)
            case Paragraph(text=text):
                caption = _caption(text)
                topic = caption if caption and not _is_general(caption) else topic
            case Listing(items=items):
                yield from _opened(items, topic, caption)
                caption = ""


def _opened(items: Sequence[Item], topic: str, caption: str) -> Iterator[_List]:
    """The list itself, and lists of their own for items such as `- **作用：** 包括：`."""
    plain: list[Item] = []
    for item in items:
        inner = _section_items(item)
        if not inner:
            plain.append(item)
            continue
        if plain:
            yield _List(topic, caption, tuple(plain))
        yield _List(caption or topic, _lead(item)[0] or caption, inner)
        plain = []
    if plain:
        yield _List(topic, caption, tuple(plain))


def _section_items(item: Item) -> tuple[Item, ...]:
    """The items below one that only introduces them."""
    inner = next((block.items for block in item.blocks if isinstance(block, Listing)), ())
    lead, rest = _lead(item)
    return inner if inner and (_is_general(lead) or (rest and _INTRODUCES.search(rest))) else ()


def _points(found: _List, captions: Counter[str]) -> Iterator[str]:
    for item in found.items:
        lead, rest = _lead(item)
        if not lead and len(found.items) == 1:
            yield _stated(found.caption, _statement(rest))
            continue
        point = _stated(lead, _statement(rest or _first_detail(item)))
        prefix = _prefix(found, captions, bool(lead))
        yield f"{prefix} · {point}" if prefix and point else point


def _prefix(found: _List, captions: Counter[str], has_lead: bool) -> str:
    """What a point needs before it to be told from those of the answer's other lists."""
    if len(captions) < 2 and captions[found.caption] < 2:
        return ""
    if _is_general(found.caption):
        return _bare(found.topic if captions[found.caption] > 1 and found.topic else found.caption)
    return "" if has_lead or _width(found.caption) > _LONGEST_PREFIX else _bare(found.caption)


def _stated(lead: str, statement: str) -> str:
    """`X：statement`, or the statement alone where it begins with X itself."""
    if not lead or not statement or statement.startswith(_bare(lead)):
        return statement or lead
    return f"{lead}: {statement}" if (lead + statement).isascii() else f"{lead}：{statement}"


def _lead(item: Item) -> tuple[str, str]:
    """What an item begins with, such as `**X：**` or `X：`, and the rest of its first paragraph."""
    first = item.blocks[0] if item.blocks else None
    text = first.text if isinstance(first, Paragraph) else ""
    found = _BOLD_LEAD.match(text) or _PLAIN_LEAD.match(text)
    return (_plain(found[1]), text[found.end() :]) if found else ("", text)


def _first_detail(item: Item) -> str:
    """What the first item below says, for an item that is a name and no more."""
    inner = next((block.items for block in item.blocks if isinstance(block, Listing)), ())
    return _lead(inner[0])[1] if inner else ""


def _caption(text: str) -> str:
    """A paragraph that is a short name with a colon, or begins with a bold one; else ""."""
    bold = _BOLD_LEAD.match(text)
    if bold and (bold[1].rstrip().endswith((":", "：")) or bold.end() == len(text)):
        return _plain(bold[1])
    name = _plain(text)
    is_name = _INTRODUCES.search(text) and _width(name) <= _LONGEST_CAPTION and not re.search("[，,。;；\n]", name)
    return name if is_name else ""


def _is_general(caption: str) -> bool:
    return bool(_GENERAL.fullmatch(caption))


def _statement(text: str) -> str:
    """The first sentence, without its stop; a long one ends at its last comma within reach."""
    text = text.strip()[:_FARTHEST]
    end = 0
    for piece in _CLAUSE.finditer(text):
        if end and 2 * piece.end() > _LONGEST and _width(text[: piece.end()]) > _LONGEST:
            return _plain(text[:end])
        end = piece.end()
        if piece[2] not in "，,":
            break
    return _plain(text[:end])


def _plain(text: str) -> str:
    """Text without bold marks and without a colon or stop at its end."""
    return " ".join(text.replace("**", "").split()).strip().rstrip("：:。.，,；; ")


def _bare(text: str) -> str:
    """A name without the other language in brackets behind it."""
    return re.sub(r"\s*[（(][^（）()]*[）)]$", "", text)


def _width(text: str) -> int:
    """Columns, near enough: beyond Latin script a character takes two."""
    return sum(1 + (character >= "\u1100") for character in text)
