"""Many decks read at once, in helper processes: reading YAML takes three times as long as writing the tables."""

from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from studycli.catalogue.prepared import PreparedDeck, PreparedNote, prepare
from studycli.catalogue.scan import Found
from studycli.helpers import in_turn

# Less is read before a helper has started.
WORTH_BYTES = 4 << 20


def prepared_in_turn(files: Sequence[Found]) -> Generator[PreparedDeck | OSError, None, None]:
    """Each of the files, in order; an OSError where it cannot be read."""
    jobs = [(file.path, file.shown, file.name) for file in files]
    is_much = sum(file.size for file in files) >= WORTH_BYTES
    with closing(in_turn(_read, jobs, is_much=is_much)) as read:
        for made in read:
            if isinstance(made, OSError):
                yield made
            else:
                deck = PreparedDeck._make(made)
                yield deck._replace(notes=tuple(map(PreparedNote._make, deck.notes)))


def _read(job: tuple[str, str, str]) -> Any:
    """A prepared deck as plain values."""
    path, shown, name = job
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        return fault
    ready = prepare(data, path=shown, name=name)
    return (*ready[:-1], [tuple(note) for note in ready.notes])
