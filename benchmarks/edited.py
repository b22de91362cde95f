"""Time what a start costs when nothing changed, when one deck was edited, and in a library of many folders.

usage: python benchmarks/edited.py [--notes 100000] [--files 100] [--folders 1000] [--runs 9]

Each figure is taken in turn with `python -c "import typer"`, as a multiple of which it is printed. Times are those of
opening the catalogue alone, in this process: one note of one deck is edited before each run.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from library import write_decks
from run import YARDSTICK, whole

from studycli.catalogue.store import Catalogue


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--folders", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    print("| what | x typer | milliseconds |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        decks = Path(folder) / "decks"
        write_decks(decks, arguments.notes, arguments.files)
        started(Path(folder), decks, arguments.runs, f"{arguments.files} files, {arguments.notes:,} notes")
    with tempfile.TemporaryDirectory() as folder:
        decks = Path(folder) / "decks"
        write_decks(decks, arguments.folders * 10, arguments.folders)
        for path in list(decks.glob("*.yaml")):
            below = decks / path.stem / "a" / "b"
            below.mkdir(parents=True)
            path.rename(below / path.name)
        started(Path(folder), decks, arguments.runs, f"{arguments.folders:,} folders, {arguments.folders * 10:,} notes")


def started(folder: Path, decks: Path, runs: int, name: str) -> None:
    opened(folder, decks)
    edited = next(decks.rglob("*.yaml"))
    # Until files are older than a tick of the clock they are looked at again.
    time.sleep(2.5)
    opened(folder, decks)
    report(f"nothing changed, {name}", lambda _: opened(folder, decks), runs)

    def after_edit(run: int) -> float:
        text = edited.read_text(encoding="utf-8")
        edited.write_text(text.replace("What is", f"What {run} is", 1), encoding="utf-8")
        return opened(folder, decks)

    report(f"one deck edited, {name}", after_edit, runs)


def opened(folder: Path, decks: Path) -> float:
    """Seconds to open the catalogue."""
    before = time.perf_counter()
    Catalogue.open(folder / "cache", [decks]).close()
    return time.perf_counter() - before


def report(name: str, case: Callable[[int], float], runs: int) -> None:
    pairs = [(case(run), whole(YARDSTICK, {})) for run in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"| {name} | {ratio:.2f} | {statistics.median(a for a, _ in pairs) * 1000:.1f} |", flush=True)


if __name__ == "__main__":
    main()
