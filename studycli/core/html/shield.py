r"""Formulas and sounds in a card's HTML, taken out before the HTML is parsed, which must not see what is in them.

Anki knows `\( \)` and `\[ \]`, its editor's `<anki-mathjax>`, and from older days `[latex]`, `[$]` and `[$$]`.
"""

import re
from dataclasses import dataclass
from html import unescape

from studycli.core import formula
from studycli.core.formula import Formula, Prose

_TOKEN = re.compile(
    r"""
      (?<!\\)\\\( (?P<paren> (?: \\\\ | (?!\\[()]). )*+ ) \\\)
    | (?<!\\)\\\[ (?P<bracket> (?: \\\\ | (?!\\[\[\]]). )*+ ) \\\]
    | \[latex\] (?P<latex> (?: (?!\[/?latex\]). )*+ ) \[/latex\]
    | \[\$\$\] (?P<dollars> (?: (?!\[/?\$\$\]). )*+ ) \[/\$\$\]
    | \[\$\] (?P<dollar> (?: (?!\[/?\$\]). )*+ ) \[/\$\]
    | <anki-mathjax (?P<how>[^>]*+) > (?P<mathjax> (?: (?!</?anki-mathjax). )*+ ) </anki-mathjax>
    | \[sound: (?P<sound>[^\]\n<>]{1,500}) \]
    """,
    re.X | re.S | re.I,
)
_BREAK = re.compile(r"<br\s*/?>|</?(?:div|p)\b[^<>]*>", re.I)
_MARK = re.compile(r"</?(?:b|i|u|em|strong|span|font|a|code|mark|sub|sup|wbr)\b[^<>]*>", re.I)
_ENVIRONMENT = re.compile(r"\\begin\{(?:equation|align|displaymath|gather|eqnarray|multline|math)\*?\}")
_SHIELD = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True, slots=True)
class Sound:
    """A file that Anki plays; `source` is how the field has it."""

    name: str
    source: str


Thing = Formula | Sound | Prose


@dataclass(frozen=True, slots=True)
class Shielded:
    r"""HTML in which `\x02` and `\x03` hold the number of what stood there."""

    html: str
    things: tuple[tuple[Thing, ...], ...]
    sources: tuple[str, ...]

    def restored(self, text: str) -> str:
        """Text as it was written, where formulas are none: in code and attributes."""
        return _SHIELD.sub(lambda found: self.sources[int(found[1])], text) if "\x02" in text else text

    def parts(self, text: str) -> list["str | Thing"]:
        """Text cut at what was taken out of it."""
        pieces = _SHIELD.split(text)
        parts: list[str | Thing] = [pieces[0]]
        for number, behind in zip(pieces[1::2], pieces[2::2], strict=True):
            parts += [*self.things[int(number)], behind]
        return [part for part in parts if part != ""]


def shielded(html: str) -> Shielded:
    """`html` without control characters."""
    things: list[tuple[Thing, ...]] = []
    sources: list[str] = []

    def shield(found: re.Match[str]) -> str:
        things.append(_things(found))
        sources.append(_clean(found[0]))
        return f"\x02{len(things) - 1}\x03"

    if "\\" not in html and "[" not in html and "<anki-mathjax" not in html:
        return Shielded(html, (), ())
    return Shielded(_TOKEN.sub(shield, html), tuple(things), tuple(sources))


def _things(found: re.Match[str]) -> tuple[Thing, ...]:
    kind = found.lastgroup or ""
    content = _clean(found[kind])
    if kind == "sound":
        return (Sound(content, found[0]),)
    if kind == "latex":
        return _latex(content)
    is_block = kind in ("bracket", "dollars") or "block" in (found["how"] or "").lower()
    return _formula(content, is_block)


def _latex(content: str) -> tuple[Thing, ...]:
    """LaTeX of a document, in which text is text unless dollars stand around it."""
    content = content.strip()
    if _ENVIRONMENT.match(content):
        return _formula(content, True)
    pieces = formula.split(content)
    if any(isinstance(piece, Formula) for piece in pieces):
        return pieces
    return _formula(content, False) if "\\" in content else (Prose(content),)


def _formula(tex: str, display: bool) -> tuple[Thing, ...]:
    return (Formula(tex.strip(), display, tex),) if tex.strip() else ()


def _clean(source: str) -> str:
    text = unescape(_MARK.sub("", _BREAK.sub("\n", source))).replace("\u00a0", " ")
    return re.sub(r"\n(?:[ \t]*\n)+", "\n", text)
