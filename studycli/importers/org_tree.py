"""An org file as a tree of headings, and its text as Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADING = re.compile(r"(\*+)[ \t]+(.*?)(?:[ \t]+(:[\w@#%:]+:))?[ \t]*")
_PROPERTY = re.compile(r"\s*:([\w+-]+):(?:\s+(.*))?\s*")
_DRAWER = re.compile(r"\s*:([A-Z_]+):\s*", re.I)
_PLANNING = re.compile(r"\s*(?:(?:SCHEDULED|DEADLINE|CLOSED):\s*[<\[][^>\]]*[>\]]\s*)+")
_BEGIN = re.compile(r"\s*#\+begin_(\w+)(?:[ \t]+(\S+))?.*", re.I)
_END = re.compile(r"\s*#\+end_(\w+)\s*", re.I)
_KEYWORD = re.compile(r"\s*#\+(\w+):\s*(.*)", re.I)
_TODO = re.compile(r"(?:TODO|DONE|NEXT|WAITING)\s+")
_LINK = re.compile(r"\[\[([^\[\]]+)\](?:\[([^\[\]]+)\])?\]")
_CODE = re.compile(r"(?<![\w`])([=~])(?=\S)([^\n=~]+?)(?<=\S)\1(?!\w)")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w/:<])/(?=\S)([^/\n]+?)(?<=\S)/(?![\w/])")


@dataclass(slots=True)
class Node:
    """A heading with its own text, in Markdown, and the headings below it."""

    line: int
    level: int
    title: str
    tags: tuple[str, ...] = ()
    above: tuple["Node", ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    def whole(self) -> str:
        """Its text with that of all below it, whose titles stand in bold."""
        parts = [self.text]
        for child in self.children:
            parts += [f"**{child.title}**" if child.title else "", child.whole()]
        return "\n\n".join(filter(None, parts))


def nodes_of(text: str) -> tuple[list[Node], dict[str, str]]:
    """All headings in order, and the keywords of the file, such as `title`."""
    nodes: list[Node] = []
    path: list[Node] = []
    keywords: dict[str, str] = {}
    lines = enumerate(text.split("\n"), 1)
    for number, line in lines:
        heading = _HEADING.fullmatch(line)
        if heading:
            level = len(heading[1])
            path = [node for node in path if node.level < level][-20:]
            tags = tuple(filter(None, (heading[3] or "").split(":")))
            node = Node(number, level, inline(_TODO.sub("", heading[2], count=1)), tags, tuple(path))
            if path:
                path[-1].children.append(node)
            path.append(node)
            nodes.append(node)
        elif path:
            _add(path[-1], line, lines)
        elif keyword := _KEYWORD.fullmatch(line):
            keywords.setdefault(keyword[1].lower(), keyword[2].strip())
    return nodes, keywords


def _add(node: Node, line: str, lines: Iterator[tuple[int, str]]) -> None:
    """One line below a heading; a drawer or a block takes those up to its end."""
    begin, drawer = _BEGIN.fullmatch(line), _DRAWER.fullmatch(line)
    if begin:
        node.lines += _block(begin, lines)
    elif drawer and drawer[1].upper() in ("PROPERTIES", "REVIEW_DATA", "LOGBOOK"):
        for _, inner in lines:
            if inner.strip().upper() == ":END:":
                break
            if found := _PROPERTY.fullmatch(inner):
                node.properties.setdefault(found[1].upper(), (found[2] or "").strip())
    elif not (_PLANNING.fullmatch(line) or line.lstrip().startswith("# ") or _KEYWORD.fullmatch(line)):
        node.lines.append(inline(line))


def _block(begin: re.Match[str], lines: Iterator[tuple[int, str]]) -> list[str]:
    kind = begin[1].lower()
    inner: list[str] = []
    for _, line in lines:
        if (end := _END.fullmatch(line)) and end[1].lower() == kind:
            break
        inner.append(line)
    if kind == "quote":
        return ["", *(f"> {inline(line.strip())}" for line in inner), ""]
    return [f"```{begin[2] or '' if kind == 'src' else ''}", *inner, "```"]


def inline(text: str) -> str:
    """Marks of org as marks of Markdown, outside its code."""
    pieces: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        pieces += [_marked(text[at : code.start()]), f"`{code[2]}`"]
        at = code.end()
    return "".join([*pieces, _marked(text[at:])])


def _marked(text: str) -> str:
    text = _LINK.sub(lambda match: f"[{match[2] or match[1]}]({match[1]})", text)
    return _ITALIC.sub(r"*\1*", _BOLD.sub(r"**\1**", text))
