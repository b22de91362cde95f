"""One string as YAML, so that a reader of YAML 1.1 or 1.2 takes it for that string and nothing else."""

import re
import unicodedata
from functools import lru_cache

# What a reader of YAML 1.1 takes for a truth value or nothing; numbers and dates never begin with a letter.
_WORDS_WITH_MEANING = frozenset(["y", "yes", "n", "no", "true", "false", "on", "off", "null"])

# Not plain: what begins like a number, a date or a sign; and what ends a plain text or begins a comment in it.
_PLAIN = re.compile(r"[^\W\d_](?:[^:#]|:(?! |\Z)|(?<! )#)*")
# PyYAML without libyaml ends a plain text at a question mark, too.
_SIGN_IN_FLOW = re.compile(r"[\[\]{},:?]")

# Escaped in double quotes, and there only: controls, the line ends that YAML 1.1 adds, and what is no character.
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def inline(text: str, *, in_flow: bool = False) -> str:
    """On one line: plain where that is safe, else in the quotes that need fewer escapes."""
    if _ESCAPED.search(text):
        return '"' + re.sub(rf'{_ESCAPED.pattern}|["\\]', _escape, text) + '"'
    if is_plain(text, in_flow=in_flow):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


@lru_cache(maxsize=256)
def key_text(name: str) -> str:
    """The key of a mapping: there are few of them, and they stand in every note."""
    return inline(name)


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    if text.lower() in _WORDS_WITH_MEANING or text != text.strip() or _ESCAPED.search(text):
        return False
    return _PLAIN.fullmatch(text) is not None and not (in_flow and _SIGN_IN_FLOW.search(text))


def block(text: str, indent: int) -> str | None:
    """As the lines of a literal block after `key: `, or None where only one quoted line gives the text back.

    `|-` and not `|`: other readers then see the same text, without a line end after it.
    """
    lines = text.split("\n")
    if len(lines) == 1 or _ESCAPED.search(text.replace("\n", "").replace("\t", "")):
        return None
    if not lines[-1] or not lines[0] or lines[0][0] in " \t" or any(line != line.rstrip(" \t") for line in lines):
        return None
    margin = " " * indent
    return "\n".join(["|-", *(margin + line if line else "" for line in lines)])


def columns(text: str) -> int:
    """How wide the text is on a screen: a Chinese character takes two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _SHORT.get(char) or (f"\\x{ord(char):02x}" if char < "\x80" else f"\\u{ord(char):04x}")
