"""A cloze as Anki reads it: `{{c1::hidden::hint}}` around HTML, in which neither `}}` nor `::` may be misread."""

import re

from studycli.core.cloze import ClozeFault, Gap, parse
from studycli.exporters.markdown_html import GAP_END, GAP_NAMED, GAP_START, PARTED, clean, inline_html, render

_GAP = re.compile(f"{GAP_START}(\\d+){GAP_NAMED}(.*?){GAP_END}", re.S)
# A bare address that ends a gap takes the gap's end for a part of itself.
_ADDRESS_AT_END = re.compile(f'<a href="([^"]*)%10">([^<]*){GAP_END}</a>')
_TAG_OR_MARK = re.compile(r"(<[^>]*>)|(?:\}(?=\})|:(?=:))")


def cloze_html(markdown: str) -> str:
    """Markdown with gaps as HTML with gaps: the gaps go through the renderer as marks and are written afterwards."""
    pieces = parse(clean(markdown))
    if isinstance(pieces, ClozeFault):
        return inline_html(markdown)
    gaps = [piece for piece in pieces if isinstance(piece, Gap)]
    numbers = iter(range(len(gaps)))
    marked = "".join(
        f"{GAP_START}{next(numbers)}{GAP_NAMED}{piece.hidden}{GAP_END}" if isinstance(piece, Gap) else piece
        for piece in pieces
    )
    rendered = _ADDRESS_AT_END.sub(rf'<a href="\1">\2</a>{GAP_END}', render(marked, in_gap=True))
    return _GAP.sub(lambda found: _gap(gaps[int(found[1])], found[2]), rendered)


def _gap(gap: Gap, hidden: str) -> str:
    hint = f"::{_unmistakable(inline_html(gap.hint))}" if gap.hint.strip() else ""
    return f"{{{{c{gap.number}::{_unmistakable(hidden)}{hint}}}}}"


def _unmistakable(rendered: str) -> str:
    """HTML in which nothing ends the gap or begins its hint; a tag's attributes get entities, text an empty element."""
    parted = _TAG_OR_MARK.sub(lambda found: _tag(found[1]) if found[1] else found[0] + PARTED, rendered)
    # The gap may end inside a formula, where an empty element would not be TeX any more.
    return f"{parted} " if parted.endswith(("}", ":")) else parted


def _tag(tag: str) -> str:
    return tag.replace("::", ":&#58;").replace("}}", "}&#125;")
