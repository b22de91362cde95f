"""What an exporter is: a file format, known by its suffix, and the function that writes decks in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from studycli.core.model import Deck, NoteId
from studycli.exporters.anki_progress import Study
from studycli.exporters.html_cache import HtmlCache


@dataclass(frozen=True, slots=True)
class Options:
    """`language`: a code such as "zh", "both" for every language there is, "" for the first of each text.

    `modified` says when a note's content last changed (unix seconds, from `lock.advance`); only Anki needs it,
    `study` where progress goes out too, and `cache` of what was rendered, by the hashes `contents`
    (`apkg.content_hashes`). `media` reads the files beside a deck.
    """

    language: str = ""
    modified: Mapping[NoteId, int] = field(default_factory=dict)
    study: Study | None = None
    contents: Mapping[NoteId, str] = field(default_factory=dict)
    cache: HtmlCache | None = None
    media: Callable[[Deck, str], bytes | None] = lambda _deck, _path: None


@dataclass(frozen=True, slots=True)
class Exporter:
    """`render` takes decks with only the notes to export, skips those not answered yet, and gives the file's bytes."""

    suffix: str
    format: str
    render: Callable[[Sequence[Deck], Options], bytes]
