"""Templates of Anki's cards: which fields they show for a note, and which words of their own."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studycli.core.html.tree import BLOCKS, Element, parse

# Longer ones are programs, and what they would show is not known.
_LONGEST = 200_000
_BRACES = re.compile(r"\{\{\s*+([#^/]?)\s*+([^{}]{1,200}?)\s*+\}\}")
_PLACE = re.compile("\x02(\\d+)\x03")
_SPECIAL = frozenset("FrontSide Tags Type Deck Subdeck Card CardFlag CardID".split())
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)


@dataclass(frozen=True, slots=True)
class Use:
    """A field where a template shows it. `filters` are those in front of its name, the outermost first."""

    name: str
    filters: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        """A box to type into, or a voice: nothing of the field can be read there."""
        return "type" in self.filters or any(each.startswith("tts") for each in self.filters)

    @property
    def is_cloze(self) -> bool:
        return "cloze" in self.filters


@dataclass(frozen=True, slots=True)
class _Section:
    """Where a part begins that is shown only with a field, or without it (`sign` is `#` or `^`), or ends (`/`)."""

    sign: str
    name: str


Part = str | Use


@lru_cache(maxsize=256)
def _tokens(template: str) -> tuple[str | Use | _Section, ...]:
    """Words and fields in the order in which they are seen; "\\n" where a line ends."""
    if len(template) > _LONGEST:
        return ()
    found = _BRACES.findall(template)
    numbers = iter(range(len(found)))
    root = parse(_BRACES.sub(lambda _: f"\x02{next(numbers)}\x03", re.sub("[\x02\x03]", "", template)))
    tokens: list[str | Use | _Section] = []
    for text in _texts(root, hidden=False):
        pieces = _PLACE.split(text)
        tokens.append(pieces[0])
        for number, behind in zip(pieces[1::2], pieces[2::2], strict=True):
            tokens += [_token(*found[int(number)]), behind]
    return tuple(token for token in tokens if token)


def _token(sign: str, name: str) -> str | Use | _Section:
    if sign:
        return _Section(sign, name)
    *filters, field = (part.strip() for part in name.split(":"))
    return "" if field in _SPECIAL and not filters else Use(field, tuple(filters))


def _texts(node: Element, *, hidden: bool) -> Iterator[str]:
    """The texts in order; of those that are hidden, the fields alone."""
    hidden = hidden or bool(_HIDDEN.search(node.attributes.get("style", "")))
    for child in node.children:
        if isinstance(child, str):
            words = " ".join(child.split("\n"))
            yield "".join(f"\x02{number}\x03" for number in _PLACE.findall(child)) if hidden else words
        elif child.name == "br" or child.name in BLOCKS:
            yield "\n"
            yield from _texts(child, hidden=hidden)
            yield "\n"
        elif child.name == "img":
            yield "".join(f"\x02{number}\x03" for number in _PLACE.findall(child.attributes.get("src", "")))
        elif child.name not in ("button", "select", "textarea"):
            yield from _texts(child, hidden=hidden)


def shown(template: str, filled: Collection[str]) -> list[Part]:
    """What of a template is seen when these fields are filled."""
    parts: list[Part] = []
    open_: list[bool] = []
    for token in _tokens(template):
        match token:
            case _Section(sign="/"):
                del open_[-1:]
            case _Section(sign=sign, name=name):
                open_.append((name in filled) == (sign == "#"))
            case _ if all(open_):
                parts.append(token)
            case _:
                pass
    return parts


def uses(parts: Sequence[Part], filled: Collection[str]) -> list[Use]:
    """The filled fields among the parts, each where it comes first."""
    found: dict[str, Use] = {}
    for part in parts:
        if isinstance(part, Use) and part.name in filled:
            found.setdefault(part.name, part)
    return list(found.values())


def words(parts: Sequence[Part]) -> str:
    """The template's own words."""
    text = " ".join(" ".join(part for part in parts if isinstance(part, str)).split())
    return text if re.search(r"\w", text) else ""


def switches(templates: Sequence[str]) -> frozenset[str]:
    """Fields that only say whether something is shown, such as `Add Reverse`."""
    tokens = [token for template in templates for token in _tokens(template)]
    asked = {token.name for token in tokens if isinstance(token, _Section)}
    return frozenset(asked - {token.name for token in tokens if isinstance(token, Use)})
