"""Code in a card's HTML: its text, without the colours, and its language."""

import re

from studycli.core.html.tree import BLOCKS, Element

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|brush:\s*|sourceCode\s+|hljs\s+)([\w+#.-]{1,30})(?=\s|$)"
)


def code_of(node: Element) -> str:
    """The text as it stands, each block in it on lines of its own, without the newline at either end."""
    pieces: list[str] = []
    _gather(node, pieces)
    text = "".join(pieces).replace("\u00a0", " ")
    if node.name != "pre":
        return text
    # A newline right behind the tag is no part of the text.
    begins_with_text = bool(node.children) and isinstance(node.children[0], str)
    return (text.removeprefix("\n") if begins_with_text else text).removesuffix("\n")


def _gather(node: Element, pieces: list[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.name == "br":
            pieces.append("\n")
        elif child.name in BLOCKS and pieces and not pieces[-1].endswith("\n"):
            pieces.append("\n")
            _gather(child, pieces)
        else:
            _gather(child, pieces)


def language_of(node: Element) -> str:
    """What a class says, of the block or of the code in it; "" where none does."""
    for element in (node, *node.elements()):
        named = element.attributes.get("data-lang") or element.attributes.get("data-language") or ""
        if re.fullmatch(r"[\w+#.-]{1,30}", named):
            return named
        if found := _LANGUAGE.search(element.css_class()):
            return found[1]
    return ""
