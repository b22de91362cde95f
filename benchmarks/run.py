"""Time whole processes as multiples of `python -c "import typer"`, measured in turn with them in the same run.

usage: python benchmarks/run.py [--notes 100 10000 100000] [--runs 15]

For each size: decks and a history of ten events a note are written once, the catalogue is built, and then each
command is run in turn with the yardstick. Printed is a table in Markdown: the medians of the ratios and of the seconds.
The program is compiled to byte code before. A deck of a hundred is edited in one note before each start that counts it.
"""

import argparse
import compileall
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from library import write_decks, write_history
from memory import peak_megabytes

import studycli
from studycli.catalogue.store import Catalogue

PROGRAM = [sys.executable, "-m", "studycli"]
YARDSTICK = [sys.executable, "-c", "import typer"]
# A day on which part of what `write_history` made is due.
NOW = "2024-10-05T12:00:00+00:00"

COMMANDS = (
    ("search, a word in many notes", ["search", "gradient"]),
    ("search, two characters", ["search", "卷积"]),
    ("search, nothing found", ["search", "zzzzzz"]),
    ("due", ["due"]),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, nargs="+", default=[100, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    print("| notes | what | x typer | seconds |\n|---|---|---|---|")
    for notes in arguments.notes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), notes, arguments.runs)


def measure(folder: Path, notes: int, runs: int) -> None:
    files = min(100, max(1, notes // 10))
    write_decks(folder / "decks", notes, files)
    write_history(folder / "home" / "data", notes, notes * 10)
    own = {"STUDYCLI_HOME": str(folder / "home"), "STUDYCLI_DECKS": str(folder / "decks"), "STUDYCLI_NOW": NOW}
    environment = compiled() | own
    build = min(build_anew(folder, environment) for _ in range(3))
    print(f"| {notes:,} | catalogue built from nothing | | {build:.2f} |")
    shutil.rmtree(folder / "home" / "cache")
    megabytes = peak_megabytes([*PROGRAM, "decks"], environment)
    print(f"| {notes:,} | memory of all processes while it is built | | {megabytes} MB |")
    size = sum(file.stat().st_size for file in (folder / "home" / "cache").iterdir())
    print(f"| {notes:,} | size of the catalogue | | {size >> 20} MB |")
    print(f"| {notes:,} | catalogue opened, nothing changed, {files} files | | {unchanged(folder):.4f} |")
    for name, words in COMMANDS:
        report(notes, name, paired(lambda words=words: whole([*PROGRAM, *words], environment), runs))
    report(notes, "quiz, first card on the screen", paired(lambda: first_card(environment), runs))
    deck = next((folder / "decks").iterdir())
    edited = paired(lambda: after_edit(deck, lambda: opened(folder)), runs)
    report(notes, f"catalogue opened, one note edited in one of {files} decks", edited)
    search = [*PROGRAM, "search", "zzzzzz"]
    report(
        notes, "search after such an edit", paired(lambda: after_edit(deck, lambda: whole(search, environment)), runs)
    )


def report(notes: int, name: str, figures: tuple[float, float]) -> None:
    ratio, seconds = figures
    print(f"| {notes:,} | {name} | {ratio:.2f} | {seconds:.3f} |", flush=True)


def paired(case: Callable[[], float], runs: int) -> tuple[float, float]:
    """Median ratio to the yardstick and median seconds, after one warm-up of each."""
    case()
    whole(YARDSTICK, dict(os.environ))
    pairs = [(case(), whole(YARDSTICK, dict(os.environ))) for _ in range(runs)]
    return statistics.median(a / b for a, b in pairs), statistics.median(a for a, _ in pairs)


def whole(command: Sequence[str], environment: dict[str, str], ends: Collection[int] = (0,)) -> float:
    """Seconds from the start of a process to its end, which must be with one of these statuses."""
    before = time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken = time.perf_counter() - before
    if done.returncode not in ends:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}")
    return taken


def compiled() -> dict[str, str]:
    """The environment of a program that has its byte code, as one that was installed."""
    compileall.compile_dir(Path(studycli.__file__).parent, quiet=1)
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def build_anew(folder: Path, environment: dict[str, str]) -> float:
    shutil.rmtree(folder / "home" / "cache", ignore_errors=True)
    return whole([*PROGRAM, "decks"], environment)


def unchanged(folder: Path) -> float:
    """Median seconds, in this process, to see that no deck changed and to have the catalogue open."""
    # Files are looked at again until they are older than a tick of the clock.
    time.sleep(2.5)
    opened(folder)
    return statistics.median(opened(folder) for _ in range(15))


def opened(folder: Path) -> float:
    """Seconds to open the catalogue in this process."""
    before = time.perf_counter()
    Catalogue.open(folder / "home" / "cache", (folder / "decks",)).close()
    return time.perf_counter() - before


def after_edit(deck: Path, case: Callable[[], float]) -> float:
    """What the case takes once a note in the middle of the deck says something else."""
    text = deck.read_text(encoding="utf-8")
    middle = text.index("en: What ", len(text) // 2)
    deck.write_text(text[:middle] + text[middle:].replace("What ", "What else ", 1), encoding="utf-8")
    return case()


def first_card(environment: dict[str, str]) -> float:
    """Seconds from the start of a quiz in a pseudo-terminal until its keys are on the screen."""
    import pexpect

    before = time.perf_counter()
    child = pexpect.spawn(PROGRAM[0], [*PROGRAM[1:], "quiz"], env=environment, dimensions=(24, 80))
    child.expect("answer")
    taken = time.perf_counter() - before
    child.kill(signal.SIGKILL)
    child.close()
    return taken


if __name__ == "__main__":
    main()
