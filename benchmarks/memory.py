"""How much memory a program takes with all the processes it starts, where Linux tells."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_EVERY_SECONDS = 0.02


def peak_megabytes(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """The largest sum of what they held at one instant; what several share is counted once. 0 where it is not told."""
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while program.poll() is None:
        peak = max(peak, sum(map(_kilobytes, _family(program.pid))))
        try:
            program.wait(_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    return peak >> 10


def _family(pid: int) -> Iterator[int]:
    """A process and all below it; one that has ended meanwhile has none."""
    yield pid
    for child in _said(Path(f"/proc/{pid}/task/{pid}/children")).split():
        yield from _family(int(child))


def _kilobytes(pid: int) -> int:
    lines = _said(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _said(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
