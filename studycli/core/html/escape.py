"""Text as Markdown that means just that text: what would be a mark gets a backslash, and nothing else does."""

import re

_MARKS = re.compile(
    r"""
      \\ (?=[!-/:-@\[-`{-~\n]|\s*$)
    | [`$]
    | (?<![^\W_]) _ | _ (?![^\W_])
    | \* (?! (?<=[ ]\*)[ ] )
    | (?<=\S) ~ | ~ (?=\s|$)
    | \A< | < (?=[a-zA-Z/!?]|\Z)
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


_ADDRESS = re.compile(r"(https?|www)([:.])(\S*)", re.I)
_LAST_ADDRESS = re.compile(r"(https?(?=://)|www(?=\.))(\S*)\Z", re.I)


def escaped(text: str) -> str:
    """Text of one run, in which lines may begin anywhere."""
    made = _MARKS.sub(r"\\\g<0>", text)
    return _ADDRESS.sub(_unlinked, made) if "\\" in made else made


def _unlinked(found: re.Match[str]) -> str:
    """An address with backslashes in it must not become a link, which would show them."""
    return f"{found[1]}\\{found[2]}{found[3]}" if "\\" in found[3] else found[0]


def unlinked_at_end(markdown: str) -> str:
    """Text behind which a mark will stand that an address at its end would take for its own."""
    return _LAST_ADDRESS.sub(r"\1\\\2", markdown)


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
