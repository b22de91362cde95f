"""The deck files of a library as they are on the disk now."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from studycli.core.messages import _
from studycli.core.problem import Problem, warning
from studycli.decks.folder import DeckFile, deck_files

# File systems stamp times in ticks of up to two seconds: a file may change again within one and look the same.
TICK_NS = 2_000_000_000

# The root's number, the deck's name and the file's suffix: the same from wherever the library is looked at.
Key = tuple[int, str, str]


class Found(NamedTuple):
    """`shown` is the path as it can be printed; `changed_ns` is when the file last changed, by its own clock."""

    key: Key
    path: str
    shown: str
    size: int
    signature: str
    changed_ns: int

    @property
    def name(self) -> str:
        return self.key[1]

    def is_settled(self, now_ns: int) -> bool:
        """Whether any later change will show in the signature."""
        return self.changed_ns < now_ns - TICK_NS


class Scan(NamedTuple):
    """`files` in library order; of decks of the same name only that of the first root. `at_ns` is when it was made.

    Decks that no order file names come first, by root and name, then the others as they are listed.
    """

    files: tuple[Found, ...]
    problems: tuple[Problem, ...]
    at_ns: int


def scan(roots: Sequence[Path], at_ns: int) -> Scan:
    files: dict[Key, Found] = {}
    problems: list[Problem] = []
    first: dict[str, Found] = {}
    order: dict[str, int] = {}
    for number, root in enumerate(roots):
        listing = deck_files(root)
        problems.extend(listing.problems)
        for name in listing.order:
            order.setdefault(name, len(order))
        for file in listing.files:
            found = _look_at(number, file)
            if found is None:
                continue
            other = files.get(found.key) or first.get(found.name)
            if other is None or (other.key[0] == number and found.key not in files):
                files[found.key] = found
                first.setdefault(found.name, found)
            else:
                problems.extend(_stood_in_for(found, other))
    in_order = list(files.values())
    if order:
        in_order.sort(key=lambda found: (order.get(found.name, -1), found.key))
    return Scan(tuple(in_order), tuple(problems), at_ns)


def _look_at(root: int, file: DeckFile) -> Found | None:
    """None where the file was removed meanwhile."""
    try:
        stat = os.stat(file.path)  # noqa: PTH116 - a Path takes as long again
    except OSError:
        return None
    # The change time moves also when another tool sets the modification time back, or only the permissions change.
    signature = f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
    changed_ns = max(stat.st_mtime_ns, stat.st_ctime_ns)
    shown = file.path.encode(errors="replace").decode()
    return Found((root, file.name, file.suffix), file.path, shown, stat.st_size, signature, changed_ns)


def _stood_in_for(found: Found, other: Found) -> tuple[Problem, ...]:
    """Nothing when both are one file, named twice."""
    if Path(found.path).resolve() == Path(other.path).resolve():
        return ()
    message = _("{other} has the same deck name and stands in for it").format(other=other.shown)
    return (warning(found.shown, 0, 0, "same-deck-name", message),)
