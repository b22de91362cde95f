"""Whether a line asks: by its question mark, or by the words it begins with."""

import re

_MARKS = re.compile(r"[?？][\s*_`\"'”’)）\]】!！.。\u2600-\u27bf\u2b50\ufe0f\u200d\U0001f300-\U0001faff]*$")
_ENGLISH = re.compile(
    r"\W*(?:what|how|why|when|where|which|who|explain|describe|define|compare|discuss|implement|write|give|tell me|"
    r"list|name|difference between|can you|do you|does|is there|are there)\b",
    re.I,
)
_CHINESE = re.compile("什么|如何|为什么|为何|怎么|怎样|请|解释|简述|描述|哪些|哪种|区别|是否|吗$")


def ends_asking(text: str) -> bool:
    """Whether it ends in a question mark, with nothing but marks and emoji behind it."""
    return _MARKS.search(text[-40:]) is not None


def asks(text: str) -> bool:
    return ends_asking(text) or _ENGLISH.match(text) is not None or _CHINESE.search(text[:200]) is not None
