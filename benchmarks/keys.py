"""How long the quiz takes to answer a key: from the press until the end of the page that follows, in a pseudo-terminal.

usage: python benchmarks/keys.py [--cards 60]

The shipped decks, a new history, 80 columns. Printed is a table in Markdown: the median and the longest of each key, in
milliseconds. The first reveal is counted by itself, since what draws Markdown is loaded for it.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from run import PROGRAM, compiled

# Keys in the order in which each card gets them; what is left out of the figures only brings the next card.
ROUND = (
    (" ", "reveal"),
    ("j", "scroll"),
    ("x", "explanation"),
    ("l", "language"),
    ("?", "help"),
    (" ", ""),
    ("3", "rate"),
)
# The person reads; what the program does meanwhile is not waited for.
PAUSE = 0.3
END_OF_PAGE = b"\x1b[J"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=60)
    cards = parser.parse_args().cards
    with tempfile.TemporaryDirectory() as folder:
        taken = session(Path(folder), cards)
    print("| key | median, ms | longest, ms |\n|---|---|---|")
    for name, times in taken.items():
        print(f"| {name} | {statistics.median(times) * 1000:.1f} | {max(times) * 1000:.1f} |")


def session(home: Path, cards: int) -> dict[str, list[float]]:
    """Seconds for each press of each key."""
    import pexpect

    environment = compiled() | {"STUDYCLI_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    command = [*PROGRAM[1:], "quiz", "--new", str(cards)]
    child = pexpect.spawn(PROGRAM[0], command, env=environment, dimensions=(24, 80), echo=False)
    child.delaybeforesend = None
    child.expect_exact(END_OF_PAGE, timeout=30)
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(cards):
        for key, name in ROUND:
            time.sleep(PAUSE)
            seconds = pressed(child, key)
            if name:
                taken["first reveal" if name == "reveal" and number == 0 else name].append(seconds)
    child.close(force=True)
    return dict(taken)


def pressed(child: object, key: str) -> float:
    before = time.perf_counter()
    child.send(key)
    child.expect_exact(END_OF_PAGE, timeout=30)
    return time.perf_counter() - before


if __name__ == "__main__":
    sys.exit(main())
