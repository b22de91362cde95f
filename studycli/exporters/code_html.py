"""Code coloured by classes of Pygments, so that a card's style sheet gives it a light and a dark palette."""

import html
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType


@lru_cache(maxsize=1024)
def highlight(code: str, language: str) -> str:
    """Escaped code with a span for each token; plain where the language is not known."""
    lexer = _lexer(language.lower()) if language else None
    if lexer is None:
        return html.escape(code, quote=False)
    spans: list[str] = []
    before, run = "", ""
    # Unlike `get_tokens`, this neither strips nor adds a character.
    for _, kind, text in lexer.get_tokens_unprocessed(code):
        if (name := _css_class(kind)) != before and run:
            spans.append(_span(before, run))
            run = ""
        before, run = name, run + text
    return "".join((*spans, _span(before, run)))


def _span(name: str, text: str) -> str:
    escaped = html.escape(text, quote=False)
    return f'<span class="{name}">{escaped}</span>' if name else escaped


@cache
def _css_class(kind: "_TokenType") -> str:
    """The class of the nearest standard kind; none for what has no colour of its own."""
    from pygments.token import STANDARD_TYPES, Name, Punctuation, Text

    if kind in (Name, Punctuation) or kind in Text:
        return ""
    while kind not in STANDARD_TYPES and kind.parent:
        kind = kind.parent
    return str(STANDARD_TYPES.get(kind, ""))


@cache
def _lexer(language: str) -> "Lexer | None":
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
