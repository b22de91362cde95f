"""Time Anki packages: written from nothing, from cache and after an edit, and the reviews of a large one read.

usage: python benchmarks/export.py [--notes 10000] [--reviews 500000] [--runs 5]

Whole processes, as multiples of `python -c "import typer"` and of cmark alone over the same answers, in turn with them
in the same run; medians. CPU seconds are those of helper processes too; the memory is the peak of the largest process.
"""

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from library import write_decks

PROGRAM = [sys.executable, "-m", "studycli"]
TYPER = [sys.executable, "-c", "import typer"]
CMARK = """
import sys
from studycli.exporters.cmark import markdown_to_html
for text in open(sys.argv[1], encoding="utf-8").read().split("\\0"):
    markdown_to_html(text)
"""
SCHEMA = """
CREATE TABLE col (crt INTEGER, conf TEXT);
CREATE TABLE notes (id INTEGER PRIMARY KEY, guid TEXT);
CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER, ord INTEGER, mod INTEGER, type INTEGER, queue INTEGER,
                    due INTEGER, odue INTEGER);
CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid INTEGER, ease INTEGER, ivl INTEGER, factor INTEGER, time INTEGER,
                     type INTEGER);
INSERT INTO col VALUES (1500000000, '{"creationOffset": 0, "rollover": 4}');
"""


class Run(NamedTuple):
    seconds: float
    cpu: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--reviews", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    print("| what | x typer | x cmark | seconds | CPU | MB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), arguments.notes, arguments.runs)
    with tempfile.TemporaryDirectory() as folder:
        read(Path(folder), arguments.reviews)


def write(folder: Path, notes: int, runs: int) -> None:
    environment = own(folder, notes)
    (folder / "answers").write_text("\0".join(answers(folder / "decks")), encoding="utf-8")
    cmark = [sys.executable, "-c", CMARK, str(folder / "answers")]
    export = [*PROGRAM, "export", "-o", str(folder / "out.apkg")]
    whole([*PROGRAM, "decks"], environment)

    def anew() -> Run:
        (folder / "home" / "cache" / "anki-html.db").unlink(missing_ok=True)
        return whole(export, environment)

    report(f"{notes:,} notes from nothing", anew, cmark, environment, runs)

    def edited() -> Run:
        deck = next(iter(sorted((folder / "decks").iterdir())))
        texts = deck.read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(at for at, line in enumerate(texts) if line.startswith("  tags: ["))
        texts[at] = texts[at].replace("]", ", again]")
        deck.write_text("".join(texts), encoding="utf-8")
        return whole(export, environment)

    report(f"{notes:,} notes from cache", lambda: whole(export, environment), cmark, environment, runs)
    report(f"{notes:,} notes, one edited", edited, cmark, environment, runs)


def report(name: str, case: Callable[[], Run], cmark: Sequence[str], environment: dict[str, str], runs: int) -> None:
    case()
    rounds = [(case(), whole(TYPER, environment), whole(cmark, environment)) for _ in range(runs)]
    typer, alone = (statistics.median(made.cpu / each[at].cpu for made, *each in rounds) for at in (0, 1))
    middle = Run(*(statistics.median(values) for values in zip(*(made for made, *_ in rounds), strict=True)))
    print(f"| {name} | {typer:.1f} | {alone:.1f} | {middle.seconds:.2f} | {middle.cpu:.2f} | {middle.megabytes:.0f} |")


def read(folder: Path, reviews: int) -> None:
    notes = max(1, reviews // 10)
    environment = own(folder, notes)
    package = folder / "phone.colpkg"
    write_package(package, notes, reviews)
    whole([*PROGRAM, "decks"], environment)
    typer = whole(TYPER, environment)
    for name in ("taken in", "known"):
        made = whole([*PROGRAM, "import", str(package), "--history"], environment)
        print(
            f"| {reviews:,} reviews of {notes:,} notes {name} | {made.cpu / typer.cpu:.0f} | | {made.seconds:.1f} "
            f"| {made.cpu:.1f} | {made.megabytes:.0f} |"
        )


def write_package(path: Path, notes: int, reviews: int) -> None:
    dice, database = random.Random(1), sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    database.executemany("INSERT INTO notes VALUES (?, ?)", ((n + 1, f"studycli:n{n:06d}") for n in range(notes)))
    database.executemany("INSERT INTO cards VALUES (?, ?, 0, 1, 2, 2, 9, 0)", ((n + 1, n + 1) for n in range(notes)))
    rows = (
        (1_600_000_000_000 + at * 190_000, at % notes + 1, dice.choice((1, 2, 3, 3, 4)), dice.randint(1, 200))
        for at in range(reviews)
    )
    database.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, 500, 9000, 1)", rows)
    database.commit()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("collection.anki21", database.serialize())
    database.close()


def own(folder: Path, notes: int) -> dict[str, str]:
    write_decks(folder / "decks", notes, max(1, notes // 1000))
    return dict(os.environ) | {"STUDYCLI_HOME": str(folder / "home"), "STUDYCLI_DECKS": str(folder / "decks")}


def answers(decks: Path) -> list[str]:
    from studycli.decks.reader import read_text

    files = sorted(decks.iterdir())
    readings = (read_text(path.read_text(encoding="utf-8"), path=str(path), name=path.stem) for path in files)
    return [note.body.answer.show() for reading in readings if reading.deck for note in reading.deck.notes]


def whole(command: Sequence[str], environment: dict[str, str]) -> Run:
    """One process, from its start to its end."""
    before, null = time.perf_counter(), os.open(os.devnull, os.O_WRONLY)
    redirected = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    number = os.posix_spawn(command[0], command, environment, file_actions=redirected)
    _, status, usage = os.wait4(number, 0)
    os.close(null)
    if status:
        raise SystemExit(f"{command} ended with {status}")
    per_megabyte = 1 << (20 if sys.platform == "darwin" else 10)
    return Run(time.perf_counter() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_megabyte)


if __name__ == "__main__":
    main()
