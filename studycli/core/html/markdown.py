"""A card's HTML as Markdown: what a reader sees of it, without its looks.

Time is linear in the length of the HTML, and no nesting is too deep.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from studycli.core.formula import Formula
from studycli.core.html import inline
from studycli.core.html.address import destination, is_address
from studycli.core.html.blocks import Block, Kind, fenced, joined, listed, quoted, table
from studycli.core.html.cells import BREAK, barred, fits, one_line
from studycli.core.html.code import code_of, language_of
from studycli.core.html.entries import items_of
from studycli.core.html.escape import escaped, with_plain_lines
from studycli.core.html.grid import grid_of, strays_of
from studycli.core.html.inline import Mark, Piece, lines_of, unbracketed
from studycli.core.html.script import script_of
from studycli.core.html.shield import Shielded, Sound, shielded
from studycli.core.html.tree import Element, parse
from studycli.core.messages import _

# Lists and quotes deeper than this stand beside their parent.
_DEEPEST = 8
# Those from 0E to 11 are left: whoever reads gaps of a cloze puts them there.
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x12-\x1f\x7f]")
_BLANKS = re.compile(r"[^\S\n]+|[^\S\n]*\n\s*")
# A field without any mark of HTML or Markdown, as most short ones are.
_SENTENCE = re.compile(r"(?!.*  )[^\W\d_](?:[^\W_]|[ ,.;?%/()+=，。、；：？！（）《》“”…—-])*+(?<! )")
_STRONG, _EMPHASIS, _DELETED = Mark("**"), Mark("*"), Mark("~~")
_MARKS = dict.fromkeys(("b", "strong", "mark", "dt", "summary", "legend"), _STRONG)
_MARKS |= dict.fromkeys(("i", "em", "u", "ins", "cite", "dfn", "var"), _EMPHASIS)
_MARKS |= dict.fromkeys(("s", "strike", "del"), _DELETED)
_STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I), _STRONG),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I), _EMPHASIS),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline", re.I), _EMPHASIS),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I), _DELETED),
)
_PARAGRAPHS = ("p", "center", "figure", "figcaption", "caption", "dl", "dt", "dd", "details", "summary", "legend")


class Files(Protocol):
    """What a card's HTML is not: the files that it names, and somebody to tell what Markdown has no words for."""

    def address(self, name: str) -> str:
        """Where a file lies, as a link in the deck says it."""
        ...

    def embedded(self, url: str) -> str:
        """The same for a `data:` address, "" where it holds no picture."""
        ...

    def lose(self, what: str) -> None: ...


class Field:
    """One field of a note, read and ready to be written as Markdown, whole or in parts."""

    def __init__(self, html: str, files: Files) -> None:
        self.shielded = shielded(_CONTROL.sub("", html.replace("\r\n", "\n").replace("\r", "\n")))
        self.files = files
        self.root = parse(self.shielded.html)

    def markdown(self, *nodes: "Element | str") -> str:
        """All of it, or some of its nodes."""
        return joined(_Walk(self.shielded, self.files).blocks(nodes or self.root.children))


def markdown_of(html: str, files: Files) -> str:
    return html if _SENTENCE.fullmatch(html) else Field(html, files).markdown() if html.strip() else ""


