"""The items of a list in HTML."""

from collections.abc import Iterator

from studycli.core.html.tree import Element


def items_of(node: Element) -> Iterator[list[Element | str]]:
    """The contents of a list's items; what stands between them belongs to the one before."""
    group: list[Element | str] = []
    for child in node.children:
        if isinstance(child, Element) and child.name == "li":
            if group:
                yield group
            group = list(child.children) or [""]
        elif not isinstance(child, str) or child.strip():
            group.append(child)
    if group:
        yield group
