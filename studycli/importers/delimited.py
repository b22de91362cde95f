"""Text in columns: rows by the rules of `csv`, with the line each begins at."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from studycli.core.html.address import destination
from studycli.core.messages import _
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.draft import Draft
from studycli.importers.gaps import has_gaps

_LONGEST_FIELD = 1_000_000
_TEXTS = ("question", "answer", "explanation")
_GAP = re.compile(r"\{\{c\d{1,3}::")


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Files:
    """Those that a card names lie beside the bank; what Markdown has no words for is gathered."""

    lost: list[str] = field(default_factory=list)

    def address(self, name: str) -> str:
        return destination(name)

    def embedded(self, url: str) -> str:
        return url

    def lose(self, what: str) -> None:
        self.lost.append(what)


def rows_of(text: str, separator: str, first_line: int, path: str) -> tuple[list[Row], list[Problem]]:
    """The rows that are not blank; a fault of the text ends them and is told."""
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[Row] = []
    line = first_line
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, tuple(cells)))
            line = first_line + reader.line_num
    except csv.Error as fault:
        message = _("the rows from here on cannot be read: {fault}").format(fault=fault)
        return rows, [warning(path, line, 0, "left-out", message)]
    return rows, []


def drafts_of_rows(
    rows: Sequence[Row], columns: Mapping[str, int], bank: Bank, *, is_html: bool = False, tags: Sequence[str] = ()
) -> tuple[list[Draft], list[Problem]]:
    """A draft for each row; `columns` say which column is what, with `width` for how many there are."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for row in rows:
        files = _Files() if is_html else None
        drafts += _draft(row, columns, files, tags)
        problems += _odd(row, columns, bank.path)
        problems += _lost(files, row, bank.path) if files else ()
    return drafts, problems


def _lost(files: _Files, row: Row, path: str) -> Iterator[Problem]:
    for what in dict.fromkeys(files.lost):
        yield warning(path, row.line, 0, "lost", _("not kept: {what}").format(what=what))


def _draft(row: Row, columns: Mapping[str, int], files: _Files | None, tags: Sequence[str]) -> Iterator[Draft]:
    cells = {name: row.cells[at] for name, at in columns.items() if name != "width" and at < len(row.cells)}
    texts = {name: _markdown(name, cell, files).strip() for name, cell in cells.items()}
    question, answer = texts.get("question", ""), texts.get("answer", "")
    if not question:
        return
    is_cloze = bool(_GAP.search(question)) and has_gaps(question)
    own = re.split(r"[\s,，;；]+", cells.get("tags", ""))
    section = cells.get("deck", "").strip()
    yield Draft(
        question=question,
        answer="" if is_cloze else answer,
        explanation=answer if is_cloze else texts.get("explanation", ""),
        is_cloze=is_cloze,
        tags=(*tags, *own),
        section=section,
        line=row.line,
    )


def _markdown(name: str, cell: str, files: _Files | None) -> str:
    """A field of a card is HTML where there are `files` for it to name."""
    if files is None or name not in _TEXTS:
        return cell
    from studycli.core.html.markdown import markdown_of

    return markdown_of(cell, files)


def _odd(row: Row, columns: Mapping[str, int], path: str) -> Iterator[Problem]:
    width = columns["width"]
    beyond = [cell for cell in row.cells[width:] if cell.strip()]
    at = columns["question"]
    if at >= len(row.cells) or not row.cells[at].strip():
        yield warning(path, row.line, 0, "left-out", _("a row without a question is left out"))
    elif beyond:
        message = _("a row of {fields} fields where others have {width}; “{text}” is left out")
        told = message.format(fields=len(row.cells), width=width, text=beyond[0][:40])
        yield warning(path, row.line, 0, "left-out", told)
