"""Notes in plain text as Anki writes and reads them, with `#key:value` lines at the top."""

import re
from collections.abc import Mapping, Sequence

from studycli.core.messages import _
from studycli.importers.bank import Bank
from studycli.importers.delimited import Row, drafts_of_rows, rows_of
from studycli.importers.finding import Finding, Shape, nothing, share

_HEADER = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|notetype column|deck column|tags column|guid column|if matches)"
    r"\s*:(.*)",
    re.I,
)
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_QUESTIONS = ("front", "question", "text", "正面", "问题", "题目")
_ANSWERS = ("back", "answer", "back extra", "extra", "背面", "答案")


def find(bank: Bank) -> Finding:
    settings, body = _header(bank.text)
    if not settings:
        return nothing(_("no line such as #separator:tab"))
    skipped = bank.text.count("\n") - body.count("\n")
    separator = _separator(settings, body)
    rows, problems = rows_of(body, separator, skipped + 1, bank.path)
    columns = _columns(settings, rows, separator)
    tags = settings.get("tags", "").split()
    is_html = settings.get("html", "true").lower() == "true"
    drafts, odd = drafts_of_rows(rows, columns, bank, is_html=is_html, tags=tags)
    answers = sum(draft.is_answered for draft in drafts)
    reason = _("{headers} header lines of Anki and {answers} of {rows} rows with two fields").format(
        headers=len(settings), answers=answers, rows=len(rows)
    )
    deck = settings.get("deck", "").rpartition("::")[2]
    score = max(share(answers, len(drafts)), 0.5) if answers else 0.0
    return Finding(tuple(drafts), reason, score, (*problems, *odd), deck)


ANKI_TEXT = Shape("anki-text", find, weight=2.0)


def _header(text: str) -> tuple[dict[str, str], str]:
    """The settings at the top, and what stands below them and below other lines with a hash."""
    settings: dict[str, str] = {}
    at = 0
    while text.startswith(("#", "tags:"), at):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else None]
        if found := _HEADER.fullmatch(line.strip() if line.startswith("#") else f"#{line.strip()}"):
            settings[found[1].lower()] = found[2].strip() if found[1].lower() != "separator" else found[2]
        at = end + 1 if end >= 0 else len(text)
    return settings, text[at:]


def _separator(settings: Mapping[str, str], body: str) -> str:
    named = settings.get("separator", "")
    known = _SEPARATORS.get(named.strip().lower()) or ("\t" if named == "\\t" else named.strip(" ") or named)
    if len(known) == 1 and known not in '"\r\n':
        return known
    return next((mark for mark in "\t|;:," if mark in body[:8192]), "\t")


def _columns(settings: Mapping[str, str], rows: Sequence[Row], separator: str) -> dict[str, int]:
    """Which column is what: those that the header names, and of the others the first two."""
    width = len(rows[0].cells) if rows else 2
    special = {
        name: int(number) - 1
        for name in ("tags", "deck", "guid", "notetype")
        if (number := settings.get(f"{name} column", "")).isdecimal() and int(number)
    }
    names = [name.strip().casefold() for name in settings.get("columns", "").split(separator)]
    fields = [at for at in range(max(width, len(names))) if at not in special.values()] or [0]
    question = next((at for at in fields if at < len(names) and names[at] in _QUESTIONS), fields[0])
    others = [at for at in fields if at != question]
    answer = next(
        (at for at in others if at < len(names) and names[at] in _ANSWERS), others[0] if others else question + 1
    )
    tags = {"tags": names.index("tags")} if "tags" in names and "tags" not in special else {}
    known = {name: at for name, at in special.items() if name in ("tags", "deck")}
    return {"question": question, "answer": answer, **tags, **known, "width": max(width, len(names))}
