"""A formula in one line: fractions with a stroke, scripts in small letters where Unicode has them all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from studycli.ui.formula import one_row
from studycli.ui.tex import TOKEN, argument_end

_ABOVE = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ⊤′*∗†∘∞",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡᵀ′**†°∞",
)
_BELOW = str.maketrans("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

_SCRIPTS = {"^": ("^", _ABOVE), "_": ("_", _BELOW)}

_SIGNS = {"\\sum": "∑", "\\prod": "∏", "\\int": "∫", "\\iint": "∬", "\\iiint": "∭", "\\oint": "∮", "\\\\": "; "}
_SIGNS |= dict.fromkeys(["\\,", "\\;", "\\:", "\\>", "\\ ", "\\quad", "\\qquad"], " ")
_NOTHING = re.compile(r"\\(?:left|right|[bB]igg?[lr]?|!|displaystyle|textstyle|scriptstyle|scriptscriptstyle)")
_FRACTIONS = frozenset(["\\frac", "\\dfrac", "\\tfrac", "\\cfrac"])
_WITH_ARGUMENT = re.compile(
    r"\\(?:text|math[a-z]+|acute|bar|breve|check|d?dot|grave|hat|mathring|tilde|vec|wide(?:hat|tilde))"
)

# What needs no brackets after a stroke or under a root, and what needs none before a stroke.
_ATOM = re.compile(
    r"√?(?:\d+(?:\.\d+)?|[∂∇]?[^\W\d_][^\w\s]?)[⁰¹²³⁴-ₜᵃ-ᵪ′*°]*|[√\w]*\([^()]*\)|\[[^\[\]]*\]|\|[^|]*\||∥[^∥]*∥"
)
# Marks in a reading that become a blank where two things would run into each other.
_SCRIPT_END = re.compile(r"\x00(?=\w)")
_FRACTION_EDGE = re.compile(r"(?<=[\w)\]|])\x01(?=[\w(√|])")
_NO_MARKS = {0: None, 1: None}
_SUM = re.compile(r"[\s/+]|(?<=.)-")


class _UnreadableError(Exception):
    """There is no such thing in one line: a matrix, cases, or a command that nobody knows."""


def linear(tokens: list[str]) -> str | None:
    """The reading of prepared tokens, or None."""
    try:
        reading = _SCRIPT_END.sub(" ", _Reader(tokens).all())
        return " ".join(_FRACTION_EDGE.sub(" ", reading).translate(_NO_MARKS).split())
    except (_UnreadableError, RecursionError):
        return None


@dataclass(slots=True)
class _Reader:
    tokens: list[str]
    at: int = 0

    def all(self) -> str:
        parts: list[str] = []
        while self.at < len(self.tokens):
            parts.append(self._next())
        return "".join(parts)

    def _next(self) -> str:
        token = self.tokens[self.at]
        if token == "{":
            return self._argument()
        self.at += 1
        if token in _SCRIPTS:
            return _script(self._argument(), _SCRIPTS[token])
        if token in _FRACTIONS:
            return f"\1{_over(self._argument())}/{_atom(self._argument())}\1"
        if token == "\\sqrt":
            return self._root()
        if token == "\\left" and self.tokens[self.at : self.at + 1] == ["."]:
            self.at += 1
        elif _WITH_ARGUMENT.fullmatch(token):
            return self._dressed(token)
        return _plain(token)

    def _argument(self) -> str:
        start = self.at
        self.at = argument_end(self.tokens, start)
        inner = "".join(self.tokens[start : self.at]).strip()
        if not inner:
            raise _UnreadableError
        return _Reader(TOKEN.findall(inner[1:-1] if inner[0] == "{" else inner)).all().strip(" \1")

    def _root(self) -> str:
        degree = ""
        if self.tokens[self.at : self.at + 1] == ["["]:
            end = self.tokens.index("]", self.at) if "]" in self.tokens[self.at :] else len(self.tokens)
            degree = _script("".join(self.tokens[self.at + 1 : end]), _SCRIPTS["^"])
            self.at = end + 1
        return f"{degree}√{_atom(self._argument())}"

    def _dressed(self, token: str) -> str:
        """An argument in another font or with an accent."""
        start = self.at
        plain = self._argument()
        drawn = one_row(token + "".join(self.tokens[start : self.at]))
        if drawn is None and token[1:5] not in ("text", "math"):
            raise _UnreadableError
        return plain if drawn is None else drawn


def _plain(token: str) -> str:
    if token.isspace() or token in ("}", "&") or _NOTHING.fullmatch(token):
        return ""
    if token[0] != "\\":
        return " " if token == "~" else token
    if token in ("\\begin", "\\end"):
        raise _UnreadableError
    if (known := _SIGNS.get(token) or one_row(token)) is None:
        raise _UnreadableError
    return known


def _script(text: str, mark: tuple[str, Mapping[int, int]]) -> str:
    tight = text.replace(" ", "")
    sign, small = mark
    if all(ord(character) in small for character in tight):
        return tight.translate(small)
    return sign + (f"{tight}\0" if len(tight) == 1 else f"({tight})")


def _over(text: str) -> str:
    return f"({text})" if _SUM.search(text) and not _ATOM.fullmatch(text) else text


def _atom(text: str) -> str:
    return text if _ATOM.fullmatch(text) else f"({text})"
