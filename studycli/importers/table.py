"""Tables with a column of questions and one of answers, told by their heads."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from studycli.core.messages import _
from studycli.core.problem import Problem, warning
from studycli.importers.bank import Bank
from studycli.importers.blocks import Block, Heading, Listing, Paragraph, Quote, Rule
from studycli.importers.document import read
from studycli.importers.draft import Draft
from studycli.importers.entry_draft import heading_text
from studycli.importers.finding import Finding, Shape, no_cards, share
from studycli.importers.html import markdown_of
from studycli.importers.numbering import numbered

_HEADS = {
    "question": "question questions front term prompt q 题目 问题 术语 面试题 名词 正面",
    "answer": "answer answers back definition meaning a 答案 解答 回答 解释 定义 参考答案 背面",
    "explanation": "explanation explanations notes rationale 解析 说明 备注",
    "tags": "tags tag category topic 标签 分类 类别 知识点",
    "number": "no # number id 序号 编号 题号",
}
_FIELD = {head: name for name, heads in _HEADS.items() for head in heads.split()}
_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_ANCHOR_ONLY = re.compile(r"(?:\W*\[[^\[\]]*\]\(#[^()]*\)\W*|[\W\d]*)*")


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`section` is the heading above it."""

    section: str
    head: Row
    rows: tuple[Row, ...]


def find(bank: Bank) -> Finding:
    document = read(bank)
    tables = list(_tables(document.blocks, ""))
    named = [table for table in tables if _columns(table)]
    # With --shape, a table of two columns needs no heads that are known.
    taken = named or [table for table in tables if len(table.head.cells) == 2]
    problems: list[Problem] = []
    drafts = [draft for part, table in enumerate(taken, 1) for draft in _drafts(table, part, bank, problems)]
    heads = ", ".join("/".join(table.head.cells) for table in tables[:3]) or _("none")
    reason = _("{named} of {tables} tables with heads such as Question and Answer (heads: {heads})").format(
        named=len(named), tables=len(tables), heads=heads
    )
    answers = sum(draft.is_answered for draft in drafts)
    score = share(answers, len(drafts)) if named and answers > 1 else 0.0
    heads_taken = {table.head.line for table in taken}
    lost = list(_lost(document.blocks, heads_taken)) if drafts else []
    told = (*document.problems, *problems, *no_cards(lost, bank.path))
    return Finding(tuple(drafts), reason, score, told, _title(document.blocks))


TABLE = Shape("table", find, most=lambda bank: bank.text.count("|"))


def _title(blocks: Sequence[Block]) -> str:
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    return heading_text(first) if first and first.level == 1 else ""


def _lost(blocks: Sequence[Block], taken: set[int]) -> Iterator[int]:
    """The lines of blocks that are no table of questions."""
    for block in blocks:
        tables = {table.head.line for table in _tables((block,), "")}
        if not isinstance(block, Heading | Rule) and not tables & taken:
            yield block.line


def _tables(blocks: Sequence[Block], section: str) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Heading():
                section = heading_text(block)
            case Paragraph(line=line, text=text) if "|" in text:
                yield from _table(line, text.split("\n"), section)
            case Quote(blocks=inner):
                yield from _tables(inner, section)
            case Listing(items=items):
                for item in items:
                    yield from _tables(item.blocks, section)


def _table(line: int, lines: Sequence[str], section: str) -> Iterator[Table]:
    """The table in a paragraph, whose second line, or a later one, is a ruler."""
    for at in range(1, len(lines)):
        if _RULER.fullmatch(lines[at].strip()) and "|" in lines[at - 1]:
            rows = (Row(line + at + below, _cells(text)) for below, text in enumerate(lines[at + 1 :], 1))
            yield Table(section, Row(line + at - 1, _cells(lines[at - 1])), tuple(rows))
            return


def _cells(line: str) -> tuple[str, ...]:
    """A row cut at its bars; a bar behind a backslash is text."""
    cells: list[str] = []
    at = 0
    for bar in _BAR.finditer(line):
        cells.append(line[at : bar.end() - 1])
        at = bar.end()
    cells.append(line[at:])
    if not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(cell.strip().replace("\\|", "|") for cell in cells)


def field_of(head: str) -> str | None:
    """What a column holds by its head: question, answer, explanation, tags or number."""
    return _FIELD.get(unicodedata.normalize("NFKC", head).strip(" \t*_`:.").casefold())


def _columns(table: Table) -> Mapping[str, int]:
    """Which column is what, by the heads; {} without one to ask and one to answer, or for a table of contents."""
    found: dict[str, int] = {}
    for at, cell in enumerate(table.head.cells):
        if field := field_of(cell):
            found.setdefault(field, at)
    if not {"question", "answer"} <= found.keys():
        return {}
    questions = [row.cells[found["question"]] for row in table.rows if len(row.cells) > found["question"]]
    return {} if questions and all(map(_ANCHOR_ONLY.fullmatch, questions)) else found


def _drafts(table: Table, part: int, bank: Bank, problems: list[Problem]) -> Iterator[Draft]:
    columns = _columns(table) or {"question": 0, "answer": 1}
    width = len(table.head.cells)
    for row in table.rows:
        if len(row.cells) > width:
            message = _("a row of {cells} cells in a table of {width}; what stands beyond is left out")
            told = message.format(cells=len(row.cells), width=width)
            problems.append(warning(bank.path, row.line, 0, "left-out", told))
        fields = {name: _text(row.cells[at]) for name, at in columns.items() if at < min(len(row.cells), width)}
        if not fields.get("question"):
            if any(fields.values()):
                message = _("a row without a question is left out")
                problems.append(warning(bank.path, row.line, 0, "left-out", message))
            continue
        name = numbered(fields["question"])
        yield Draft(
            question=name.text or fields["question"],
            answer=fields.get("answer", ""),
            explanation=fields.get("explanation", ""),
            tags=tuple(re.split("[,，、;；]+", fields.get("tags", ""))),
            section=table.section,
            part=part,
            number=_number(fields.get("number", "")) or name.number,
            line=row.line,
        )


def _text(cell: str) -> str:
    """A cell with its breaks as lines, since no table is around it any more."""
    return markdown_of(_BREAK.sub(r"\\" + "\n", cell)).strip()


def _number(text: str) -> int | None:
    digits = text.strip(" .")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None
