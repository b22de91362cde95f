"""Text as Markdown that means just that text: what would be a mark gets a backslash, and nothing else does."""

import re

_MARKS = re.compile(
    r"""
      \\ (?=[!-/:-@\[-`{-~\n]|\s*$)
    | [`$]
    | (?<![^\W_]) _ | _ (?![^\W_])
    | \* (?! (?<=[ ]\*)[ ] )
    | (?<=\S) ~ | ~ (?=\s|$)
    | < (?=[a-zA-Z/!?])
    | & (?=\#?\w{1,40};)
    | \] (?=[(\[:])
    """,
    re.X,
)
_LINE = re.compile(
    r"""^
      (?: (?P<sign> [-+*](?=\s|$) | \#{1,6}(?=\s|$) | > | =+\s*$ ) | (?P<number>\d{1,9}) (?=[.)](?:\s|$)) )
    """,
    re.X,
)
# What would make a heading or a table of the line above, or a rule.
_RULER = re.compile(r"[\s|:]*-[\s|:-]*$")


def escaped(text: str) -> str:
    """Text of one run, in which lines may begin anywhere."""
    return _MARKS.sub(r"\\\g<0>", text)


def with_plain_lines(markdown: str) -> str:
    """A paragraph whose lines begin nothing else, such as a list or a heading."""
    return "\n".join(map(_plain_line, markdown.split("\n")))


def _plain_line(line: str) -> str:
    line = line.lstrip(" \t")
    if _RULER.match(line):
        return line.replace("-", "\\-", 1)
    found = _LINE.match(line)
    if not found:
        return line
    return f"\\{line}" if found["sign"] else f"{found['number']}\\{line[found.end() :]}"
