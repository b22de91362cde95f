"""Gaps of other programs as gaps such as `{{c1::hidden::hint}}`."""

from studycli.core.cloze import gap_numbers


def gap(number: int, hidden: str, hint: str = "") -> str:
    return f"{{{{c{number}::{hidden.strip()}{f'::{hint.strip()}' if hint.strip() else ''}}}}}"


def has_gaps(text: str) -> bool:
    """Whether every gap is closed and there is one at least."""
    return bool(gap_numbers(text))
