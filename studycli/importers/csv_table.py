"""Rows of questions and answers parted by tabs, commas or semicolons, with a line of heads or without."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from studycli.core.messages import N_, _
from studycli.core.problem import warning
from studycli.importers.bank import Bank
from studycli.importers.delimited import Row, drafts_of_rows, rows_of
from studycli.importers.finding import Finding, Shape, nothing, share
from studycli.importers.table import field_of

_SEPARATORS = {".csv": ",;\t|", ".tsv": "\t", ".tab": "\t", ".txt": "\t", "": "\t"}
_MARKS = {"\t": N_("tabs"), ",": N_("commas"), ";": N_("semicolons"), "|": N_("bars")}
_LEAST_REGULAR = 0.8
_MOST_COLUMNS = 3


def find(bank: Bank) -> Finding:
    suffix = PurePath(bank.name).suffix.lower()
    text, skipped = _without_comments(bank.text)
    separator = _separator(text, _SEPARATORS.get(suffix, "\t,;|"))
    rows, problems = rows_of(text, separator, skipped + 1, bank.path)
    if not rows:
        return nothing(_("no rows"))
    named = _heads(rows[0])
    columns = named or {"question": 0, "answer": 1, "width": _width(rows)}
    body = rows[1:] if named else rows
    drafts, odd = drafts_of_rows(body, columns, bank)
    answers = sum(draft.is_answered for draft in drafts)
    told = _("{answers} of {rows} rows with two fields parted by {marks}")
    if named:
        told = _("{answers} of {rows} rows with two fields parted by {marks}, with heads")
    reason = told.format(answers=answers, rows=len(body), marks=_(_MARKS[separator]))
    is_bank = suffix in _SEPARATORS and answers and (named or _is_regular(rows, suffix))
    comment = [warning(bank.path, 1, 0, "left-out", _("the comment above the rows is left out"))] if skipped else []
    score = max(share(answers, len(drafts)), 0.5) if is_bank else 0.0
    return Finding(tuple(drafts), reason, score, (*comment, *problems, *odd))


def _lacks(bank: Bank) -> str:
    suffix = PurePath(bank.name).suffix.lower()
    return "" if suffix in _SEPARATORS else _("a name that ends in {suffix} is no table").format(suffix=suffix)


def _most(bank: Bank) -> int:
    """Two fields have something between them; a text with gaps may stand alone."""
    marks = _SEPARATORS.get(PurePath(bank.name).suffix.lower(), "")
    return sum(map(bank.text.count, marks)) + bank.text.count("{{c")


CSV = Shape("csv", find, lacks=_lacks, most=_most)


def _without_comments(text: str) -> tuple[str, int]:
    """The text below leading lines with a hash, and how many those were."""
    skipped = 0
    while text.startswith("#") and "\n" in text:
        text = text.partition("\n")[2]
        skipped += 1
    return text, skipped


def _separator(text: str, candidates: str) -> str:
    """The candidate that most of the first lines hold."""
    lines = text[:8192].split("\n")
    return max(candidates, key=lambda mark: sum(mark in line for line in lines))


def _heads(row: Row) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        if field := field_of(cell):
            found.setdefault(field, at)
    return {**found, "width": len(row.cells)} if {"question", "answer"} <= found.keys() else {}


def _width(rows: Sequence[Row]) -> int:
    return max(2, Counter(len(row.cells) for row in rows).most_common(1)[0][0])


def _is_regular(rows: Sequence[Row], suffix: str) -> bool:
    """Whether nearly all rows have as many fields, few enough, and are words and not figures."""
    if suffix in (".tsv", ".tab"):
        return any(len(row.cells) > 1 for row in rows)
    usual, number = Counter(len(row.cells) for row in rows).most_common(1)[0]
    words = sum(any(c.isalpha() for c in cell) for row in rows for cell in row.cells[:2])
    return 2 <= usual <= _MOST_COLUMNS and number >= _LEAST_REGULAR * len(rows) and words >= 1.5 * len(rows)
