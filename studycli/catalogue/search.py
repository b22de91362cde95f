"""Ranked search: exact names first, then names and questions, then tags and points, then the whole text."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from studycli.catalogue.concepts import together, whole_pages
from studycli.catalogue.fulltext import STAGES, any_match, any_writing, match_of, term_match, units, within
from studycli.catalogue.hits import Hit, hit_of
from studycli.catalogue.sql import Condition, condition
from studycli.core.query_tree import EVERYTHING, And, Not, Or, Phrase, Query, Word, joined
from studycli.core.variants import canonical, respelt, widened, writings
from studycli.core.words import Term, words

# A long text pasted as a query is looked for by its first pieces.
_MOST_UNITS = 60
# Puts every note of a stage before those of the next: bm25 stays far below.
_STEP = 1000.0
# Each stage is asked for the words as they were typed, British or American, then in all their writings.
_STEPS = 2 * len(STAGES)

# Fewer results than these are filled up with what has some of the words.
_FEW = 5

# Each is looked up alone. Where more notes have one name it says little; the others come with those of the first stage.
_NAMED = "SELECT note, name FROM names WHERE name IN (SELECT value FROM json_each(:names)) LIMIT 40"

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


class _Among(NamedTuple):
    """The notes to search: all that `only` lets through but for those that hold `without`, an expression or ""."""

    only: Condition
    without: str = ""

    def but(self, match: str) -> str:
        return f"({match}) NOT ({self.without})" if self.without else match

    def holds(self, row: str) -> str:
        """Whether the note of that row is let through, as SQL."""
        if self.only.is_open:
            return "1"
        return f"EXISTS (SELECT 1 FROM {self.only.tables} WHERE n.row = {row} AND {self.only.sql})"


_EVERYWHERE = _Among(Condition("(1)", {}, of_cards=False))


class Search:
    """One search at one moment; a higher score is better."""

    def __init__(self, db: sqlite3.Connection, *, study_day: int, now_ms: int, limit: int, language: str) -> None:
        self._db = db
        self._study_day, self._now_ms = study_day, now_ms
        self._limit, self._shown = whole_pages(limit), limit
        self._language = language
        self._known: dict[str, bool] = {}

    def run(self, query: Query) -> Results:
        terms = tuple(dict.fromkeys(_terms(query)))
        text, without, rest = _parted(query)
        if not (match := match_of(text)):
            ranking, total = self._listed(terms, self._condition(query))
            return Results(total, False, (), self._hits(ranking, terms), terms)
        among = _Among(self._condition(rest), without)
        wide = widened(text, self._is_known)
        if total := self._count(every := match_of(wide) or match, among):
            ranking = self._ranked(text, _name(text), every, among)
            partial = total < _FEW and self._fill_up(ranking, terms, among)
            marked = tuple(dict.fromkeys(_terms(wide)))
            return Results(total, partial, (), self._hits(ranking, marked), marked)
        return self._nearly(query, text, terms, among)

    def _nearly(self, query: Query, text: Query, terms: tuple[Term, ...], among: _Among) -> Results:
        """What has all the words once those that the library lacks are put right, then what has some of them."""
        # Most searches find what they look for.
        from studycli.catalogue.nearly import corrections_of, put_right

        ranking, every = Ranking(), ""
        tried = corrections_of(self._db, terms, self._is_there)
        for right in chain([lacking := next(tried)], tried):
            meant = joined(Or, queries) if (queries := put_right(text, right)) else EVERYTHING
            every = self._match(widened, meant)
            if every and self._count(every, among):
                ranking = self._ranked(meant, _name(queries[0]), every, among)
                ranking = {row: score + _STEP * _STEPS for row, score in ranking.items()}
                break
        else:
            right = lacking
        nearest = (near for nears in right.values() for near in nears)
        pieces = tuple(dict.fromkeys(unit for term in (*nearest, *terms) for unit in units(term)))[:_MOST_UNITS]
        some = any_match(pieces)
        if total := self._count(f"({some}) OR {every}" if every else some, among):
            self._rank((some,), among, ranking)
        suggestions = tuple(map(str, put_right(query, right)))
        return Results(total, bool(total), suggestions, self._hits(ranking, pieces), pieces)

    def _ranked(self, text: Query, name: Term, every: str, among: _Among) -> Ranking:
        """What matches `every`, the text in all its writings: what is named so first."""
        ranking = self._named(name, every, among)
        self._rank((self._match(respelt, text), every), among, ranking)
        return ranking

    def _fill_up(self, ranking: Ranking, terms: tuple[Term, ...], among: _Among) -> bool:
        """Add what has some of the words behind what has them all; whether there was any."""
        pieces = list(dict.fromkeys(unit for term in terms for unit in units(term)))[:_MOST_UNITS]
        if len(pieces) < 2:
            return False
        before, behind = len(ranking), min(ranking.values(), default=0.0) - _STEP * _STEPS
        some = Ranking()
        self._rank((any_match(pieces),), among, some)
        for row, score in some.items():
            ranking.setdefault(row, behind + score - _STEP)
        return len(ranking) > before

    def _listed(self, terms: tuple[Term, ...], only: Condition) -> tuple[Ranking, int]:
        """All that the query lets through, in library order, with those that have words of it before the others."""
        ranking = Ranking()
        if terms:
            self._rank((any_match(terms),), _Among(only), ranking)
        rows = self._db.execute(
            f"SELECT n.row FROM {only.tables} JOIN files f ON f.id = n.file WHERE NOT n.hidden AND {only.sql} "
            "ORDER BY f.rank, n.position",
            only.values,
        )
        all_rows = dict.fromkeys(row[0] for row in rows)
        for row in all_rows:
            if len(ranking) >= self._limit:
                break
            ranking.setdefault(row, 0.0)
        return ranking, len(all_rows)

    def _named(self, name: Term, match: str, among: _Among) -> Ranking:
        """Of the notes that match those that have exactly this name, then those that have it in another writing.

        Of several the one whose id is the name comes first, being about the thing itself, then what speaks of it most.
        """
        steps = {any_writing(name): _STEPS, " ".join(name): _STEPS + 1} if name else {}
        rows = self._db.execute(
            f"SELECT note, name, id, -rank FROM ({_NAMED}) CROSS JOIN notes ON row = note "
            "CROSS JOIN fulltext ON fulltext.rowid = note "
            f"WHERE fulltext MATCH :match AND {among.holds('note')}",
            {**among.only.values, "match": among.but(match), "names": json.dumps(list(steps))},
        )
        ranking = Ranking()
        for row, each, note_id, score in rows:
            itself = canonical(words(note_id)) == canonical(name)
            ranking[row] = max(ranking.get(row, 0), steps[each] * _STEP + itself * _STEP / 2 + score)
        return dict(sorted(ranking.items(), key=lambda each: (-each[1], each[0])))

    def _rank(self, matches: tuple[str, ...], among: _Among, ranking: Ranking) -> None:
        """Add the best rows after those ranked already, those of the first expression before the others of its stage.

        A stage is asked only while those before it gave too few.
        """
        sql = (
            f"SELECT rowid, -rank FROM fulltext WHERE fulltext MATCH :match AND {among.holds('fulltext.rowid')} "
            "ORDER BY rank, rowid LIMIT :limit"
        )
        asked = [(columns, match) for columns in STAGES for match in dict.fromkeys(matches)]
        for step, (columns, match) in zip(range(_STEPS - 1, -1, -1), asked, strict=False):
            if len(ranking) >= self._limit:
                break
            # Those of earlier stages are found again.
            values = {"match": among.but(within(columns, match)), "limit": self._limit + len(ranking)}
            for row, score in self._db.execute(sql, {**among.only.values, **values}):
                ranking.setdefault(row, step * _STEP + score)

    def _count(self, match: str, among: _Among) -> int:
        sql = f"SELECT count(*) FROM fulltext WHERE fulltext MATCH :match AND {among.holds('fulltext.rowid')}"
        return int(self._db.execute(sql, {**among.only.values, "match": among.but(match)}).fetchone()[0])

    def _hits(self, ranking: Ranking, terms: tuple[Term, ...]) -> tuple[Hit, ...]:
        best = list(together(self._db, ranking, lambda score: score // _STEP).items())[: self._shown]
        return tuple(hit_of(self._db, row, round(score, 3), terms, self._language) for row, score in best)

    def _match(self, spelt: Callable[[Query, Callable[[Term], bool]], Query], text: Query) -> str:
        return match_of(spelt(text, self._is_known)) or ""

    def _is_there(self, term: Term) -> bool:
        """Whether the library has the words side by side, in any writing."""
        known = [way for way in writings(term) if self._is_known(way)]
        return any(len(way) < 2 or self._count(term_match(way), _EVERYWHERE) for way in known)

    def _is_known(self, term: Term) -> bool:
        """Whether the library has all of the words."""
        for word in term:
            if word not in self._known:
                row = self._db.execute("SELECT 1 FROM vocabulary WHERE term = ?", (word,)).fetchone()
                self._known[word] = row is not None
        return all(self._known[word] for word in term)

    def _condition(self, query: Query) -> Condition:
        return condition(query, study_day=self._study_day, now_ms=self._now_ms)


def _parted(query: Query) -> tuple[Query, str, Query]:
    """What the full text must hold, what it must not hold as an expression for it, and all the rest."""
    parts = query.parts if isinstance(query, And) else (query,)
    texts = [part for part in parts if match_of(part)]
    without = [match for part in parts if isinstance(part, Not) and (match := match_of(widened(part.part)))]
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


def _name(text: Query) -> Term:
    """What a note would be called that is named exactly as the query; nothing for a query with `or`."""
    parts = text.parts if isinstance(text, And) else (text,)
    if not all(isinstance(part, Word | Phrase) for part in parts):
        return ()
    return tuple(word for term in _terms(text) for word in term)
