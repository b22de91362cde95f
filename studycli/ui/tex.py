"""TeX made ready for TeXicode: what it does not know rewritten, and blanks where print has them."""

import re
from collections.abc import Iterator

TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.S)

_GROUP = r"\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"

# What TeXicode would draw as "?", in terms of what it knows.
_REWRITTEN = tuple(
    (re.compile(pattern.replace("GROUP", _GROUP)), instead)
    for pattern, instead in (
        (r"\\(?:label|hspace\*?|vspace\*?|phantom|hphantom)GROUP", ""),
        (r"\\tag\*?GROUP", r"\\quad(\1)"),
        (r"\\(?:text)?colorGROUPGROUP", r"{\2}"),
        (r"\\(?:boxed|mathop|mathrel|mathbin|mathord|ensuremath)GROUP", r"{\1}"),
        (r"\\undersetGROUPGROUP", r"{\2}_{\1}"),
        (r"\\(?:overset|stackrel)GROUPGROUP", r"{\2}^{\1}"),
        (r"\\xrightarrowGROUP", r"→^{\1}"),
        (r"\\xleftarrowGROUP", r"←^{\1}"),
        (r"\\overline\s*\{(\\?\w+)\}", r"\\bar{\1}"),
        (r"\\(arg(?:max|min)|softmax|sigmoid|sgn|tr|diag)(?![A-Za-z])", r"\\mathrm{\1}"),
        (r"\\\\\s*\[[^\]\n]*\]", r"\\\\ "),
        (r"([_^])\s*([^\x00-\x7f])", r"\1{\2}"),
    )
)
_RENAMED = {
    **dict.fromkeys(("\\lVert", "\\rVert"), "\\|"),
    **dict.fromkeys(("\\operatorname", "\\operatorname*"), "\\mathrm"),
    **dict.fromkeys(("\\boldsymbol", "\\bm", "\\pmb"), "\\mathbf"),
    **dict.fromkeys(("\\textrm", "\\textbf", "\\textit", "\\texttt", "\\textsf", "\\textnormal", "\\mbox"), "\\text"),
    **dict.fromkeys(("\\limits", "\\nolimits", "\\notag", "\\nonumber", "\\middle", "\\rm", "\\bf", "\\it"), ""),
    **dict.fromkeys(("\\dotsc", "\\dotsb", "\\dotsm"), "\\dots"),
    "\\mathds": "\\mathbb",
    "\\bigm": "\\big",
    "\\lt": "<",
    "\\gt": ">",
    "\\leqslant": "≤",
    "\\geqslant": "≥",
    "\\implies": "⟹",
    "\\impliedby": "⟸",
    "\\Longrightarrow": "⟹",
    "\\Longleftarrow": "⟸",
    "\\Longleftrightarrow": "⟺",
    "\\triangleq": "≜",
    "\\coloneqq": "≔",
    "\\varnothing": "∅",
    "\\nmid": "∤",
    "\\bigcup": "⋃",
    "\\bigcap": "⋂",
    "\\bigoplus": "⨁",
    "\\bigotimes": "⨂",
    "\\square": "□",
    "\\blacksquare": "■",
    "\\checkmark": "✓",
    "\\degree": "°",
    "\\S": "§",
    "\\colon": ":",
}
_OPERATORS = frozenset(
    TOKEN.findall(
        r"=<>≤≥⟹⟸⟺≜≔±×·≈→∈\le\leq\ge\geq\ne\neq\approx\sim\simeq\cong\equiv\propto\in\notin\ni\subset\subseteq\supset"
        r"\supseteq\to\gets\rightarrow\leftarrow\Rightarrow\Leftarrow\leftrightarrow\Leftrightarrow\iff\mapsto\mid\ll"
        r"\gg\longrightarrow\longleftarrow\prec\succ\perp\parallel\models\vdash\cup\cap\setminus\wedge\vee\land\lor"
        r"\times\cdot\div\pm\mp\oplus\ominus\otimes\odot\circ"
    )
)
_SIGNS = frozenset("+-")
_OPENING = frozenset(TOKEN.findall(r"([{,:;&/\\\{\left\langle"))
_FUNCTIONS = frozenset(
    TOKEN.findall(r"\sum\prod\log\ln\lg\exp\sin\cos\tan\sinh\cosh\tanh\max\min\sup\inf\lim\arg\det\dim\Pr\gcd")
)
# What has its limits above and below.
LIMITS = frozenset(TOKEN.findall(r"\sum\prod\coprod\int\iint\oint\max\min\sup\inf\lim\limsup\liminf\det\Pr\gcd⋃⋂⨁⨂"))
_SCRIPTS = frozenset("^_")
_WORDS = frozenset(TOKEN.findall(r"\text\mathrm\mathsf\mathtt"))
_STRUCTURE = frozenset(TOKEN.findall(r"\begin\end\left\right\big\Big\bigg\Bigg"))
# What follows these is a name, words or a delimiter, in which a hyphen or a bar is no operator.
_VERBATIM = _SCRIPTS | _WORDS | _STRUCTURE


