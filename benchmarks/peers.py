"""Time the same searches over the same notes by studycli and by its peers: ripgrep, a LIKE scan in SQLite, Anki.

usage: python benchmarks/peers.py [--notes 100000] [--runs 9]

Printed is a table in Markdown. A whole process, from its start to its end, is taken in turn with
`python -c "import typer"`, as a multiple of which it is given too; in one process it is the search alone, with
everything open and read once before. A peer that is not installed is left out with a line that says so.
"""

import argparse
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from library import write_decks
from run import PROGRAM, compiled, paired, whole

from studycli.catalogue.store import Catalogue
from studycli.core.contents import contents_of
from studycli.core.query import Query, QueryFault, parse
from studycli.decks.reader import read_bytes

# Seven notes in ten say the first, one says the second, one in twenty the third.
QUERIES = (
    ("a word in many notes", "gradient"),
    ("a word in one note", "000123"),
    ("two characters", "卷积"),
    ("nothing found", "zzzzzz"),
)

LIKE = "SELECT id FROM notes WHERE text LIKE '%' || ? || '%'"
LIKE_PROCESS = (
    "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); "
    f'print(len(db.execute("{LIKE}", (sys.argv[2],)).fetchall()))'
)
ANKI_PROCESS = (
    "import sys; from anki.collection import Collection; col = Collection(sys.argv[1]); "
    "print(len(col.find_notes(sys.argv[2]))); col.close()"
)


class Peer(NamedTuple):
    """`command` makes the arguments of a whole process of a query, `search` opens what is searched here, or is None."""

    name: str
    command: Callable[[str], Sequence[str]]
    search: Callable[[], AbstractContextManager[Callable[[str], object]]] | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), arguments.notes, arguments.runs)


def measure(folder: Path, notes: int, runs: int) -> None:
    decks = folder / "decks"
    write_decks(decks, notes, 100)
    own = {"STUDYCLI_HOME": str(folder / "home"), "STUDYCLI_DECKS": str(decks)}
    environment = compiled() | own
    whole([*PROGRAM, "decks"], environment)
    texts = [texts_of(path) for path in sorted(decks.iterdir())]
    peers = [studycli(folder), ripgrep(decks), like(folder, texts), anki(folder, texts)]
    print(f"{notes:,} notes\n\n| query | by | x typer | whole process, ms | search alone, ms |\n|---|---|---|---|---|")
    for what, text in QUERIES:
        for peer in filter(None, peers):
            # ripgrep ends with 1 when it found nothing.
            case = lambda peer=peer, text=text: whole(peer.command(text), environment, ends=(0, 1))  # noqa: E731
            ratio, seconds = paired(case, runs)
            alone = alone_ms(peer, text, runs)
            print(f"| {what} | {peer.name} | {ratio:.2f} | {seconds * 1000:.0f} | {alone} |", flush=True)


def texts_of(path: Path) -> list[tuple[str, str]]:
    """Each note's names and question, and all the rest that a search looks at."""
    deck = read_bytes(path.read_bytes(), path=str(path), name=path.stem).deck
    assert deck is not None
    contents = [contents_of(note, deck.tags) for note in deck.notes]
    return [("\n".join((*c.names, *c.question)), "\n".join((*c.tags, *c.points, *c.body))) for c in contents]


def studycli(folder: Path) -> Peer:
    @contextmanager
    def search() -> Iterator[Callable[[str], object]]:
        with closing(Catalogue.open(folder / "home" / "cache", (folder / "decks",))) as catalogue:
            yield lambda text: catalogue.search(query_of(text), limit=10, study_day=20_000, now_ms=0)

    return Peer("studycli", lambda text: [*PROGRAM, "search", text], search)


def query_of(text: str) -> Query:
    query = parse(text)
    assert not isinstance(query, QueryFault)
    return query


def ripgrep(decks: Path) -> Peer | None:
    program = shutil.which("rg")
    if program is None:
        return left_out("ripgrep")
    return Peer("ripgrep", lambda text: [program, "-i", "-F", "--count", text, str(decks)])


def like(folder: Path, texts: list[list[tuple[str, str]]]) -> Peer:
    path = folder / "like.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)")
        db.executemany("INSERT INTO notes (text) VALUES (?)", (("\n".join(note),) for deck in texts for note in deck))

    @contextmanager
    def search() -> Iterator[Callable[[str], object]]:
        with closing(sqlite3.connect(path)) as db:
            yield lambda text: db.execute(LIKE, (text,)).fetchall()

    return Peer("a LIKE scan", lambda text: [sys.executable, "-c", LIKE_PROCESS, str(path), text], search)


def anki(folder: Path, texts: list[list[tuple[str, str]]]) -> Peer | None:
    """Two fields of Anki's own Basic notes, in a collection that one process at a time has open."""
    if find_spec("anki") is None:
        return left_out("Anki")
    from anki.collection import AddNoteRequest, Collection
    from anki.decks import DeckId

    path = str(folder / "collection.anki2")

    def note(fields: tuple[str, str]) -> AddNoteRequest:
        note = collection.new_note(basic)
        note.fields = list(fields)
        return AddNoteRequest(note=note, deck_id=DeckId(1))

    with closing(Collection(path)) as collection:
        basic = collection.models.by_name("Basic")
        for deck in texts:
            collection.add_notes([note(fields) for fields in deck])

    @contextmanager
    def search() -> Iterator[Callable[[str], object]]:
        with closing(Collection(path)) as collection:
            yield collection.find_notes

    return Peer("Anki", lambda text: [sys.executable, "-c", ANKI_PROCESS, path, text], search)


def left_out(name: str) -> None:
    print(f"{name} is not installed and is left out")


def alone_ms(peer: Peer, text: str, runs: int) -> str:
    """The median in this process, after one search to warm up."""
    if peer.search is None:
        return ""
    with peer.search() as search:
        return f"{statistics.median([seconds(search, text) for _ in range(runs + 1)][1:]) * 1000:.1f}"


def seconds(search: Callable[[str], object], text: str) -> float:
    before = time.perf_counter()
    search(text)
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
