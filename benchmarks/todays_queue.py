"""Time today's queue in one process, with the catalogue and the history open: 100,000 notes, 1,000,000 events.

usage: python benchmarks/todays_queue.py [--notes 100000]
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from library import write_decks, write_history

from studycli.cli.context import Context
from studycli.cli.today import todays_queue
from studycli.core.query_tree import EVERYTHING


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=100_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        write_decks(Path(folder) / "decks", arguments.notes, 100)
        write_history(home / "data", arguments.notes, arguments.notes * 10)
        os.environ |= {"STUDYCLI_HOME": str(home), "STUDYCLI_NOW": "2024-10-05T12:00:00+00:00"}
        with Context([Path(folder) / "decks"]) as context:
            queue = todays_queue(context, EVERYTHING)
            print(f"{len(queue.cards)} cards in {statistics.median(map(seconds, [context] * 9)) * 1000:.0f} ms")


def seconds(context: Context) -> float:
    before = time.perf_counter()
    todays_queue(context, EVERYTHING)
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
