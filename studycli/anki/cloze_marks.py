"""Anki's gaps in HTML: marks in their place while it becomes Markdown, and deck gaps of the marks afterwards."""

import re

from studycli.core import formula
from studycli.core.cloze import OPENING, ClozeFault, Gap, parse
from studycli.core.formula import Formula
from studycli.core.messages import _

_START, _NAMED, _HINT, _END = "\x0e", "\x0f", "\x11", "\x10"
_TOKEN = re.compile(r"\{\{c(\d{1,9}(?:,\d{1,9})*)::|\}\}")
_MARKED = re.compile(f"{_START}(\\d+){_NAMED}([^{_START}{_END}]*){_END}")
_PROSE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\\.|([{}]|:(?=:))", re.S)
_MOST = 499


def marked(html: str, lost: list[str]) -> str:
    """The gaps as Anki reads them: the next `}}` ends one, and the first `::` in it begins its hint."""
    if "{{c" not in html:
        return html
    pieces: list[str] = []
    depth = 0
    at = 0
    for token in _TOKEN.finditer(html):
        pieces.append(_inside(html[at : token.start()]) if depth == 1 else html[at : token.start()])
        at = token.end()
        if token[1]:
            depth += 1
            pieces.append(_opened(token, depth, lost))
        elif depth:
            depth -= 1
            pieces.append("" if depth else _END)
        else:
            pieces.append(token[0])
    return "".join(pieces) + html[at:]


def _opened(token: re.Match[str], depth: int, lost: list[str]) -> str:
    number, *others = map(int, token[1].split(","))
    if depth > 1:
        lost.append(_("gap c{number}, which stands in another gap; its text stays").format(number=number))
        return ""
    if others:
        message = _("gap c{numbers}, which is several at once; it is c{number} here")
        lost.append(message.format(numbers=token[1], number=number))
    return f"{_START}{min(max(number, 1), _MOST)}{_NAMED}"


def _inside(text: str) -> str:
    return text.replace("::", _HINT, 1)


def unmarked(markdown: str) -> str | None:
    """The Markdown with deck gaps; None where there is none or one cannot be written."""
    # A gap that ended with its block ends with the line instead.
    markdown = markdown.replace(f"\\\n{_END}", _END)
    pieces: list[str] = []
    at = 0
    for found in _MARKED.finditer(markdown):
        hidden, _mark, hint = found[2].partition(_HINT)
        gap = _gap(int(found[1]), hidden.strip(), hint.replace(_HINT, "::").strip())
        if gap is None:
            return None
        pieces += [_without_gaps(markdown[at : found.start()]), gap]
        at = found.end()
    made = re.sub(f"[{_START}{_NAMED}{_HINT}{_END}]", "", "".join(pieces) + _without_gaps(markdown[at:]))
    return None if isinstance(parse(made), ClozeFault) else made


def filled(markdown: str, *, hide: bool) -> str:
    """The sentence as it stands when gaps cannot be kept, with the hidden text or with dots in its place."""
    text = _MARKED.sub(lambda found: "[…]" if hide else found[2].partition(_HINT)[0], markdown)
    return re.sub(f"{_START}\\d+{_NAMED}|[{_START}{_NAMED}{_HINT}{_END}]", "", text)


def _gap(number: int, hidden: str, hint: str) -> str | None:
    """A gap that reads back as just that, its braces and colons escaped where they would be taken for others."""
    for text in (hidden, _escaped(hidden)):
        for note in (hint, _escaped(hint)):
            made = f"{{{{c{number}::{text}{f'::{note}' if note else ''}}}}}"
            if parse(made) == (Gap(number, text, note),):
                return made
    return None


def _escaped(markdown: str) -> str:
    def escape(found: re.Match[str]) -> str:
        return (f"\\{found[2]}" if found[2] != ":" else ":\\") if found[2] else found[0]

    pieces = formula.split(markdown)
    return "".join(piece.source if isinstance(piece, Formula) else _PROSE.sub(escape, piece.source) for piece in pieces)


def _without_gaps(markdown: str) -> str:
    """Text in which nothing looks like a gap, but for formulas, whose gaps Anki has too."""
    if "{{c" not in markdown:
        return markdown
    pieces = formula.split(markdown)
    return "".join(
        piece.source if isinstance(piece, Formula) else OPENING.sub(lambda found: "{\\" + found[0][1:], piece.source)
        for piece in pieces
    )