def prepared(tex: str) -> list[str]:
    """Tokens that TeXicode can take, with `\\,` around operators that are not in a script."""
    for pattern, instead in _REWRITTEN:
        tex = pattern.sub(instead, tex)
    tokens = [_RENAMED.get(token, token) for token in TOKEN.findall(tex)]
    return list(_spaced([token for token in tokens if token]))


def letters(tokens: list[str]) -> Iterator[str]:
    """The letters and digits that a drawing has to show: not those in the name or the columns of an environment."""
    at = 0
    while at < len(tokens):
        if tokens[at] in ("\\begin", "\\end"):
            end = argument_end(tokens, at + 1)
            has_columns = "".join(tokens[at:end]) == r"\begin{array}"
            at = argument_end(tokens, end) if has_columns else end
            continue
        if len(tokens[at]) == 1 and tokens[at].isascii() and tokens[at].isalnum():
            yield tokens[at]
        at += 1


def argument_end(tokens: list[str], at: int) -> int:
    """The index after the argument that begins at or after `at`: a group, or one token."""
    while at < len(tokens) and tokens[at].isspace():
        at += 1
    depth = 0
    while at < len(tokens):
        depth += {"{": 1, "}": -1}.get(tokens[at], 0)
        at += 1
        if depth <= 0:
            break
    return at


def _spaced(tokens: list[str]) -> Iterator[str]:
    at, before = 0, ["{"]
    while at < len(tokens):
        token = tokens[at]
        end = argument_end(tokens, at + 1) if token in _VERBATIM else at + 1
        unit = tokens[at:end]
        at = end
        if token.isspace() or token in _SCRIPTS:
            yield from unit
            continue
        if _is_operator(token, before[0]):
            yield from ("\\,", token, "\\,")
        else:
            yield from ("\\,", *unit) if _are_apart(before, unit) else unit
            if token == "," and not "".join(tokens[at : at + 1]).isdigit():
                yield "\\,"
        before = unit


def _is_operator(token: str, before: str) -> bool:
    """A sign is one only where something stands before it."""
    return token in _OPERATORS or (token in _SIGNS and before not in _OPENING and before not in _OPERATORS)


def _are_apart(before: list[str], unit: list[str]) -> bool:
    """Whether a blank stands between: after the name of a function, and before it."""
    if _is_function(before):
        return _is_operand(unit[0])
    return _is_function(unit) and (before[0] in (")", "}") or _is_operand(before[0]))


def _is_function(unit: list[str]) -> bool:
    """One that is known, or a name of several letters set upright."""
    return unit[0] in _FUNCTIONS or (unit[0] == "\\mathrm" and len("".join(unit)) > len(r"\mathrm{d}"))


def _is_operand(token: str) -> bool:
    return token.isalnum() or (token[0] == "\\" and token[1:].isalpha() and token not in _STRUCTURE)
