"""`<details>` in a run of blocks: what is folded away, under its summary."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from studycli.importers.blocks import Block, Heading, Html, Item, Listing, Paragraph, parse
from studycli.importers.html import markdown_of

_MARK = re.compile(
    r"<details\b[^<>]*>|</details\s*>|<summary\b[^<>]*>((?:[^<]|<(?!/?(?:summary|details)\b)){0,4000}?)</summary\s*>",
    re.I | re.S,
)
_FRAME = re.compile(r"</?(?:p|div|center|blockquote)\b[^<>]*>|(?:\A|(?<=\n))\s*(?:<br\s*/?>\s*)+", re.I)
_PLAIN_CODE = re.compile(r"<code>([^<>*_`\[\]\\$|]*(?:\w_\w[^<>*_`\[\]\\$|]*)*)</code>", re.I)
_BOLD = re.compile(r"</?(?:b|strong|u|h[1-6]|span|big)\b[^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Fold:
    """A `<details>` with its summary as one line of Markdown; folds within it are opened."""

    line: int
    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    text: str
    summary: str | None


def folded(blocks: Sequence[Block]) -> list[Block | Fold]:
    """The blocks with every `<details>` as a fold. One that is never closed ends at the next, or at a heading."""
    found: list[Block | Fold] = []
    open_fold: _Mark | None = None
    summary: str | None = None
    inner: list[Block] = []
    depth = 0

    def close() -> None:
        nonlocal open_fold, summary, inner, depth
        if open_fold:
            found.append(Fold(open_fold.line, summary or "", tuple(inner)))
        open_fold, summary, inner, depth = None, None, [], 0

    for piece in _pieces(blocks):
        if not isinstance(piece, _Mark):
            (inner if open_fold else found).append(piece)
        elif piece.summary is not None:
            if open_fold and summary is None:
                summary = piece.summary
            elif piece.summary:
                (inner if open_fold else found).append(Paragraph(piece.line, piece.summary))
        elif piece.text.startswith("</"):
            depth -= 1
            if depth <= 0:
                close()
        else:
            depth += 1
            open_fold = open_fold or piece
    close()
    return found


def _pieces(blocks: Sequence[Block]) -> Iterator[Block | _Mark]:
    for block in blocks:
        match block:
            case Html(line=line, text=text) | Paragraph(line=line, text=text) if _MARK.search(text):
                yield from _split(line, text)
            case Listing(items=items) if any(_has_marks(item) for item in items):
                yield from _items(items)
            case _:
                yield block


def _items(items: Sequence[Item]) -> Iterator[Block | _Mark]:
    for item in items:
        if _has_marks(item):
            yield from _pieces(item.blocks)
        else:
            yield Listing(item.line, (item,))


def _has_marks(item: Item) -> bool:
    return any(isinstance(block, Html | Paragraph) and _MARK.search(block.text) for block in item.blocks)


def _split(line: int, text: str) -> Iterator[Block | _Mark]:
    at = 0
    for mark in _MARK.finditer(text):
        yield from _parsed(line + text.count("\n", 0, at), text[at : mark.start()])
        where = line + text.count("\n", 0, mark.start())
        yield _Mark(where, mark[0].lower(), None if mark[1] is None else summary_text(mark[1]))
        at = mark.end()
    yield from _parsed(line + text.count("\n", 0, at), text[at:])


def _parsed(line: int, text: str) -> tuple[Block, ...]:
    """Markdown that stands so close to a tag that it was taken for HTML."""
    bare = _FRAME.sub(lambda match: "\n" * match[0].count("\n"), text)
    if not bare.strip():
        return ()
    lines = bare.split("\n")
    return parse(lines, range(line, line + len(lines))).blocks


def summary_text(html: str) -> str:
    """What a summary says, on one line, without the bold around it and without marks around words such as ls."""
    text = " ".join(unescape(markdown_of(_PLAIN_CODE.sub(r"\1", _BOLD.sub("", html)))).split())
    text = text.removesuffix("***").strip()
    bold = re.fullmatch(r"(\*\*|__)(.+)\1", text)
    return bold[2] if bold and bold[1] not in bold[2] else text


def heading_of(line: int, text: str) -> Heading:
    """A question that is no heading, as one."""
    return Heading(line, 6, text)
