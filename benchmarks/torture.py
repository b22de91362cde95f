"""Kill programs that record answers, for minutes, and count what was lost: nothing, or this ends with an error.

usage: python benchmarks/torture.py [--minutes 5] [--seed N]

Printed are the counts of each way to record: `rate -` alone, two at once, and the quiz in a pseudo-terminal.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS / "torture"), str(TESTS / "terminal")]

from killing import Torture  # noqa: E402  # from beside the tests


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    end = time.monotonic() + arguments.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        rating = Torture(Path(folder) / "rating", random.Random(arguments.seed), cards=40)
        quiz = Torture(Path(folder) / "quiz", random.Random(arguments.seed), cards=2000)
        while time.monotonic() < end:
            for torture_round in (rating.rate, rating.rate, quiz.quiz, rating.rate_beside_another):
                torture_round()
        for torture in (rating, quiz):
            report(torture)
    print(f"nothing was lost or doubled, every history was whole (seed {arguments.seed})")


def report(torture: Torture) -> None:
    counts = torture.counts
    ways = ", ".join(f"{name} {number}" for name, number in counts.of.items())
    print(
        f"{counts.kills} kills ({ways}); {counts.acknowledged} answers acknowledged and there, "
        f"{counts.spared} committed as they were killed; {counts.backups} whole backups"
    )


if __name__ == "__main__":
    main()
