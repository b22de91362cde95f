"""An export for Anki: notes go as the catalogue keeps them, and few of them need to be read."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from studycli.cli.context import Context
from studycli.cli.files import write_whole
from studycli.cli.media_beside import media_beside
from studycli.cli.progress import bar
from studycli.cli.stop import Exit, Stop
from studycli.core.clock import to_ms
from studycli.core.messages import _
from studycli.core.model import Deck, NoteId

if TYPE_CHECKING:
    from studycli.catalogue.lookup import Stored
    from studycli.exporters.anki_progress import Study
    from studycli.exporters.apkg import StoredDeck


def package(context: Context, notes: "Sequence[Stored]", language: str, *, with_progress: bool) -> bytes:
    from studycli.exporters import apkg
    from studycli.exporters.exporter import Options

    with bar(_("Rendering notes")) as report:
        options = Options(
            language,
            modified=lambda contents: _modified(context, contents),
            study=_study(context, notes) if with_progress else None,
            cache=context.folders.cache / "anki-html.db",
            media=media_beside,
            on_progress=report,
        )
        return apkg.package(_decks(notes), options)


def _study(context: Context, notes: "Sequence[Stored]") -> "Study":
    from studycli.cli.export_progress import study

    return study(context, {note.id for note in notes})


def _decks(notes: "Sequence[Stored]") -> "list[StoredDeck]":
    from studycli.catalogue.codec import decode_note
    from studycli.exporters.exporter import StoredNote

    decks: dict[str, tuple[Deck, list[StoredNote]]] = {}
    for deck, id_, data, line, _cards in notes:
        decks.setdefault(deck.name, (deck, []))[1].append(StoredNote(id_, data, line, decode_note))
    return [*decks.values()]


def _modified(context: Context, contents: Mapping[NoteId, str]) -> Mapping[NoteId, int]:
    """When each note's content last changed; what is new or changed is written down beside the history."""
    from studycli.exporters import lock

    path = context.folders.data / "anki-lock.json"
    known = lock.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    if isinstance(known, lock.LockFault):
        told = _("{place}: {fault}; move it away to begin anew")
        raise Stop(Exit.HISTORY, "lock", told.format(place=f"{path}:{known.line}", fault=known.message))
    advanced = lock.advance(known, contents, to_ms(context.now()) // 1000)
    if advanced != known:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, lock.dump(advanced).encode("utf-8"))
    return lock.modified(advanced)
