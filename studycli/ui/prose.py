"""Markdown drawn lightly, for the first screen: emphasis, code, links and formulas."""

import re
from collections.abc import Iterator

from rich.style import Style
from rich.text import Text

from studycli.core.messages import _
from studycli.core.soft_breaks import joined
from studycli.ui.gaps import styled
from studycli.ui.shield import Shielded, formula_lines, shield
from studycli.ui.styles import BOLD, CODE, ITALIC, LINK
from studycli.ui.wrapping import wrapped

INDENT = "  "

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}\s+")
_BULLET = re.compile(r"^(\s*)[-*+]\s+")
_INLINE = re.compile(
    r"""
      (?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | !\[(?P<alt>[^\]]*)\]\((?P<source>[^)\s]*)[^)]*\)
    | \[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)[^)]*\)
    | (?P<strong>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)
    | (?<![A-Za-z0-9_*])\*(?=[^\s*])(?P<italic>[^*]+?)(?<=\S)\*(?![A-Za-z0-9_*])
    | (?P<br><br\s*/?>)
    """,
    re.X,
)


def light(text: str, width: int) -> Text:
    """The text, with formulas on their own at most `width` columns wide; wrapping the rest is left to Rich."""
    shielded = shield(text.strip())
    lines = list(_lines(shielded, width))
    return wrapped(styled(Text("\n").join(lines)))


def image_name(alt: str, source: str) -> str:
    """What is shown in place of an image."""
    file = source.rstrip("/").rsplit("/", 1)[-1]
    name = f"{alt} ({file})" if alt and file and alt != file else alt or file or _("no name")
    return _("[image: {name}]").format(name=name)


def _lines(shielded: Shielded, width: int) -> Iterator[Text]:
    fence = ""
    prose: list[str] = []
    for line in shielded.text.expandtabs(4).splitlines():
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
            else:
                yield Text(INDENT + line, CODE)
        elif mark:
            fence = mark[1]
            yield from _prose(prose, shielded, width)
            prose = []
        else:
            prose.append(line)
    yield from _prose(prose, shielded, width)


def _prose(lines: list[str], shielded: Shielded, width: int) -> Iterator[Text]:
    displayed = [stand_in for stand_in, formula in shielded.formulas.items() if formula.display]
    for line in joined(lines, displayed):
        yield from _prose_lines(line, shielded, width)


def _prose_lines(line: str, shielded: Shielded, width: int) -> Iterator[Text]:
    heading = _HEADING.match(line)
    line = _BULLET.sub(r"\1• ", line[heading.end() :] if heading else line, count=1)
    if not any(formula.display and stand_in in line for stand_in, formula in shielded.formulas.items()):
        yield _inline(line, BOLD if heading else "", shielded)
        return
    for part in shielded.parts(line):
        if isinstance(part, str):
            if part.strip():
                yield _inline(part.strip(), "", shielded)
        else:
            for row in formula_lines(part.tex, width - len(INDENT)):
                yield Text(INDENT + row)


def _inline(line: str, style: str, shielded: Shielded) -> Text:
    result, at = Text(style=style), 0
    for token in _INLINE.finditer(line):
        result.append(_plain(line[at : token.start()], shielded))
        result.append_text(_styled_token(token, shielded))
        at = token.end()
    result.append(_plain(line[at:], shielded))
    return result


def _styled_token(token: re.Match[str], shielded: Shielded) -> Text:
    match token.lastgroup:
        case "code":
            return Text(token["code"], CODE)
        case "escaped":
            return Text(token["escaped"])
        case "source":
            return Text(image_name(token["alt"], token["source"]))
        case "url":
            text = _inline(token["label"], "", shielded)
            text.stylize(Style.parse(LINK) + Style(link=token["url"]))
            return text
        case "bold":
            return _inline(token["bold"], BOLD, shielded)
        case "italic":
            return _inline(token["italic"], ITALIC, shielded)
        case _:
            return Text("\n")


def _plain(text: str, shielded: Shielded) -> str:
    text = shielded.read(text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return text
