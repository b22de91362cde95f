"""Texts in the language that is shown, or in all of them one under the other."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text as Line

from studycli.core.model import Text

BOTH = "both"


def variants(text: Text, language: str) -> tuple[str, ...]:
    """What is shown of a text: one string, or with "both" each that is not blank."""
    if language != BOTH:
        return (text.show(language),)
    return tuple(dict.fromkeys(variant for variant in text.every() if variant.strip()))


def stacked(parts: Iterable[RenderableType]) -> Group:
    """One under the other with a blank line between."""
    spaced: list[RenderableType] = []
    for part in parts:
        spaced += [Line(), part] if spaced else [part]
    return Group(*spaced)
