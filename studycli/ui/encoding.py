"""What can be written where the locale has no UTF-8: the nearest sign, a word for a Greek letter, else the number."""

import codecs
import re
import sys
import unicodedata
from io import TextIOWrapper
from typing import IO

NEAREST = "studycli.nearest"

# Of the same width where it matters: bars, boxes and blocks stay in their columns.
_SIGNS = {
    character: sign
    for characters, sign in (
        ("─╶╴–—−‐‑", "-"),
        ("━═▃", "="),
        ("│┃║╷╵▏", "|"),
        ("╭╮╰╯┌┐└┘├┤┬┴┼╞╡╪", "+"),
        ("▁", "_"),
        ("▂░·", "."),
        ("▄", "+"),
        ("▅▒•∗∘", "*"),
        ("▆▓", "%"),
        ("▇█■", "#"),
        ("✓✗☑×", "x"),
        ("□☐", "o"),
        ("↑", "^"),
        ("↓", "v"),
        ("←‹", "<"),
        ("→↪›", ">"),
        ("“”", '"'),
        ("‘’", "'"),
        ("÷", "/"),
        ("\xa0", " "),
        ("\u200b\u2060\ufeff", ""),
        ("\u0302", "^"),
        ("\u0303", "~"),
        ("…", "..."),
        ("≤", "<="),
        ("≥", ">="),
        ("≠", "!="),
        ("≈", "~"),
        ("、", ", "),
        ("。", ". "),
    )
    for character in characters
}
_GREEK = re.compile("GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?([A-Z]+)")


def can_write(text: str) -> bool:
    """Whether standard output has every character of it."""
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:
        return False
    return True


def writable(text: str) -> str:
    """The text with signs of its own in place of what standard output has not."""
    return text if _encoding() == "utf-8" else text.encode(_encoding(), NEAREST).decode(_encoding())


def lenient(stream: IO[str] | None) -> None:
    """From now on nothing that is written to it is a fault."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=NEAREST)


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    return "".join(map(_sign, fault.object[fault.start : fault.end])), fault.end


def _sign(character: str) -> str:
    if (sign := _SIGNS.get(character)) is not None:
        return sign
    letters = unicodedata.normalize("NFKD", character)
    if greek := _GREEK.match(unicodedata.name(letters[0], "")):
        return greek[2].capitalize() if greek[1] == "CAPITAL" else greek[2].lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _script(character) + plain if plain.isascii() else _number(character)


def _script(character: str) -> str:
    """What a raised or lowered letter is written behind."""
    kind, _, _ = unicodedata.decomposition(character).partition(" ")
    return {"<super>": "^", "<sub>": "_"}.get(kind, "")


def _number(character: str) -> str:
    return character.encode("ascii", "backslashreplace").decode()


codecs.register_error(NEAREST, _nearest)
