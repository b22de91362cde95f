"""Time `studycli import` of a large bank of every shape: whole processes, from the start of Python to the deck.

usage: python benchmarks/banks.py [--kilobytes 500] [--runs 5] [--shape NAME ...]

Each process is paired with `python -c "import typer"` in turn; medians of the ratios, and of the seconds. Those of
the processor say more on a busy machine.
"""

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bank_texts import KINDS, bank_text
from export import PROGRAM, TYPER, whole
from run import compiled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kilobytes", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--shape", nargs="*", choices=KINDS, default=list(KINDS))
    arguments = parser.parse_args()
    print("| shape | questions | x typer | of the processor | seconds | of the processor |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), arguments.shape, arguments.kilobytes * 1000, arguments.runs)


def measure(folder: Path, shapes: Sequence[str], size: int, runs: int) -> None:
    environment = compiled() | {"STUDYCLI_HOME": str(folder / "home")}
    for shape in shapes:
        text, questions = bank_text(KINDS[shape], size)
        bank = folder / f"bank{KINDS[shape].suffix}"
        bank.write_text(text, encoding="utf-8")
        command = [*PROGRAM, "import", str(bank), "-o", str(folder / "out.yaml"), "--force"]
        whole(command, environment)
        pairs = [(whole(command, environment), whole(TYPER, environment)) for _ in range(runs)]
        ratios = (statistics.median(getattr(a, of) / getattr(b, of) for a, b in pairs) for of in ("seconds", "cpu"))
        medians = (statistics.median(getattr(made, of) for made, _ in pairs) for of in ("seconds", "cpu"))
        print(f"| {shape} | {questions:,} | {' | '.join(f'{one:.2f}' for one in (*ratios, *medians))} |", flush=True)


if __name__ == "__main__":
    main()
