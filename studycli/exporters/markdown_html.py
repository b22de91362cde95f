r"""Markdown as the HTML of a card: everything escaped, code with classes, formulas as `\( \)` and `\[ \]`.

What Markdown must not see (formulas, `<`) travels through it as control characters, which `clean` has taken out of
the text before.
"""

import html
import re
from functools import lru_cache
from unicodedata import category
from urllib.parse import quote

from studycli.core.formula import Formula, split
from studycli.exporters.cmark import markdown_to_html
from studycli.exporters.code_html import highlight

# Parts two characters that Anki or MathJax would read as one mark, leaving no trace on the screen; an entity would be
# undone by Anki's editor, and MathJax looks through <wbr>.
PARTED = "<span></span>"

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_UNSEEN = _PICTURES | {0x7F: 0x2421} | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# A line without any mark of Markdown, as most questions and points are, need not go through the parser.
_SENTENCE = re.compile(r"(?!.*www\.)(?:[^\W\d_]|[《“（])(?:[^\W_]|[ ,.;?%/()+=，。、；：？！（）《》“”…—-])*+(?<! )")

# Around the hidden text of a cloze: start, the gap's number, named, the text, end.
GAP_START, GAP_NAMED, GAP_END = "\x0e", "\x0f", "\x10"
_LESS_THAN, _AMPERSAND, _LINE_IN_CODE = "\x04", "\x05", "\x06"
_ESCAPE_TAG_OR_NUMBER = re.compile(
    r"\\.|<(?!(?:https?://|mailto:)[^\s<>]*>)|&(?=#(?:[xX]0*([0-9a-fA-F]{1,2})|0*([0-9]{1,3}));)"
)
_SHIELDED = re.compile("\x02(\\d+)\x03")
_CODE = re.compile(r'<(pre><)?code(?: class="language-([^"]*)")?>(.*?)</code>(?:</pre>)?', re.S)
_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"(?: title="[^"]*")? />')
_ADDRESS = re.compile(r'<a href="[^"]*%0[245][^"]*"')
_OTHERS_MARK = re.compile(r"\\(?=[(\[])|\[(?=sound:|anki:|latex\]|\[type:)")
_TAG_OR_OTHERS_MARK = re.compile(rf"(<[^>]*>)|{_OTHERS_MARK.pattern}")
_EMPTY = re.compile(r'\s*<(h[1-6]|blockquote|[uo]l|li)(?: start="\d+")?>\s*</\1>')
_TEX_MARK, _TAG = re.compile(r"\\[()\[\]]"), re.compile("<[^>]*>")
_TEX_BRACKET = re.compile(r"(?<=\\)[()\[\]]")
_CJK = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]"
_WIDE = map(chr, (*range(0x3000, 0x3040), *range(0x30A0, 0x3100), *range(0xFF00, 0xFF61)))
_CJK_STOP = f"[{re.escape(''.join(sign for sign in _WIDE if category(sign).startswith('P')))}]"
# Where no blank stands in place of a broken line: between Chinese, and at its punctuation.
_CJK_BREAK = re.compile(f"\n(?:(?<={_CJK}\n)(?={_CJK}|[”’])|(?<=[“‘]\n)(?={_CJK})|(?<={_CJK_STOP}\n)|(?={_CJK_STOP}))")
# Punctuation that no line may part from a formula before it or behind it.
_OPENING, _CLOSING = "(（[【《「『“‘", ",.;:?!)]，。、；：？！）】》」』”’"


