"""The YAML parser's messages in plain words: what is wrong and what to do about it."""

import re
from typing import TYPE_CHECKING

from studycli.core.messages import N_, _
from studycli.decks.report import Mark, Place

if TYPE_CHECKING:
    from yaml import YAMLError

# Patterns over "context problem"; libyaml and the pure parser word the same fault differently. The first that fits.
_WORDS = (
    (
        re.compile("scanning an (alias|anchor)"),
        N_("text that begins with * or & is not plain text; put the whole text in quotes"),
    ),
    (
        re.compile("(scanning|parsing) a tag|tag handle"),
        N_("text that begins with ! is not plain text; put the whole text in quotes"),
    ),
    (re.compile("incompatible"), N_("this version of YAML is not known; remove the line")),
    (re.compile("directive"), N_("a line that begins with % is not plain text; put the whole text in quotes")),
    (
        re.compile("escape|hexdecimal"),
        N_("a backslash in double quotes is written twice; write it twice or use single quotes"),
    ),
    (re.compile("scanning a quoted scalar"), N_("the quote that opens here is not closed; close it")),
    (
        re.compile("mapping values are not allowed"),
        N_("a colon in plain text, or a wrong indentation; put the whole text in quotes or indent it anew"),
    ),
    (
        re.compile("sequence entries are not allowed"),
        N_("a list begins on a line of its own; move it there, or put the whole text in quotes"),
    ),
    (
        re.compile("block scalar"),
        N_("text follows | or > on a line of its own and is indented with spaces; move it there"),
    ),
    (re.compile(r"tab|'\\t'"), N_("a tab cannot indent; write spaces")),
    (
        re.compile("cannot start any token"),
        N_("a tab at the start of a line, or text that begins with %, @ or `; indent with spaces, or quote the text"),
    ),
    (
        re.compile("flow (sequence|mapping|node)"),
        N_("a [ or { is not closed, or its text has a colon; close it, or put the whole text in quotes"),
    ),
    (
        re.compile("node content"),
        N_("text that begins with ], } or a comma is not plain text; put the whole text in quotes"),
    ),
    (
        re.compile("expected ':'"),
        N_("a key without its colon, or text that is not indented; write the colon or indent it"),
    ),
    (
        re.compile("block (mapping|collection|end|sequence)|expected key"),
        N_("text after a closing quote, or a wrong indentation; quote it as a whole, or indent it as its neighbours"),
    ),
    (
        re.compile("document start"),
        N_("this does not belong to what stands above; indent it as its neighbours"),
    ),
)


def plain_words(fault: "YAMLError") -> tuple[Mark, str]:
    """Where the cause stands and what to say; the cause of an unclosed quote is where it opens."""
    context, problem = getattr(fault, "context", None) or "", getattr(fault, "problem", None) or str(fault)
    mark: Mark = getattr(fault, "problem_mark", None) or Place(0, 0)
    if "scanning a quoted scalar" in context and "unexpected" in problem:
        mark = getattr(fault, "context_mark", None) or mark
    told = f"{context} {problem}"
    return mark, next((_(words) for pattern, words in _WORDS if pattern.search(told)), " ".join(problem.split()))
