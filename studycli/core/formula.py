r"""Formulas in Markdown: `$…$` and `\(…\)` in the line, `$$…$$` and `\[…\]` on their own.

A `$` may also be money or a shell variable, so `$…$` counts only when no blank stands inside either `$` and no digit
follows the second. Nothing in code (fences, `inline`) is a formula, `\$` is a dollar, and a blank line ends the search.
"""

import re
from typing import NamedTuple


class Prose(NamedTuple):
    """Markdown without formulas, code and escapes as the author wrote them."""

    source: str


class Formula(NamedTuple):
    """`tex` is trimmed and without delimiters; `source` has them. `display`: set on a line of its own."""

    tex: str
    display: bool
    source: str


# Every alternative begins with a literal, so that the search leaps from one to the next; possessive groups, and bodies
# that cannot run over another opening, keep it linear on text full of lone `$`. A fence begins with the end of the line
# before it, so the text is searched with a newline put in front.
_TOKEN = re.compile(
    r"""
      \n [ \t>]* (?:(?:[-*+]|\d{1,9}[.)])[ \t]+)* (?P<fence>(?P<mark>[`~])(?P=mark){2,}) [^`\n]*+ (?:\n|\Z)
        (?s:.*?) (?: ^[ \t>]* (?P=fence)(?P=mark)*+ [ \t]*$ | \Z )
    | ` (?P<ticks>`*+)
        (?: (?: [^`\n] | \n(?![ \t]*(?:\n|```|~~~)) | (?!`(?P=ticks)(?!`))`++ )++ `(?P=ticks) (?!`) )?
    | \\\( (?P<paren>   (?: [^\\`\n] | \\[^()\n] | \n(?![ \t]*\n) )++ ) \\\)
    | \\\[ (?P<bracket> (?: [^\\`\n] | \\[^\[\]] | \n(?![ \t]*\n) )++ ) \\\]
    | \\.
    | \$\$ (?P<dollars> (?: [^$\\`\n] | \\. | \$(?!\$) | \\?\n(?![ \t]*\n) )++ ) \$\$
    | \$ (?![\s$]) (?P<dollar> (?: [^$\\`\n] | \\. | \n(?![ \t]*\n) )++ ) (?<!\s) \$ (?!\d)
    | \$ \$*+
    """,
    re.X | re.M,
)


def split(text: str) -> tuple[Prose | Formula, ...]:
    """The text cut at its formulas; the `source` of the pieces, joined, is the text again."""
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return (Prose(text),) if text else ()
    pieces: list[Prose | Formula] = []
    at = 0
    for token in _TOKEN.finditer("\n" + text):
        formula = _formula(token)
        if formula is None:
            continue
        start = token.start() - 1
        if start > at:
            pieces.append(Prose(text[at:start]))
        pieces.append(formula)
        at = token.end() - 1
    if at < len(text):
        pieces.append(Prose(text[at:]))
    return tuple(pieces)


def has_formula(text: str) -> bool:
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return False
    return any(_formula(token) for token in _TOKEN.finditer("\n" + text))


def _formula(token: re.Match[str]) -> Formula | None:
    kind = token.lastgroup
    tex = token[kind].strip() if kind in ("dollar", "dollars", "paren", "bracket") else ""
    if not tex:
        return None
    return Formula(tex, display=kind in ("dollars", "bracket"), source=token[0])
