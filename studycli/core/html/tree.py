"""HTML as a tree, in one pass from left to right: broken, unclosed and endlessly nested HTML too.

What no browser knows as a tag, such as `<int>` in `vector<int>`, is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

# Elements deeper than this are opened no more; their text stays in the last one.
MAXIMUM_DEPTH = 60

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)
    (?P<rest>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>""",
    re.X,
)
_OPENING = re.compile(r"<(?:/?[a-zA-Z]|!)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*+)")
_DECLARATION = re.compile(r"<!(?:doctype\b[^>]*+|\[(?:if|endif|else)[^>\]]*+\])>", re.I)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")

_NAMES = frozenset(
    """a abbr acronym address annotation applet area article aside audio b base basefont bdi bdo big blink blockquote
    body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em
    embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i
    iframe img input ins kbd label legend li link main map mark marquee math menclose menu meta meter mfrac mi mn mo
    mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover nav
    nobr noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s samp script
    section select semantics small source span strike strong style sub summary sup svg table tbody td template textarea
    tfoot th thead time title tr track tt u ul var video wbr""".split()
)
_VOID = frozenset("area base basefont br col embed frame hr img input link meta param source track wbr".split())
# What a reader never sees, and drawings, whose inside is no HTML.
_OPAQUE = frozenset("script style svg template title".split())
BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section summary
    table tbody td tfoot th thead tr ul""".split()
)
_LISTS = ("ul", "ol", "dir", "menu", "dl")
# An element of the first kind ends one of the second that is open, unless one of the third stands between them.
_ENDS = {
    "li": (("li",), _LISTS),
    "dt": (("dt", "dd"), _LISTS),
    "dd": (("dt", "dd"), _LISTS),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr",), ("table",)),
    "option": (("option",), ("select",)),
}
_WALLS = ("table", "td", "th")


@dataclass(slots=True, eq=False)
class Element:
    """`has_blocks`: whether anything below stands on lines of its own. Texts have their references resolved."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    has_blocks: bool = False

    @property
    def is_block(self) -> bool:
        return self.name in BLOCKS

    def elements(self) -> Iterator["Element"]:
        return (child for child in self.children if isinstance(child, Element))

    def css_class(self) -> str:
        return self.attributes.get("class", "")

    def below(self, *names: str) -> Iterator["Element"]:
        """The elements of these names at any depth, in order, none inside another."""
        for child in self.elements():
            if child.name in names:
                yield child
            else:
                yield from child.below(*names)

    def text(self) -> str:
        """All text below, breaks as newlines."""
        pieces = (child if isinstance(child, str) else child.text() for child in self.children)
        return "\n" if self.name == "br" else "".join(pieces)


def parse(html: str) -> Element:
    """The root of the tree."""
    builder = _Builder()
    at = 0
    while found := _OPENING.search(html, at):
        start = found.start()
        builder.add_text(html[at:start])
        if html.startswith("<!", start):
            at = builder.skip_declaration(html, start)
        elif tag := _TAG.match(html, start):
            at = builder.take(tag, html)
        elif _is_known(html, start):
            # No tag ends from here on: the quote or bracket that would end it is missing.
            builder.add_text(html[start:])
            return builder.root
        else:
            builder.add_text("<")
            at = start + 1
    builder.add_text(html[at:])
    return builder.root


def _is_known(html: str, start: int) -> bool:
    name = _NAME.match(html, start)
    return name is not None and _known(name[1].lower())


def _known(name: str) -> bool:
    # Office writes its own elements with a prefix.
    return name in _NAMES or name.startswith(("o:", "w:", "m:", "v:", "st1:"))


class _Builder:
    def __init__(self) -> None:
        self.root = Element("")
        self.stack = [self.root]
        self.beyond = 0
        self.endless: set[str] = set()

    def add_text(self, source: str) -> None:
        if source:
            self.stack[-1].children.append(unescape(source) if "&" in source else source)

    def skip_declaration(self, html: str, start: int) -> int:
        """Where it goes on behind a comment or declaration; what ends nowhere is text."""
        if html.startswith("<!--", start) and "-->" not in self.endless:
            end = html.find("-->", start + 4)
            if end >= 0:
                return end + 3
            self.endless.add("-->")
        elif found := _DECLARATION.match(html, start):
            return found.end()
        self.add_text("<!")
        return start + 2

    def take(self, tag: re.Match[str], html: str) -> int:
        """Put a tag into the tree; where it goes on."""
        name = tag["name"].lower()
        if not _known(name):
            self.add_text("<")
            return tag.start() + 1
        if tag["end"] and name != "br":
            self._end(name)
        else:
            self._start(name, tag["rest"])
            if name in _OPAQUE and not tag["rest"].endswith("/"):
                self._end(name)
                return self._behind(name, html, tag.end())
        return tag.end()

    def _behind(self, name: str, html: str, at: int) -> int:
        if name not in self.endless:
            if found := re.compile(f"</{name}[^>]*+>", re.I).search(html, at):
                return found.end()
            self.endless.add(name)
        return at

    def _start(self, name: str, rest: str) -> None:
        self._end_implied(name)
        attributes = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(rest)} if rest else {}
        element = Element(name, attributes)
        if len(self.stack) >= MAXIMUM_DEPTH:
            self._flatten(element)
            return
        self.stack[-1].children.append(element)
        if element.is_block:
            self._mark_blocks()
        if name not in _VOID:
            self.stack.append(element)

    def _flatten(self, element: Element) -> None:
        """Too deep to open: pictures and breaks stay, and blocks at least part the lines."""
        parent = self.stack[-1]
        if element.name in _VOID:
            parent.children.append(element)
        else:
            self.beyond += 1
            if element.is_block:
                parent.children.append(Element("div"))
        if element.is_block:
            self._mark_blocks()

    def _mark_blocks(self) -> None:
        for open_ in reversed(self.stack):
            if open_.has_blocks:
                return
            open_.has_blocks = True

    def _end_implied(self, name: str) -> None:
        if name in BLOCKS:
            self._close_nearest(("p",), BLOCKS - {"p"})
        if name in _ENDS:
            self._close_nearest(*_ENDS[name])

    def _close_nearest(self, names: tuple[str, ...], walls: "frozenset[str] | tuple[str, ...]") -> None:
        for place in range(len(self.stack) - 1, 0, -1):
            if self.stack[place].name in names:
                del self.stack[place:]
                return
            if self.stack[place].name in walls:
                return

    def _end(self, name: str) -> None:
        if self.beyond:
            self.beyond -= 1
            return
        self._close_nearest((name,), () if name in (*_WALLS, "tr", "tbody", "thead", "tfoot") else _WALLS)
