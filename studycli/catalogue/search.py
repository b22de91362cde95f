"""Ranked search: exact names first, then names and questions, then tags and points, then the whole text."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from studycli.catalogue.fulltext import STAGES, any_match, match_of, units, within
from studycli.catalogue.hits import Hit, hit_of
from studycli.catalogue.spelling import corrections
from studycli.catalogue.sql import Condition, condition
from studycli.core.query_tree import EVERYTHING, And, Not, Or, Phrase, Query, Word, joined
from studycli.core.words import Term, words

# A long text pasted as a query is looked for by its first pieces.
_MOST_UNITS = 60
_MOST_SUGGESTIONS = 3
# Puts every note of a stage before those of the next: bm25 stays far below.
_STEP = 1000.0

# Fewer results than these are filled up with what has some of the words.
_FEW = 5

# Scores by row, the best first.
Ranking = dict[int, float]


class Results(NamedTuple):
    """`total` counts all that match. `partial`: hits beyond the first `total` have only some of the words; where
    nothing has them all, all hits do, and `total` counts those.

    `terms` are what to mark in texts; `suggestions` are queries that may have been meant.
    """

    total: int
    partial: bool
    suggestions: tuple[str, ...]
    hits: tuple[Hit, ...]
    terms: tuple[Term, ...]


class Search:
    """One search at one moment; a higher score is better."""

    def __init__(self, db: sqlite3.Connection, *, study_day: int, now_ms: int, limit: int, language: str) -> None:
        self._db = db
        self._study_day, self._now_ms = study_day, now_ms
        self._limit = limit
        self._language = language

    def run(self, query: Query) -> Results:
        terms = tuple(dict.fromkeys(_terms(query)))
        text, without, rest = _parted(query)
        if not (match := match_of(text)):
            ranking, total = self._listed(terms, self._condition(query))
            return Results(total, False, (), self._hits(ranking, terms), terms)
        only = self._condition(rest)
        if total := self._count(match, without, only):
            ranking = self._ranked(match, without, only, self._named(_name(text), without, only))
            partial = total < _FEW and self._fill_up(ranking, terms, without, only)
            return Results(total, partial, (), self._hits(ranking, terms), terms)
        return self._partial(query, terms, without, only)

    def _partial(self, query: Query, terms: tuple[Term, ...], without: str, only: Condition) -> Results:
        """What has some of the words, or a word that is one typing error away."""
        corrected = {word: near for term in terms for word in term if (near := corrections(self._db, word))}
        pieces = [unit for term in terms for unit in units(term)]
        pieces.extend((near,) for nears in corrected.values() for near in nears[:_MOST_SUGGESTIONS])
        pieces = list(dict.fromkeys(pieces))[:_MOST_UNITS]
        match = any_match(pieces)
        total = self._count(match, without, only)
        hits = self._hits(self._ranked(match, without, only, {}), tuple(pieces)) if total else ()
        return Results(total, bool(total), _suggestions(query, corrected), hits, tuple(pieces))

    def _fill_up(self, ranking: Ranking, terms: tuple[Term, ...], without: str, only: Condition) -> bool:
        """Add what has some of the words behind what has them all; whether there was any."""
        pieces = list(dict.fromkeys(unit for term in terms for unit in units(term)))[:_MOST_UNITS]
        if len(pieces) < 2:
            return False
        before, behind = len(ranking), min(ranking.values(), default=0.0) - _STEP * len(STAGES)
        for row, score in self._ranked(any_match(pieces), without, only, {}).items():
            ranking.setdefault(row, behind + score - _STEP)
        return len(ranking) > before

    def _listed(self, terms: tuple[Term, ...], only: Condition) -> tuple[Ranking, int]:
        """All that the query lets through, in library order, with those that have words of it before the others."""
        ranking = self._ranked(any_match(terms), "", only, {}) if terms else {}
        rows = self._db.execute(
            f"SELECT n.row FROM {only.tables} JOIN files f ON f.id = n.file WHERE NOT n.hidden AND {only.sql} "
            "ORDER BY f.root, f.name, f.suffix, n.position",
            only.values,
        )
        all_rows = dict.fromkeys(row[0] for row in rows)
        for row in all_rows:
            if len(ranking) >= self._limit:
                break
            ranking.setdefault(row, 0.0)
        return ranking, len(all_rows)

    def _named(self, name: str, without: str, only: Condition) -> Ranking:
        """The notes that have exactly this name."""
        left_out = "AND note NOT IN (SELECT rowid FROM fulltext WHERE fulltext MATCH :without)" if without else ""
        rows = self._db.execute(
            f"SELECT note FROM names WHERE name = :name {left_out} AND {_holds(only, 'note')} LIMIT :limit",
            {**only.values, "name": name, "without": without, "limit": self._limit},
        )
        return {row: _STEP * len(STAGES) for (row,) in rows}

    def _ranked(self, match: str, without: str, only: Condition, ranking: Ranking) -> Ranking:
        """The best rows after those ranked already; a stage is asked only while those before it gave too few."""
        sql = (
            f"SELECT rowid, -rank FROM fulltext WHERE fulltext MATCH :match AND {_holds(only, 'fulltext.rowid')} "
            "ORDER BY rank, rowid LIMIT :limit"
        )
        for step, columns in zip(range(len(STAGES) - 1, -1, -1), STAGES, strict=True):
            if len(ranking) >= self._limit:
                break
            # Those of earlier stages are found again.
            values = {"match": _but(within(columns, match), without), "limit": self._limit + len(ranking)}
            for row, score in self._db.execute(sql, {**only.values, **values}):
                ranking.setdefault(row, step * _STEP + score)
        return ranking

    def _count(self, match: str, without: str, only: Condition) -> int:
        sql = f"SELECT count(*) FROM fulltext WHERE fulltext MATCH :match AND {_holds(only, 'fulltext.rowid')}"
        return int(self._db.execute(sql, {**only.values, "match": _but(match, without)}).fetchone()[0])

    def _hits(self, ranking: Ranking, terms: tuple[Term, ...]) -> tuple[Hit, ...]:
        best = list(ranking.items())[: self._limit]
        return tuple(hit_of(self._db, row, round(score, 3), terms, self._language) for row, score in best)

    def _condition(self, query: Query) -> Condition:
        return condition(query, study_day=self._study_day, now_ms=self._now_ms)


def _holds(only: Condition, row: str) -> str:
    return "1" if only.is_open else f"EXISTS (SELECT 1 FROM {only.tables} WHERE n.row = {row} AND {only.sql})"


def _but(match: str, without: str) -> str:
    return f"({match}) NOT ({without})" if without else match


def _parted(query: Query) -> tuple[Query, str, Query]:
    """What the full text must hold, what it must not hold as an expression for it, and all the rest."""
    parts = query.parts if isinstance(query, And) else (query,)
    texts = [part for part in parts if match_of(part)]
    without = [match for part in parts if isinstance(part, Not) and (match := match_of(part.part))]
    rest = [part for part in parts if not match_of(part) and not (isinstance(part, Not) and match_of(part.part))]
    return _all(texts), " OR ".join(without), _all(rest)


def _all(parts: list[Query]) -> Query:
    return joined(And, parts) if parts else EVERYTHING


def _terms(query: Query) -> Iterator[Term]:
    """What the query looks for, without what it leaves out."""
    match query:
        case Word(text) | Phrase(text):
            if term := words(text):
                yield term
        case And(parts) | Or(parts):
            for part in parts:
                yield from _terms(part)
        case _:
            return


def _name(text: Query) -> str:
    """What a note would be called that is named exactly as the query, or "" for a query with `or`."""
    parts = text.parts if isinstance(text, And) else (text,)
    if not all(isinstance(part, Word | Phrase) for part in parts):
        return ""
    return " ".join(word for term in _terms(text) for word in term)


def _suggestions(query: Query, corrected: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The query with each misspelt word put right: all by their likeliest correction first, and so on."""
    if not corrected:
        return ()
    most = min(_MOST_SUGGESTIONS, max(map(len, corrected.values())))
    choices = ({word: near[min(place, len(near) - 1)] for word, near in corrected.items()} for place in range(most))
    return tuple(dict.fromkeys(str(_corrected(query, choice)) for choice in choices))


def _corrected(query: Query, right: dict[str, str]) -> Query:
    match query:
        case Word(text) | Phrase(text):
            term = words(text)
            changed = " ".join(right.get(word, word) for word in term)
            if changed == " ".join(term):
                return query
            return Phrase(changed) if " " in changed else Word(changed)
        case And(parts) | Or(parts):
            return replace(query, parts=tuple(_corrected(part, right) for part in parts))
        case _:
            return query
