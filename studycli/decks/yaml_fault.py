"""The YAML parser's messages in plain words: what is wrong and what to do about it."""

import re
from typing import TYPE_CHECKING

from studycli.decks.report import Mark, Place

if TYPE_CHECKING:
    from yaml import YAMLError

_QUOTE = "put the whole text in quotes"

# Patterns over "context problem"; libyaml and the pure parser word the same fault differently. The first that fits.
_WORDS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        ("scanning an (alias|anchor)", f"text that begins with * or & is not plain text; {_QUOTE}"),
        ("(scanning|parsing) a tag|tag handle", f"text that begins with ! is not plain text; {_QUOTE}"),
        ("incompatible", "this version of YAML is not known; remove the line"),
        ("directive", f"a line that begins with % is not plain text; {_QUOTE}"),
        ("escape|hexdecimal", "a backslash in double quotes is written twice; write it twice or use single quotes"),
        ("scanning a quoted scalar", "the quote that opens here is not closed; close it"),
        (
            "mapping values are not allowed",
            f"a colon in plain text, or a wrong indentation; {_QUOTE} or indent it anew",
        ),
        ("sequence entries are not allowed", f"a list begins on a line of its own; move it there, or {_QUOTE}"),
        ("block scalar", "text follows | or > on a line of its own and is indented with spaces; move it there"),
        ("tab|'\\\\t'", "a tab cannot indent; write spaces"),
        (
            "cannot start any token",
            "a tab at the start of a line, or text that begins with %, @ or `; indent with spaces, or quote the text",
        ),
        ("flow (sequence|mapping|node)", f"a [ or {{ is not closed, or its text has a colon; close it, or {_QUOTE}"),
        ("node content", f"text that begins with ], }} or a comma is not plain text; {_QUOTE}"),
        ("expected ':'", "a key without its colon, or text that is not indented; write the colon or indent it"),
        (
            "block (mapping|collection|end|sequence)|expected key",
            "text after a closing quote, or a wrong indentation; quote it as a whole, or indent it as its neighbours",
        ),
        ("document start", "this does not belong to what stands above; indent it as its neighbours"),
    )
)


def plain_words(fault: "YAMLError") -> tuple[Mark, str]:
    """Where the cause stands and what to say; the cause of an unclosed quote is where it opens."""
    context, problem = getattr(fault, "context", None) or "", getattr(fault, "problem", None) or str(fault)
    mark: Mark = getattr(fault, "problem_mark", None) or Place(0, 0)
    if "scanning a quoted scalar" in context and "unexpected" in problem:
        mark = getattr(fault, "context_mark", None) or mark
    told = f"{context} {problem}"
    return mark, next((words for pattern, words in _WORDS if pattern.search(told)), " ".join(problem.split()))
