"""Terms of the library that are one wide character away from a run of them that is not in it.

No list of Chinese terms is kept: the full text finds the notes in which all but one character stands, and the terms are
read from those.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from studycli.catalogue.fulltext import any_match, is_wide, term_match
from studycli.core.words import Term, fold

# With one of two characters wrong anything would fit.
_SHORTEST = 3
_LONGEST = 30
_MOST = 3
# So many of the best notes are read.
_READ = 40
# They stand beside a term and are no part of it.
_PARTICLES = frozenset("的了是在和与或为对把被从到中时后也都就而其及以有不会可吗呢")


def near_terms(db: sqlite3.Connection, run: Term) -> tuple[Term, ...]:
    """The likeliest first; none where nothing is likely. The library does not hold the run itself."""
    if not _SHORTEST <= len(run) <= _LONGEST:
        return ()
    texts = _texts_near(db, run)
    with_other = _counted(texts, _with_another("".join(run)))
    with_fewer = _counted(texts, _with_fewer("".join(run)))
    # A name is a term for certain, what merely stands in texts is one when nothing else could be meant.
    likely = sorted(_names_among(db, with_other), key=lambda name: _changed(run, name)) or _names_among(db, with_fewer)
    likely = likely or _outstanding(with_other) or _outstanding(_inner(with_fewer, run))
    return tuple(tuple(term) for term in likely[:_MOST])


def _texts_near(db: sqlite3.Connection, run: Term) -> list[str]:
    """The folded texts of the notes that hold nearly the run, without blanks; `|` parts what punctuation parts."""
    rows = db.execute(
        "SELECT data FROM texts WHERE note IN "
        "(SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY rank LIMIT ?)",
        (" OR ".join(_matches(run)), _READ),
    )
    # Folding sets each wide character apart by a blank on either side.
    return [re.sub(" {3,}", "|", fold(data)).replace(" ", "") for (data,) in rows]


def _matches(run: Term) -> Iterator[str]:
    yield any_match((run[1:], run[:-1], *map(tuple, _with_two_changed_over("".join(run)))))
    for at in range(1, len(run)):
        yield f"NEAR({term_match(run[:at])} {term_match(run[at:])}, 1)"
        if at + 1 < len(run):
            yield f"NEAR({term_match(run[:at])} {term_match(run[at + 1 :])}, 1)"


def _with_another(run: str) -> tuple[str, ...]:
    """Expressions for the run with one character wrong, missing or changed over with the next."""
    wrong = "|".join(f"{run[:at]}.{run[at + 1 :]}" for at in range(len(run)))
    missing = "|".join(f"{run[:at]}.{run[at:]}" for at in range(1, len(run)))
    return wrong, missing, "|".join(_with_two_changed_over(run))


def _with_two_changed_over(run: str) -> Iterator[str]:
    return (f"{run[: at - 1]}{run[at]}{run[at - 1]}{run[at + 1 :]}" for at in range(1, len(run)))


def _with_fewer(run: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{run[:at]}{run[at + 1 :]}" for at in range(len(run))))


def _counted(texts: Iterable[str], expressions: Iterable[str]) -> Counter[str]:
    """In how many texts each term stands that one of the expressions fits."""
    # At one place an expression fits in one way, but the next place may lie inside.
    patterns = [re.compile(f"(?=({each}))") for each in expressions]
    found = ({term for pattern in patterns for term in pattern.findall(text)} for text in texts)
    return Counter(term for terms in found for term in terms if all(map(is_wide, term)))


def _names_among(db: sqlite3.Connection, counted: Counter[str]) -> list[str]:
    """Those that notes have for a name, the most frequent first."""
    names = json.dumps([" ".join(term) for term in counted])
    rows = db.execute("SELECT DISTINCT name FROM names WHERE name IN (SELECT value FROM json_each(?))", (names,))
    return sorted((name.replace(" ", "") for (name,) in rows), key=lambda name: (-counted[name], name))


def _changed(run: Term, name: str) -> int:
    """How many of the run's characters the name has not: none where one was left out."""
    return (Counter(run) - Counter(name)).total()


def _outstanding(counted: Counter[str]) -> list[str]:
    """The one that stands in more texts than all the others: a term, where what comes by chance varies."""
    whole = {term: count for term, count in counted.items() if _is_whole(term, counted)}
    best = max(whole, key=lambda term: (whole[term], term), default="")
    return [best] if best and whole[best] * 2 > sum(whole.values()) else []


def _is_whole(term: str, counted: Counter[str]) -> bool:
    """Not if it begins or ends with a particle, or hardly stands outside a longer one."""
    if {term[0], term[-1]} & _PARTICLES:
        return False
    return not any(term in other and counted[other] >= counted[term] for other in counted if other != term)


def _inner(with_fewer: Counter[str], run: Term) -> Counter[str]:
    """Less one at an end is a part of the run, and no other term."""
    ends = ("".join(run[1:]), "".join(run[:-1]))
    return Counter({term: count for term, count in with_fewer.items() if term not in ends})
