"""The number before a question: `1.`, `1、`, `Q1`, `第1题`, `题目 1：`."""

import re
from dataclasses import dataclass
from functools import lru_cache

_DIGITS = "一二三四五六七八九"
_VALUE = r"(\d{1,4}|[一二三四五六七八九十]{1,3}(?=\s*[题问道.、．:：)）]|\s|$))"
_NUMBERED = re.compile(
    rf"第\s*{_VALUE}\s*[题问道](?:\s*[.、．:：)）-])?\s*"
    rf"|(?:Questions?|Ques|Q|问题|题目|面试题|问|题)\s*+[#.]?\s*+{_VALUE}(?![\w.．]\d|[A-Za-z])(?:\s*[.、．:：)）\]】-])*\s*"
    r"|[(（\[【#]?(\d{1,4})\\?(?:[.．:：](?!\d)|[、)）\]】])[、.．]?\s*",
    re.I,
)
_OUTLINE = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}(?:[、.．]\s*|\s+)(?=\D)")
_BOLD = re.compile(r"^(\*\*|__)(.*?)\1(.*)$", re.S)
_DROPPED = re.compile(r"<a\b[^<>]*>\s*</a>|\{#[\w-]+\}$", re.I)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading's number, if it has one, and its text without it; `outline` is a number such as `2.1 `."""

    number: int | None
    text: str
    outline: str = ""


@lru_cache(maxsize=1 << 15)
def numbered(heading: str) -> Numbered:
    """A heading without its number, the bold around it and its anchors."""
    text = _unbolded(_DROPPED.sub("", heading).strip())
    if found := _NUMBERED.match(text):
        value = next(filter(None, found.groups()))
        return Numbered(_value(value), _unbolded(text[found.end() :].strip()))
    outline = _OUTLINE.match(text)
    return Numbered(None, text, outline[0] if outline else "")


def _unbolded(text: str) -> str:
    """Text without bold marks around the whole of it, or around the number at its start."""
    found = _BOLD.match(text)
    if not found:
        return text
    if not found[3].strip() and found[1] not in found[2]:
        return found[2].strip()
    bare = f"{found[2]}{found[3]}"
    return bare if _NUMBERED.fullmatch(found[2]) else text


def _value(text: str) -> int:
    """Digits, or a Chinese numeral up to 99."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.find(tens) + 1 if tens else 1) * 10 * bool(ten) + _DIGITS.find(ones or "x") + 1
