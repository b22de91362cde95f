"""A query's tree -> the condition of a SQL statement over n (notes), c (cards) and p (history.progress).

A condition may be NULL where a card has no progress; NULL counts as false, and NOT is made of IS NOT TRUE.
"""

import sqlite3
from typing import NamedTuple, assert_never

from studycli.catalogue.features import FEATURES
from studycli.catalogue.fulltext import match_of
from studycli.core.history import LEECH_LAPSES
from studycli.core.names import is_like, name_key
from studycli.core.query_tree import (
    And,
    Compare,
    Everything,
    Has,
    Is,
    Lang,
    Leaf,
    Measure,
    Name,
    Named,
    Not,
    Or,
    Phrase,
    Query,
    Standing,
    Word,
)
from studycli.core.variants import widened

NOTES = "notes n"
# A note without cards has one row here too.
NOTES_WITH_CARDS = (
    "notes n LEFT JOIN cards c ON c.file = n.file AND c.position = n.position "
    "LEFT JOIN history.progress p ON p.card = c.id"
)

_MEASURES = {
    Measure.STABILITY: "p.stability",
    Measure.DIFFICULTY: "p.difficulty",
    Measure.LAPSES: "CASE WHEN c.id IS NOT NULL THEN coalesce(p.lapses, 0) END",
    Measure.DUE: "CASE p.state WHEN 2 THEN p.due - :study_day WHEN 1 THEN 0 WHEN 3 THEN 0 END",
    Measure.REVIEWED: ":study_day - p.day",
}

_STANDINGS = {
    Standing.NEW: "c.id IS NOT NULL AND coalesce(p.state, 0) = 0",
    Standing.LEARNING: "p.state IN (1, 3)",
    Standing.REVIEW: "p.state = 2",
    Standing.DUE: "NOT p.suspended AND p.buried_on IS NOT :study_day "
    "AND ((p.state = 2 AND p.due <= :study_day) OR (p.state IN (1, 3) AND p.due <= :now_ms))",
    Standing.LEECH: f"p.lapses >= {LEECH_LAPSES}",
    Standing.SUSPENDED: "p.suspended",
    Standing.BURIED: "p.buried_on = :study_day",
    Standing.FLAGGED: "p.flagged",
    Standing.UNANSWERED: "NOT n.answered",
}

Value = str | int | float


class Condition(NamedTuple):
    """`values` are those of the named parameters. `of_cards`: it speaks of c and p and not of n alone."""

    sql: str
    values: dict[str, Value]
    of_cards: bool

    @property
    def tables(self) -> str:
        return NOTES_WITH_CARDS if self.of_cards else NOTES

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return self.sql == "(1)"


def add_functions(db: sqlite3.Connection) -> None:
    """The functions that conditions are written with."""
    db.create_function("is_like", 2, is_like, deterministic=True)
    db.create_function("has_tag", 2, _has_tag, deterministic=True)


def _has_tag(tags: str, pattern: str) -> bool:
    return any(is_like(tag, pattern) for tag in tags.split("\n") if tag)


def condition(query: Query, *, study_day: int, now_ms: int) -> Condition:
    compiler = _Compiler({"study_day": study_day, "now_ms": now_ms})
    sql = compiler.compile(widened(query))
    return Condition(f"({sql})", compiler.values, compiler.of_cards)


class _Compiler:
    def __init__(self, values: dict[str, Value]) -> None:
        self.values = values
        self.of_cards = False

    def compile(self, query: Query) -> str:
        match query:
            case Everything():
                return "1"
            case Not(part):
                return f"({self.compile(part)}) IS NOT TRUE"
            case And(parts):
                return self._combined("AND", parts)
            case Or(parts):
                return self._combined("OR", parts)
            case _:
                return self._leaf(query)

    def _combined(self, operator: str, parts: tuple[Query, ...]) -> str:
        """Words are put together inside the full text, which is many times faster than sets of rows."""
        texts = [match for part in parts if (match := match_of(part))]
        conditions = [self._found(f" {operator} ".join(texts))] if texts else []
        conditions.extend(self.compile(part) for part in parts if not match_of(part))
        return f" {operator} ".join(f"({each})" for each in conditions)

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Word() | Phrase():
                found = match_of(leaf)
                return self._found(found) if found else "1"
            case Named(name, pattern):
                return self._named(name, pattern)
            case Is(standing):
                self.of_cards |= standing is not Standing.UNANSWERED
                return _STANDINGS[standing]
            case Has(content):
                return f"n.features & {FEATURES[content]}"
            case Lang(code):
                return f"instr(n.languages, {self._bind(f' {code} ')})"
            case Compare(measure, operator, value):
                self.of_cards = True
                return f"{_MEASURES[measure]} {operator} {self._bind(value)}"
            case _:
                assert_never(leaf)

    def _found(self, match: str) -> str:
        # The + keeps SQLite from trying all rows that were found on each card, which takes seconds.
        return f"+n.row IN (SELECT rowid FROM fulltext WHERE fulltext MATCH {self._bind(match)})"

    def _named(self, name: Name, pattern: str) -> str:
        match name:
            case Name.DECK:
                key = name_key(pattern)
                like = f"is_like(name_key, {self._bind(key)}) OR is_like(name_key, {self._bind(f'{key}/*')})"
                return f"n.file IN (SELECT id FROM files WHERE {like})"
            case Name.TAG if "*" in name_key(pattern):
                return f"has_tag(n.tags, {self._bind(name_key(pattern))})"
            case Name.TAG:
                key = "\n" + name_key(pattern) + "\n"
                return f"instr(n.tags, {self._bind(key)})"
            case Name.ID:
                column = "c.id" if "/" in pattern else "n.id"
                self.of_cards |= "/" in pattern
                return self._id(column, pattern)
            case _:
                assert_never(name)

    def _id(self, column: str, pattern: str) -> str:
        head, star, _ = pattern.partition("*")
        if not star:
            return f"{column} = {self._bind(pattern)}"
        # The range lets SQLite use its index where the pattern begins with something.
        within = f"{column} >= {self._bind(head)} AND {column} < {self._bind(head + chr(0x10FFFF))}"
        return f"{within} AND is_like({column}, {self._bind(pattern)})"

    def _bind(self, value: Value) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"
