"""Names of decks and tags, as people type them."""

import re
import unicodedata
from functools import lru_cache


def name_key(text: str) -> str:
    """Equal for names that differ in case, width or white space only."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_like(value: str, pattern: str) -> bool:
    """`*` in the pattern stands for any characters."""
    return bool(_expression(pattern).fullmatch(value))


@lru_cache(maxsize=64)
def _expression(pattern: str) -> re.Pattern[str]:
    first, *rest = (re.escape(piece) for piece in pattern.split("*"))
    if not rest:
        return re.compile(first)
    # Atomic groups: each piece is taken at its first place, so that many stars do not try every combination.
    between = "".join(f"(?>.*?{piece})" for piece in rest[:-1])
    return re.compile(f"{first}{between}.*{rest[-1]}", re.S)
