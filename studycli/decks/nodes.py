"""A YAML text as nodes: the author's words and where they stand, nothing resolved."""

from dataclasses import dataclass
from typing import Protocol

from studycli.core.problem import Severity
from studycli.decks.report import Mark


class Position(Mark, Protocol):
    """A mark that also counts characters from the start of the text."""

    @property
    def index(self) -> int: ...


@dataclass(slots=True)
class ScalarNode:
    text: str
    mark: Mark


@dataclass(slots=True)
class SequenceNode:
    items: "list[Node]"
    mark: Mark


@dataclass(slots=True)
class MappingNode:
    """`entries` by key: the key's mark and the value. `end` stands after the mapping's last character."""

    entries: "dict[str, tuple[Mark, Node]]"
    mark: Position
    end: Mark


Node = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True)
class Fault:
    mark: Mark
    code: str
    message: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Tree:
    """`root` is None where the text holds nothing. `faults` are what was noted and read past.

    `broken` ended the reading; what was whole before it is in `root`. `last_list` and `open_entry` are then the marks
    of the outermost list, open or just closed, and of its entry that had begun.
    """

    root: Node | None
    faults: tuple[Fault, ...]
    broken: Fault | None = None
    last_list: Mark | None = None
    open_entry: Mark | None = None
