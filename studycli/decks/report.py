"""What is wrong with one file, collected while it is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from studycli.core.messages import _
from studycli.core.problem import Problem, error, warning

# A file with more faults than this is no deck; its other faults are counted, not told.
MOST_PROBLEMS = 1000


class Mark(Protocol):
    """A place in a text, as PyYAML gives it: both count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A mark of our own."""

    line: int
    column: int


class Report:
    """`errors` and `untold` count; a reader compares `errors` to see whether a note came through whole."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.errors = 0
        self._told: list[Problem] = []
        self._untold = 0

    def error(self, mark: Mark, code: str, message: str) -> None:
        self.errors += 1
        self._tell(error(self.path, mark.line + 1, mark.column + 1, code, message))

    def warning(self, mark: Mark, code: str, message: str) -> None:
        self._tell(warning(self.path, mark.line + 1, mark.column + 1, code, message))

    def unknown_key(self, mark: Mark, key: str, known: Iterable[str]) -> None:
        # Likeness is slow to find, so not for those that are only counted.
        near = [] if self._is_full else get_close_matches(key[:40], known, n=1)
        if near:
            message = _("`{key}` is not a key of deck format 1; did you mean `{near}`?")
            message = message.format(key=excerpt(key), near=near[0])
        else:
            message = _("`{key}` is not a key of deck format 1; known here: {known}")
            message = message.format(key=excerpt(key), known=", ".join(known))
        self.error(mark, "unknown-key", message)

    def problems(self) -> tuple[Problem, ...]:
        """In the order of the file."""
        told = sorted(self._told)
        if self._untold:
            message = _("{number} more problems are not listed").format(number=self._untold)
            told.append(error(self.path, 0, 0, "too-many-problems", message))
        return tuple(told)

    @property
    def _is_full(self) -> bool:
        return len(self._told) >= MOST_PROBLEMS

    def _tell(self, problem: Problem) -> None:
        if self._is_full:
            self._untold += 1
        else:
            self._told.append(problem)


def excerpt(text: str, most: int = 40) -> str:
    """The text on one line, shortened, fit to stand in a message."""
    line = " ".join(text.split())
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    return line if len(line) <= most else line[: most - 1] + "…"
