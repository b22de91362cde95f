"""`order.txt`: the names of a folder's decks, one a line, in the order in which they are learnt."""

from pathlib import Path
from typing import NamedTuple

ORDER_FILE = "order.txt"


class Listed(NamedTuple):
    """A deck's whole name, and the line of the file it is named on."""

    name: str
    path: str
    line: int


def read_order(path: Path, prefix: str) -> list[Listed]:
    """What the file names; `prefix` goes before each name. Empty lines and those that begin with # say nothing."""
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    named = ((line.strip(), number) for number, line in enumerate(lines, start=1))
    return [Listed(prefix + name, str(path), number) for name, number in named if name and not name.startswith("#")]
