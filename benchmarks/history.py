"""Time the history alone: progress rebuilt from 100,000 reviews, one answer committed, one backup.

usage: python benchmarks/history.py [--reviews 100000] [--answers 300]

Printed is a table in Markdown with seconds, the best of three or the median; a plain sum beside them says how fast the
machine was.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from library import write_history

from studycli.core.history import Event
from studycli.core.model import CardId
from studycli.history.backup import back_up
from studycli.history.log import Log


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=300)
    arguments = parser.parse_args()
    gc.set_threshold(100_000)  # as the program does
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), arguments.reviews, arguments.answers)


def measure(folder: Path, reviews: int, answers: int) -> None:
    write_history(folder, reviews * 3 // 20, reviews)
    log = Log.open(folder)
    print("| what | seconds |\n|---|---|")
    print(f"| a sum of 10 million numbers | {best(lambda: sum(range(10**7))):.3f} |")
    print(f"| progress rebuilt from {reviews:,} reviews | {best(log.rebuild):.3f} |")
    print(f"| the file verified | {best(log.faults):.3f} |")
    print(f"| a backup | {best(lambda: back_up(log.path, '2026-03-01')):.3f} |")
    commits = [seconds(lambda number=number: answer(log, number)) for number in range(answers)]
    print(f"| one answer committed, median | {statistics.median(commits):.4f} |")
    log.close()


def answer(log: Log, number: int) -> None:
    at = 1_900_000_000_000 + number
    event = Event(card=CardId(f"n{number:06d}"), at=at, study_day=21_990, kind="review", rating=3, interval=9)
    log.append(event, at)


def best(case: Callable[[], object]) -> float:
    return min(seconds(case) for _ in range(3))


def seconds(case: Callable[[], object]) -> float:
    before = time.perf_counter()
    case()
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