def clean(text: str) -> str:
    """The text with LF line ends and a visible sign for each control character and lone surrogate."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_UNSEEN) if _CONTROL.search(text) else text


@lru_cache(maxsize=4096)
def to_html(markdown: str) -> str:
    """Blocks of HTML; raw HTML in the Markdown comes out as text, images as their names."""
    return f"<p>{markdown}</p>" if _SENTENCE.fullmatch(markdown) else render(clean(markdown))


def inline_html(markdown: str) -> str:
    """As `to_html`, but a single paragraph comes without its <p>, and blocks without anything do not part it."""
    if _SENTENCE.fullmatch(markdown):
        return markdown
    rendered = _without_empty(to_html(markdown))
    single = rendered.startswith("<p>") and rendered.endswith("</p>") and rendered.count("<p>") == 1
    return rendered[3:-4] if single else rendered


def _without_empty(rendered: str) -> str:
    """Once the innermost are gone, those around them may be empty."""
    while (left := _EMPTY.sub("", rendered).lstrip()) != rendered:
        rendered = left
    return rendered


def visible_text(rendered: str) -> str:
    """What of this HTML a reader sees, on one line and still escaped, for searching; TeX without its delimiters."""
    text = rendered.replace(PARTED, " ")
    if "\\" in text:
        text = _TEX_MARK.sub(" ", text)
    return " ".join(_TAG.sub("", text).split())


def render(text: str, *, in_gap: bool = False) -> str:
    """HTML of a clean text. With `in_gap`, TeX is spaced so that nothing in it ends or parts a gap of a cloze."""
    pieces = split(text)
    formulas = [piece for piece in pieces if isinstance(piece, Formula)]
    numbers = iter(range(len(formulas)))
    shielded = "".join(f"\x02{next(numbers)}\x03" if isinstance(piece, Formula) else piece.source for piece in pieces)
    rendered = _markdown(shielded, formulas)
    if _OTHERS_MARK.search(rendered):
        rendered = _TAG_OR_OTHERS_MARK.sub(lambda found: found[1] or found[0] + PARTED, rendered)
    if formulas:
        rendered = _with_formulas(rendered, formulas, in_gap)
    return rendered.replace(_LESS_THAN, "&lt;").replace(_AMPERSAND, "&amp;").replace(_LINE_IN_CODE, "\n")


def _markdown(shielded: str, formulas: list[Formula]) -> str:
    """HTML with the shields still in it, but for addresses and code, which hold what the author wrote."""
    escaped = _ESCAPE_TAG_OR_NUMBER.sub(_no_markup, shielded)
    rendered = _IMAGE.sub(lambda image: _image(image, formulas), markdown_to_html(escaped).strip())
    rendered = _ADDRESS.sub(lambda address: _address(address[0], formulas), rendered)
    rendered = _CODE.sub(lambda code: _code(code, formulas), rendered)
    # The one tag that Markdown cannot do without: a cell of a table has no other way to break a line.
    return _CJK_BREAK.sub("", rendered.replace(f"{_LESS_THAN}br&gt;", "<br>"))


def _no_markup(found: re.Match[str]) -> str:
    """Hides `<` from the parser, and `&` where a reference such as `&#31;` would bring back what `clean` took out."""
    if found[0] == "<":
        return _LESS_THAN
    if found[0] != "&":
        return found[0]
    hexadecimal, decimal = found.groups()
    return _AMPERSAND if _CONTROL.match(chr(int(hexadecimal or decimal, 16 if hexadecimal else 10))) else "&"


def _image(image: re.Match[str], formulas: list[Formula]) -> str:
    """What it shows and where it is, in words; `pictures` puts the picture there where the export has it."""
    source, name = image.groups()
    address = _address(source, formulas)
    return f'<span class="image" data-src="{address}">{f"{name} ({address})" if name.strip() else address}</span>'


def _address(address: str, formulas: list[Formula]) -> str:
    """The address of a link, in which shields come out percent-encoded."""
    for number, formula in enumerate(formulas):
        address = address.replace(f"%02{number}%03", quote(formula.source))
    return address.replace("%04", "%3C").replace("%05", "&amp;")


def _code(found: re.Match[str], formulas: list[Formula]) -> str:
    block, language, escaped = found.groups()
    if not block and not _CONTROL.search(escaped):
        return found[0]
    escaped = escaped.replace(_LESS_THAN, "&lt;").replace(_AMPERSAND, "&amp;")
    code = _SHIELDED.sub(lambda shield: formulas[int(shield[1])].source, html.unescape(escaped))
    if not block:
        return f"<code>{html.escape(code, quote=False)}</code>"
    # A lexer would take the marks of a gap for errors and part them.
    known = "" if GAP_START in code else html.unescape(language or "")
    coloured = highlight(code, known).replace("\n", _LINE_IN_CODE)
    # An import of the package has nothing else to tell the language by.
    named = f' class="language-{language}"' if language else ""
    return f'<pre class="code"><code{named}>{coloured}</code></pre>'


def _with_formulas(rendered: str, formulas: list[Formula], in_gap: bool) -> str:
    """TeX in place of the shields that are left, in tags too."""
    first, *others = rendered.split("\x02")
    done, in_tag = [first], False
    for other in others:
        number, _, after = other.partition("\x03")
        opened, closed = done[-1].rfind("<"), done[-1].rfind(">")
        in_tag = opened > closed if opened != closed else in_tag
        formula = formulas[int(number)]
        if in_tag or formula.display:
            done.append(_tex(formula, in_gap) + after)
        else:
            done[-1], together, after = _unparted(done[-1], _tex(formula, in_gap), after)
            done += [together, after]
    return "".join(done)


def _unparted(before: str, tex: str, after: str) -> tuple[str, str, str]:
    """What stands before, the formula with the punctuation around it, what stands behind."""
    head, rest = before.rstrip(_OPENING), after.lstrip(_CLOSING)
    opening, closing = before[len(head) :], after[: len(after) - len(rest)]
    together = f"{opening}{tex}{closing}"
    return head, f'<span style="white-space: nowrap">{together}</span>' if opening or closing else tex, rest


def _tex(formula: Formula, in_gap: bool) -> str:
    tex = re.sub(r"\}(?=\})|:(?=:)", r"\g<0> ", formula.tex) if in_gap else formula.tex
    # A bracket after a backslash, as in `\\[2pt]`, would look like another formula to tools that do not parse TeX.
    escaped = _TEX_BRACKET.sub(lambda bracket: f"&#{ord(bracket[0])};", html.escape(tex, quote=False))
    return rf"\[{escaped}\]" if formula.display else rf"\({escaped}\)"