class _Walk:
    """Gathers pieces into lines, lines into paragraphs, paragraphs into blocks."""

    def __init__(self, source: Shielded, files: Files, depth: int = 0) -> None:
        self.source, self.files, self.depth = source, files, depth
        self.done: list[Block] = []
        self.lines: list[list[Piece]] = []
        self.line: list[Piece] = []

    def blocks(self, nodes: Iterable[Element | str]) -> list[Block]:
        self._children(nodes, ())
        self._end_paragraph()
        return self.done

    def _inner(self, nodes: Iterable[Element | str]) -> list[Block]:
        """The blocks in a list item, quote or cell."""
        return _Walk(self.source, self.files, self.depth + 1).blocks(nodes)

    def _children(self, nodes: Iterable[Element | str], marks: tuple[Mark, ...]) -> None:
        for node in nodes:
            if isinstance(node, str):
                self._text(node, marks)
            elif node.is_block or (node.has_blocks and node.name not in ("ruby", "math")):
                self._block(node, marks)
            else:
                self._inline(node, marks)

    def _text(self, text: str, marks: tuple[Mark, ...]) -> None:
        text = _BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", text)
        for part in self.source.parts(text):
            match part:
                case str():
                    self.line.append(Piece(inline.Kind.TEXT, part, marks))
                case Formula(tex=tex, display=display):
                    self.line.append(Piece(inline.Kind.FORMULA, tex, marks, display))
                case Sound(name=name):
                    self._file(name, name, marks)
                case prose:
                    self.line.append(Piece(inline.Kind.TEXT, prose.source, marks))

    def _file(self, name: str, shown: str, marks: tuple[Mark, ...]) -> None:
        """A sound or film, which Markdown can only link."""
        if address := self.files.address(name):
            self.line.append(Piece(inline.Kind.RAW, f"[{unbracketed(escaped(shown))}]({address})", marks))

    def _raw(self, text: str, marks: tuple[Mark, ...]) -> None:
        if text:
            self.line.append(Piece(inline.Kind.RAW, text, marks))

    def _inline(self, node: Element, marks: tuple[Mark, ...]) -> None:
        match node.name:
            case "br":
                self._end_line(force=True)
            case "img":
                self._raw(self._image(node), marks)
            case "span" if "data-src" in node.attributes:
                self._raw(self._named_image(node), marks)
            case "code" | "kbd" | "samp" | "tt":
                self._code(node, marks)
            case "sub" | "sup":
                self._raw(script_of(self.source.restored(node.text()), node.name), marks)
            case "audio" | "video" | "source" | "iframe" | "object" | "embed":
                self._played(node, marks)
            case _ if "katex-html" not in node.css_class():
                self._other(node, self._marked(node, marks))

    def _other(self, node: Element, marks: tuple[Mark, ...]) -> None:
        match node.name:
            case "svg":
                self.files.lose(_("a drawing (SVG)"))
            case "math":
                self._math(node, marks)
            case "rt":
                self._text(f"（{node.text()}）", marks)
            case "q":
                self._children(("“", *node.children, "”"), marks)
            case "input" if node.attributes.get("type") == "checkbox":
                self._text("☑" if "checked" in node.attributes else "☐", marks)
            case name if name != "rp":
                self._children(node.children, marks)

    def _marked(self, node: Element, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        own = [_MARKS[node.name]] if node.name in _MARKS else []
        if style := node.attributes.get("style"):
            own += [mark for pattern, mark in _STYLES if pattern.search(style)]
        if node.name == "a" and not any(mark.address for mark in marks):
            own += [Mark("", address, id(node))] if (address := self._address(node)) else []
        return tuple(dict.fromkeys((*marks, *own))) if own else marks

    def _address(self, node: Element) -> str:
        url = self.source.restored(node.attributes.get("href", "")).strip()
        if not is_address(url):
            return ""
        title = node.attributes.get("title", "").replace("\\", "").replace('"', "'").strip()
        return f'{destination(url)} "{escaped(title)}"' if title else destination(url)

    def _image(self, node: Element) -> str:
        source = self.source.restored(node.attributes.get("src", "")).strip()
        if source.startswith("data:"):
            address = self.files.embedded(source)
        elif re.match(r"https?://", source, re.I):
            address = destination(source)
        else:
            address = self.files.address(source) if source else ""
        alt = " ".join(self.source.restored(node.attributes.get("alt", "")).split())
        return f"![{unbracketed(escaped(alt))}]({address})" if address else escaped(alt)

    def _named_image(self, node: Element) -> str:
        """A picture that our own export had to leave behind: its words are its name, and where it lay."""
        source = self.source.restored(node.attributes["data-src"])
        shown = " ".join(self.source.restored(node.text()).split())
        name = shown[: shown.rfind(" (")] if shown.endswith(")") and " (" in shown else ""
        return f"![{unbracketed(escaped(name))}]({destination(source)})"

    def _played(self, node: Element, marks: tuple[Mark, ...]) -> None:
        url = node.attributes.get("src") or node.attributes.get("data") or ""
        if re.match(r"(?:https?:)?//", url, re.I):
            self._raw(f"<{destination(url if url[0] != '/' else f'https:{url}')}>", marks)
        elif url and not url.startswith("data:"):
            self._file(url, url.rpartition("/")[2], marks)
        elif url:
            self.files.lose(_("an embedded <{name}>").format(name=node.name))
        self._children(node.children, marks)

    def _math(self, node: Element, marks: tuple[Mark, ...]) -> None:
        """MathML carries its TeX where a program made it of that."""
        if tex := next((found.text().strip() for found in node.below("annotation")), ""):
            self.line.append(Piece(inline.Kind.FORMULA, tex, marks, node.attributes.get("display") == "block"))
        else:
            self.files.lose(_("the layout of a formula in MathML"))
            self._text(node.text(), marks)

    def _code(self, node: Element, marks: tuple[Mark, ...]) -> None:
        text = self.source.restored(code_of(node))
        if "\n" in text.strip("\n") and any(node.below("br")):
            self._end_paragraph()
            self.done.append(fenced(text.strip("\n"), language_of(node)))
        elif text:
            self.line.append(Piece(inline.Kind.CODE, text, marks))

    def _block(self, node: Element, marks: tuple[Mark, ...]) -> None:
        match node.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading(node)
            case "pre":
                self._add(fenced(self.source.restored(code_of(node)), language_of(node)))
            case "code" | "kbd" | "samp" | "tt":
                self._add(fenced(self.source.restored(code_of(node)).strip("\n"), language_of(node)))
            case "hr":
                self._add(Block(Kind.RULE, "___"))
            case "blockquote" if self.depth < _DEEPEST:
                if inner := self._inner(node.children):
                    self._add(quoted(inner))
            case "ul" | "ol" | "menu" | "dir" if self.depth < _DEEPEST:
                self._list(node)
            case "table":
                self._table(node)
            case name:
                end = self._end_paragraph if name in _PARAGRAPHS else self._end_line
                end()
                self._children(node.children, self._marked(node, marks))
                end()

    def _add(self, block: Block) -> None:
        self._end_paragraph()
        self.done.append(block)

    def _heading(self, node: Element) -> None:
        blocks = self._inner(node.children)
        if fits(blocks):
            text = one_line(blocks)
            # A hash at the end would be taken for the mark that closes a heading.
            text = f"{text[:-1]}\\#" if re.search(r"(?:^|\s)#+$", text) else text
            blocks = [Block(Kind.HEADING, f"{'#' * int(node.name[1])} {text}")] if text else []
        self._end_paragraph()
        self.done += blocks

    def _list(self, node: Element) -> None:
        items = [self._inner(group) for group in items_of(node)]
        if not items:
            return
        self._end_paragraph()
        number = node.attributes.get("start", "1")
        start = (int(number) if number.isdecimal() and len(number) < 10 else 1) if node.name == "ol" else None
        loose = any(child.name == "p" for item in node.elements() for child in item.elements())
        self.done.append(listed(items, start=start, after=self.done[-1] if self.done else None, loose=loose))

    def _table(self, node: Element) -> None:
        rows = grid_of(node)
        cells = [[self._inner(cell.children) for cell in row] for row in rows]
        self._end_paragraph()
        self._children(strays_of(node), ())
        self._end_paragraph()
        if max(map(len, rows), default=0) > 1 and all(fits(cell) for row in cells for cell in row):
            texts = [[barred(one_line(cell)) for cell in row] for row in cells]
            self.done.append(table(texts, [cell.alignment for cell in rows[0]]))
        else:
            # It lays out the page, or holds what no cell can.
            self.done += [block for row in cells for cell in row for block in cell]

    def _end_line(self, *, force: bool = False) -> None:
        if force or any(piece.text.strip() for piece in self.line):
            self.lines.append(self.line)
        self.line = []

    def _end_paragraph(self) -> None:
        self._end_line()
        lines, self.lines = lines_of(self.lines, BREAK), []
        for paragraph in _runs(lines):
            text = with_plain_lines(BREAK.join(paragraph)).replace(inline.TEX_LINE, "\n")
            self.done.append(Block(Kind.PARAGRAPH, text))


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines between blank ones."""
    run: list[str] = []
    for line in (*lines, ""):
        if line:
            run.append(line)
        elif run:
            yield run
            run = []
