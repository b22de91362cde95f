"""One line of a card as Markdown: text, code, formulas and pictures with the marks that hold over them.

Marks of Markdown do not nest as elements do, so every piece carries its own, and they are opened and closed where they
differ from one piece to the next.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import zip_longest

from studycli.core.formula import Formula, split
from studycli.core.html.address import bare_forms
from studycli.core.html.escape import escaped, unlinked_at_end

# Ends a line inside a formula, which begins no list or heading, until its paragraph is done.
TEX_LINE = "\x05"


class Kind(Enum):
    TEXT = auto()
    # Markdown that is finished, such as a picture.
    RAW = auto()
    CODE = auto()
    FORMULA = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """`sign` is `**`, `*` or `~~`; a link has an address instead, with its title, and a number of its own."""

    sign: str
    address: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """`marks` from the outermost to the innermost, each once."""

    kind: Kind
    text: str
    marks: tuple[Mark, ...] = ()
    display: bool = False


def lines_of(lines: Sequence[Sequence[Piece]], between: str) -> list[str]:
    """The lines of a paragraph as Markdown; `between` is what will stand behind each but the last."""
    made: list[str] = []
    has_bracket = False
    for at, line in enumerate(lines, 1):
        made.append(line_of(line, between if at < len(lines) else "", has_bracket=has_bracket))
        has_bracket = has_bracket or "[" in made[-1]
    return made


def line_of(pieces: Iterable[Piece], following: str = "", *, has_bracket: bool = False) -> str:
    """The pieces as Markdown, without blanks at either end.

    `following` is what will stand right behind; `has_bracket`: whether one stands in a line above it.
    """
    run = _joined(pieces)
    if len(run) == 1 and run[0].kind is Kind.TEXT and not run[0].marks:
        return escaped(run[0].text.strip())
    writer = _Writer(has_bracket=has_bracket)
    for piece, after in zip_longest(map(_undeleted, run), run[1:]):
        writer.add(piece, before_digit=after is not None and after.text[:1].isdigit())
    return writer.finished(following)


def _undeleted(piece: Piece) -> Piece:
    """Tildes in a text that is struck out would end that: it stays without the mark."""
    is_odd = "~" in piece.text and any(mark.sign == "~~" for mark in piece.marks)
    return replace(piece, marks=tuple(mark for mark in piece.marks if mark.sign != "~~")) if is_odd else piece


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbouring texts with the same marks as one."""
    joined: list[Piece] = []
    texts: list[str] = []
    for piece in pieces:
        if joined and piece.kind is Kind.TEXT is joined[-1].kind and piece.marks == joined[-1].marks:
            texts.append(piece.text)
            continue
        _end_run(joined, texts)
        joined.append(piece)
        texts = [piece.text]
    _end_run(joined, texts)
    return joined


def _end_run(joined: list[Piece], texts: Sequence[str]) -> None:
    if len(texts) > 1:
        joined[-1] = Piece(Kind.TEXT, re.sub(" {2,}", " ", "".join(texts)), joined[-1].marks)


@dataclass(slots=True)
class _Open:
    """A mark that is open: where in the output it begins, or None where it could not be opened."""

    mark: Mark
    place: int | None


