"""Time `studycli dedupe` over decks of two sizes, and count the pairs that are compared.

usage: python benchmarks/dedupe.py [--notes 10000]

The decks are those of library.py, whose sentences are made of few words and so have much in common, with a tenth of the
notes written a second time under another id. Printed is a table in Markdown: whole processes, catalogue built before.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from library import write_decks

from studycli.core.duplicates import Search
from studycli.core.model import Note
from studycli.decks.reader import read_bytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=10_000)
    notes = parser.parse_args().notes
    print("| notes | pairs compared, a note | pairs found | seconds | of the processor |\n|---|---|---|---|---|")
    for size in (notes // 4, notes):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size)


def measure(folder: Path, notes: int) -> None:
    decks = folder / "decks"
    write_decks(decks, notes * 10 // 11, 10)
    copied = (decks / "deck-0000.yaml").read_text(encoding="utf-8")
    (decks / "copies.yaml").write_text(re.sub(r"(?m)^- id: ", "- id: copy-", copied), encoding="utf-8")
    environment = {**os.environ, "STUDYCLI_HOME": str(folder / "home")}
    command = [sys.executable, "-m", "studycli", "dedupe", "--decks", str(decks)]
    subprocess.run([*command, "is:leech"], env=environment, check=True, capture_output=True)
    before, used = time.perf_counter(), processor_seconds()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    seconds, used, found = time.perf_counter() - before, processor_seconds() - used, done.stdout.count("\n")
    everything = [note for path in decks.glob("*.yaml") for note in notes_of(path)]
    compared = len(Search(everything).candidates()) / len(everything)
    print(f"| {len(everything):,} | {compared:.1f} | {found:,} | {seconds:.1f} | {used:.1f} |")


def processor_seconds() -> float:
    """What the processes that have ended took; on a busy machine it says more than the clock."""
    times = os.times()
    return times.children_user + times.children_system


def notes_of(path: Path) -> tuple[Note, ...]:
    deck = read_bytes(path.read_bytes(), path=str(path), name=path.stem).deck
    return deck.notes if deck else ()


if __name__ == "__main__":
    main()
