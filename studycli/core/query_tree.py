"""A query as a tree. What a parsed tree prints parses to the same tree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from studycli.core.messages import _


class Standing(StrEnum):
    """What `is:` asks for. All but `unanswered` speak of a card and not of its note."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    DUE = "due"
    LEECH = "leech"
    SUSPENDED = "suspended"
    BURIED = "buried"
    FLAGGED = "flagged"
    UNANSWERED = "unanswered"


class Content(StrEnum):
    """What `has:` asks for."""

    CODE = "code"
    MATH = "math"
    POINTS = "points"
    IMAGE = "image"
    CHOICES = "choices"
    CLOZE = "cloze"


class Measure(StrEnum):
    """What a number is asked of: `due` in days from today, `reviewed` in days since, `stability` in days."""

    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    LAPSES = "lapses"
    DUE = "due"
    REVIEWED = "reviewed"


class Operator(StrEnum):
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "="


class Name(StrEnum):
    """What a pattern is matched against."""

    DECK = "deck"
    TAG = "tag"
    ID = "id"


# Each of these is made at every start, and a dataclass takes half a millisecond: few have fields of their own.
@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class _Said:
    text: str


class Word(_Said):
    __slots__ = ()

    def __str__(self) -> str:
        return self.text


class Phrase(_Said):
    __slots__ = ()

    def __str__(self) -> str:
        return f'"{self.text}"'


class Named(NamedTuple):
    """`*` in the pattern stands for any characters; case and width do not count."""

    name: Name
    pattern: str

    def __str__(self) -> str:
        # After a bare `:` or `//` the parser would take it for std::vector or an address.
        quoted = re.search(r"[\s()]|\A(?::|//)", self.pattern)
        return f'{self.name}:"{self.pattern}"' if quoted else f"{self.name}:{self.pattern}"


@dataclass(frozen=True, slots=True)
class Is:
    standing: Standing

    def __str__(self) -> str:
        return f"is:{self.standing}"


@dataclass(frozen=True, slots=True)
class Has:
    content: Content

    def __str__(self) -> str:
        return f"has:{self.content}"


@dataclass(frozen=True, slots=True)
class Lang:
    """The question is written in that language."""

    code: str

    def __str__(self) -> str:
        return f"lang:{self.code}"


class Compare(NamedTuple):
    measure: Measure
    operator: Operator
    value: float

    def __str__(self) -> str:
        number = f"{self.value:.9f}".rstrip("0").rstrip(".")
        return f"{self.measure}{self.operator}{number}"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Query"

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, And | Or) else f"-{self.part}"


@dataclass(frozen=True, slots=True)
class _Several:
    parts: "tuple[Query, ...]"


class And(_Several):
    """At least two parts, none of them an And."""

    __slots__ = ()

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


class Or(_Several):
    """At least two parts, none of them an Or."""

    __slots__ = ()

    def __str__(self) -> str:
        return " or ".join(str(part) for part in self.parts)


Leaf = Word | Phrase | Named | Is | Has | Lang | Compare
Query = Everything | Leaf | Not | And | Or

EVERYTHING = Everything()


class QueryFault(NamedTuple):
    """`column` counts characters from 1; `suggestion` is what may have been meant, or ""."""

    column: int
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        told = _("column {column}: {message}")
        if self.suggestion:
            told = _("column {column}: {message}; did you mean {suggestion}?")
        return told.format(column=self.column, message=self.message, suggestion=self.suggestion)


def joined(kind: type[And] | type[Or], parts: Sequence[Query]) -> Query:
    """The parts under one And or Or, those of the same kind laid flat; a single part stays itself."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def leaves(query: Query) -> Iterator[Leaf]:
    """Every part that is not put together of others, also those under a `-`."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case Everything():
            return
        case _:
            yield query