class _Writer:
    def __init__(self, *, has_bracket: bool) -> None:
        self.out: list[str] = []
        self.open: list[_Open] = []
        self.blank = ""
        self.last = ""  # the last character of what is no mark
        self.has_bracket = has_bracket
        self.ends_in_text = False

    def add(self, piece: Piece, *, before_digit: bool) -> None:
        text = self._written(piece, before_digit)
        body = text.strip()
        if not body:
            self.blank = self.blank or text
            return
        before = text[: len(text) - len(text.lstrip())]
        self._close(self._shared(piece.marks), before or self.blank or body)
        self._put_blank(self.blank or before)
        self._end_address()
        for mark in piece.marks[len(self.open) :]:
            body = self._open(mark, body, piece.kind)
        self.out.append(body)
        self.ends_in_text = piece.kind is Kind.TEXT
        self.last = "$" if piece.kind is Kind.FORMULA else body[-1:] or self.last
        self.has_bracket = self.has_bracket or (piece.kind is Kind.TEXT and "[" in body)
        self.blank = text[len(text.rstrip()) :]

    def _end_address(self) -> None:
        """What is written next must not become part of an address that stands as text."""
        if self.ends_in_text and self.last != " ":
            self.out[-1] = unlinked_at_end(self.out[-1])
        self.ends_in_text = False

    def finished(self, following: str) -> str:
        self._close(0, following)
        return "".join(self.out)

    def _written(self, piece: Piece, before_digit: bool) -> str:
        match piece.kind:
            case Kind.TEXT:
                text = escaped(piece.text)
                return unbracketed(text) if any(mark.address for mark in piece.marks) else text
            case Kind.CODE:
                return code(piece.text)
            case Kind.FORMULA:
                touches = (self.last == "$" and not self.blank) or before_digit
                return formula(piece.text, piece.display, touches=touches).replace("\n", TEX_LINE)
            case Kind.RAW:
                return piece.text

    def _shared(self, marks: Sequence[Mark]) -> int:
        """How many of the open marks stay open."""
        for count, (open_, mark) in enumerate(zip(self.open, marks, strict=False)):
            if open_.mark != mark:
                return count
        return min(len(self.open), len(marks))

    def _put_blank(self, blank: str) -> None:
        if blank and self.out:
            self.out.append("\n" if "\n" in blank else " ")
            self.last = " "
        self.blank = ""

    def _open(self, mark: Mark, body: str, kind: Kind) -> str:
        """Write the sign before a text, perhaps behind its first characters; what is left of the text."""
        if mark.address:
            if self.last == "!" and self.out:
                self.out[-1] = f"{self.out[-1][:-1]}\\!"
            self.open.append(_Open(mark, len(self.out)))
            self.out.append("[")
            self.last = "["
            return body
        if _may_be_word(self.last) and kind is not Kind.FORMULA and _is_punctuation(body[:1]):
            shifted = body[: _leading(body)] if kind is Kind.TEXT else ""
            if not shifted or shifted == body:
                self.open.append(_Open(mark, None))
                return body
            self.out.append(shifted)
            self.last, body = shifted[-1], body[len(shifted) :]
        self.open.append(_Open(mark, len(self.out)))
        self.out.append(mark.sign)
        return body

    def _close(self, keep: int, following: str) -> None:
        """End the marks beyond the first few; `following` is what will stand behind."""
        while len(self.open) > keep:
            open_ = self.open.pop()
            if open_.place is None:
                continue
            if open_.mark.address:
                self._end_link(open_.place, open_.mark.address, following[:1])
            elif self.last != "$" and _is_punctuation(self.last) and _may_be_word(following[:1]):
                self._end_at_word(open_)
            else:
                self._end_address()
                self.out.append(open_.mark.sign)

    def _end_link(self, place: int, address: str, following: str) -> None:
        shown = "".join(self.out[place + 1 :])
        self.ends_in_text = False
        before = self.out[place - 1][-1:] if place else ""
        # Behind a bracket that opens no link, cmark takes no bare address for one.
        is_alone = not self.has_bracket and not following.strip() and not before.isalnum() and before != "\\"
        if is_alone and shown in bare_forms(address):
            self.out[place:] = [shown]
            self.last = shown[-1]
        elif shown == address and ":" in address:
            self.out[place:] = [f"<{address}>"]
            self.last = ">"
        else:
            self.out.append(f"]({address})")
            self.last = ")"

    def _end_at_word(self, open_: _Open) -> None:
        """A sign between punctuation and a word ends nothing: it goes before the punctuation, or goes."""
        assert open_.place is not None
        text = self.out[-1]
        kept = len(text) - _trailing(text)
        if 0 < kept < len(text) and not text[:kept].endswith("\\") and len(self.out) - 1 > open_.place:
            self.out[-1:] = [text[:kept].rstrip(), open_.mark.sign, text[kept:]]
        else:
            self.out[open_.place] = ""


# Characters that look the same on either side of a mark, and that no piece of Markdown ends or begins with.
_SAFE = "“”‘’「」『』《》〈〉（）【】，。、；：？！…—.,;:?'\"/%"


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(_SAFE))


def _trailing(text: str) -> int:
    return len(text) - len(text.rstrip(_SAFE))


def _is_word(character: str) -> bool:
    return bool(character) and not character.isspace() and not _is_punctuation(character)


def _may_be_word(character: str) -> bool:
    """Formulas are hidden from the parser when a card is rendered, so there they are no punctuation."""
    return _is_word(character) or character == "$"


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return bool(character) and not character.isalnum() and not character.isspace() and character.isprintable()
    return unicodedata.category(character).startswith("P")


def unbracketed(text: str) -> str:
    """Text in which no bracket ends what it stands in; with backslashes a pair of them would be a formula."""
    return text.replace("\\]", "]").replace("[", "&#91;").replace("]", "&#93;")


def code(text: str) -> str:
    """A code span around any text on one line."""
    text = " ".join(text.split("\n"))
    if not text.strip():
        return text
    longest = max(map(len, re.findall("`+", text)), default=0)
    runs = {len(run) for run in re.findall("`+", text)}
    ticks = "`" * next(count for count in range(1, longest + 2) if count not in runs)
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == " " == text[-1]) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def formula(tex: str, display: bool, *, touches: bool = False) -> str:
    """TeX between signs that will be read as a formula again; as code where none would.

    `touches`: whether a dollar stands before it or a digit behind it, beside which a dollar would be none.
    """
    tex = tex.strip()
    if "%" not in tex and not display:
        tex = " ".join(tex.split("\n"))
    inside = f"\n{tex}\n" if "\n" in tex else tex
    signs = ((f"$${inside}$$", f"\\[{inside}\\]") if display else (f"${tex}$", f"\\({tex}\\)"))[touches:]
    return next((made for made in signs if _reads(made, tex, display)), code(tex))


def _reads(made: str, tex: str, display: bool) -> bool:
    pieces = split(made)
    return len(pieces) == 1 and isinstance(pieces[0], Formula) and (pieces[0].tex, pieces[0].display) == (tex, display)
