"""The nearest sign in ASCII for a character: bars for bars, a word for a Greek letter, else the number."""

import re
import unicodedata

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


def nearest(character: str) -> str:
    """What is written in place of a character that an encoding has not."""
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
