"""Tokens of Markdown made ready to be drawn: formulas read or set apart, images named, lines joined."""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from studycli.core.formula import Formula
from studycli.core.soft_breaks import closes_up
from studycli.ui.gaps import without_marks
from studycli.ui.prose import image_name
from studycli.ui.shield import Shielded, shield

# The type of a token whose content is the TeX of a formula on lines of its own.
FORMULA = "formula"

_HTML_IMAGE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?(?P<src>[^\"'\s>]+)[^>]*>")
_HTML_BREAK = re.compile(r"<br\s*/?>")


def tokens_of(text: str) -> list[Token]:
    shielded = shield(text)
    # Tags are text: `List<int>` must not lose half of itself.
    parser = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
    return list(_prepared(parser.parse(shielded.text), shielded))


def _prepared(tokens: Iterable[Token], shielded: Shielded) -> Iterator[Token]:
    """The tokens with their formulas put back, those that are displayed as blocks of their own."""
    outer = Token("", "", 0)
    for token in tokens:
        if token.type == "inline":
            children = list(_text_only(token.children or []))
            yield from _paragraphs(children, shielded) if outer.type == "paragraph_open" else _line(children, shielded)
        elif token.type not in ("paragraph_open", "paragraph_close"):
            if token.type in ("fence", "code_block"):
                token.content = shielded.restored(token.content)
            yield token
        outer = token


def _paragraphs(children: list[Token], shielded: Shielded) -> Iterator[Token]:
    """The content of a paragraph, as paragraphs with the displayed formulas between them."""
    line: list[Token] = []
    for child in children:
        for part in shielded.parts(child.content) if child.type == "text" else [child]:
            if isinstance(part, Formula):
                yield from _paragraph(line, shielded)
                yield Token(FORMULA, "", 0, content=part.tex)
                line = []
            else:
                line.append(_text(part) if isinstance(part, str) else part)
    yield from _paragraph(line, shielded)


def _paragraph(line: list[Token], shielded: Shielded) -> Iterator[Token]:
    if any(child.content.strip() for child in line):
        yield Token("paragraph_open", "p", 1)
        yield from _line(line, shielded)
        yield Token("paragraph_close", "p", -1)


def _line(children: list[Token], shielded: Shielded) -> Iterator[Token]:
    for child in children:
        code = child.type == "code_inline"
        child.content = shielded.restored(child.content) if code else shielded.read(child.content)
    yield Token("inline", "", 0, children=children)


def _text_only(children: list[Token]) -> Iterator[Token]:
    """Images by their names, and line breaks inside a paragraph as what they mean."""
    for before, child, after in zip([None, *children], children, [*children[1:], None], strict=False):
        if child.type == "image":
            yield _text(without_marks(image_name(child.content, str(child.attrs.get("src", "")))))
        elif (
            child.type == "softbreak"
            and before
            and after
            and before.content
            and after.content
            and closes_up(before.content[-1], after.content[0])
        ):
            continue
        else:
            if child.type == "text":
                child.content = _HTML_IMAGE.sub(lambda tag: image_name("", tag["src"]), child.content)
                child.content = _HTML_BREAK.sub("\n", child.content)
            yield child


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
