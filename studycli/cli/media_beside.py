"""The files that lie beside a deck, read for an export."""

from pathlib import Path

from studycli.core.model import Deck

# Anki's own limit for a file in a collection that is synchronised.
_LARGEST = 100 << 20


def media_beside(deck: Deck, path: str) -> bytes | None:
    """The content of a file below the deck's folder; None where there is none, or it is a link to somewhere else."""
    if not deck.path:
        return None
    try:
        folder = Path(deck.path).parent.resolve()
        file = (folder / path).resolve()
        if not file.is_relative_to(folder) or not file.is_file() or file.stat().st_size > _LARGEST:
            return None
        return file.read_bytes()
    except (OSError, ValueError):
        return None
