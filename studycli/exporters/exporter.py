"""What an exporter is: a file format, known by its suffix, and the module that writes decks in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from studycli.core.model import Deck, Note, NoteId

if TYPE_CHECKING:
    from studycli.exporters.anki_progress import Study


@dataclass(frozen=True, slots=True)
class Options:
    """`language`: a code such as "zh", "both" for every language there is, "" for the first of each text.

    The others are for Anki. `modified` says when the content of each note last changed (unix seconds), given hashes
    of it; notes that it does not name count as first seen. `study` is there where progress goes out too. `cache` is
    the file for what was rendered, and `media` reads the files beside a deck. `on_progress` is told how much of
    how much is rendered, where there is something to render.
    """

    language: str = ""
    modified: Callable[[Mapping[NoteId, str]], Mapping[NoteId, int]] = lambda _contents: {}
    study: "Study | None" = None
    cache: Path | None = None
    media: Callable[[Deck, str], bytes | None] = lambda _deck, _path: None
    on_progress: Callable[[int, int], None] = lambda _done, _total: None


class StoredNote(NamedTuple):
    """A note that is read only where what was made of it before does not serve.

    `data` says all that the note says but for its line. `decode` makes the note of both; it can be pickled, for a
    helper process may do it.
    """

    id: NoteId
    data: bytes
    line: int
    decode: Callable[[bytes, int], Note]

    def read(self) -> Note:
        return self.decode(self.data, self.line)


@dataclass(frozen=True, slots=True)
class Exporter:
    """`module` stands beside this one, and is imported when it is needed."""

    suffix: str
    module: str

    def render(self, decks: Sequence[Deck], options: Options) -> bytes:
        """The file of these decks, which have only the notes to export; those not answered yet are left out."""
        module = import_module(f"studycli.exporters.{self.module}")
        return cast("bytes", module.render(decks, options))
