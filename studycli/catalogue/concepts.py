"""Notes of one concept side by side: those whose ids are the same up to the first dot, as dropout and dropout.code."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence

# So many results are put in order together, so that fewer results stay the first of more.
PAGE = 10


def whole_pages(limit: int) -> int:
    """The number of results on the pages that hold so many."""
    return -(-limit // PAGE) * PAGE


def together(db: sqlite3.Connection, ranking: Mapping[int, float], level: Callable[[float], float]) -> dict[int, float]:
    """The ranking with each page's notes of one level by concept, that of the best note first.

    Each has the score of the best that now stands behind it, if that is more than its own.
    """
    concepts = _concepts(db, list(ranking))
    rows = list(ranking)
    ordered = [
        row
        for at in range(0, len(rows), PAGE)
        for row in _by_concept(rows[at : at + PAGE], concepts, lambda row: level(ranking[row]))
    ]
    best = float("-inf")
    scores = {row: (best := max(best, ranking[row])) for row in reversed(ordered)}
    return {row: scores[row] for row in ordered}


def _by_concept(page: Sequence[int], concepts: Mapping[int, str], level: Callable[[int], float]) -> list[int]:
    place: dict[str, int] = {}
    for row in page:
        place.setdefault(concepts[row], len(place))
    return sorted(page, key=lambda row: (-level(row), place[concepts[row]]))


def _concepts(db: sqlite3.Connection, rows: list[int]) -> dict[int, str]:
    found = db.execute("SELECT row, id FROM notes WHERE row IN (SELECT value FROM json_each(?))", (json.dumps(rows),))
    return {row: note_id.partition(".")[0] for row, note_id in found}
