"""Pictures and sounds of the decks, packed for Anki under names that only their content has."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from studycli.core.contents import contents_of
from studycli.core.media import PICTURES, digest_of, hashed_name, path_of, suffix_of
from studycli.core.model import Deck, Note

# The content of a file beside a deck, by its path from there; None where there is none.
ReadMedia = Callable[[Deck, str], bytes | None]

_NAMED = re.compile(r'<span class="image" data-src="([^"]*)">(.*?)</span>', re.S)
_LINKED = re.compile(r'<a href="([^"]*)">([^<]*)</a>')
_DESTINATION = re.compile(r"\]\(\s*<?([^()<>\s]+)")


@dataclass(slots=True)
class Pictures:
    """Gathers the files of a package in `packed`, by their names there."""

    read: ReadMedia
    packed: dict[str, bytes] = field(default_factory=dict)
    _known: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def put_into(self, deck: Deck, rendered: str) -> str:
        """The fields of a note with its pictures and sounds in place of their names."""
        text = _NAMED.sub(lambda found: self._picture(deck, found), rendered)
        return _LINKED.sub(lambda found: self._sound(deck, found), text)

    def _picture(self, deck: Deck, found: re.Match[str]) -> str:
        name = self._name(deck, html.unescape(found[1]))
        if name is None or suffix_of(name) not in PICTURES:
            return found[0]
        words = found[2]
        # The words are `name (address)`, or the address alone.
        shown = words[: words.rfind(" (")] if words.endswith(")") and " (" in words else ""
        return f'<img src="{html.escape(name)}" alt="{shown}">'

    def _sound(self, deck: Deck, found: re.Match[str]) -> str:
        name = self._name(deck, html.unescape(found[1]))
        return f"[sound:{name}]" if name and suffix_of(name) not in PICTURES else found[0]

    def _name(self, deck: Deck, address: str) -> str | None:
        key = (deck.path, address)
        if key not in self._known:
            self._known[key] = self._pack(deck, address)
        return self._known[key]

    def _pack(self, deck: Deck, address: str) -> str | None:
        path = path_of(address)
        content = self.read(deck, path) if path else None
        if path is None or content is None:
            return None
        name = hashed_name(path.rpartition("/")[2], digest_of(content))
        self.packed[name] = content
        return name


def digests(deck: Deck, note: Note, read: ReadMedia) -> dict[str, str]:
    """What the files that a note names hold: where one changes, the note has changed."""
    return {path: digest_of(content) for path in paths(note) if (content := read(deck, path)) is not None}


def paths(note: Note) -> Iterator[str]:
    """The files beside its deck that a note names."""
    for text in contents_of(note, ()).all():
        for address in _DESTINATION.findall(text) if "](" in text else ():
            if path := path_of(address):
                yield path
