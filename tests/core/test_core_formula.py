"""What counts as a formula, and that nothing of a text is lost by cutting it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.formula import Formula, Prose, split


def formulas(text: str) -> list[tuple[str, bool]]:
    return [(piece.tex, piece.display) for piece in split(text) if isinstance(piece, Formula)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a $x$ b", [("x", False)]),
        ("为$O(n)$的", [("O(n)", False)]),
        ("$x$$y$", [("x", False), ("y", False)]),
        (r"\(a<b\) and \[c\\ d\]", [("a<b", False), (r"c\\ d", True)]),
        ("$$\na\n= b\n$$", [("a\n= b", True)]),
        (r"$$\text{if $x$}$$", [(r"\text{if $x$}", True)]),
        (r"\[\begin{pmatrix}a\\[2pt]b\end{pmatrix}\]", [(r"\begin{pmatrix}a\\[2pt]b\end{pmatrix}", True)]),
        ("$a\nb$", [("a\nb", False)]),
        (r"$\text{cost \$5}$", [(r"\text{cost \$5}", False)]),
    ],
)
def test_formulas(text: str, found: list[tuple[str, bool]]) -> None:
    assert formulas(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 and $6",
        "$5,$6",
        "US$5",
        r"\$x\$",
        "$ x $",
        "$a\n\nb$",
        "$$a\n\nb$$",
        "$$",
        "$$ $$",
        r"\\(x\\)",
        "`$x$`",
        "``a ` $x$``",
        "$PATH is `X=$Y`",
        "```sh\n$x$\n```",
        "~~~\n$x$",
        "- ```\n  $x$\n  ```",
        "> ```\n> $x$\n> ```",
        "````\n```\n$x$\n```\n````",
    ],
)
def test_money_code_and_escapes_are_not_formulas(text: str) -> None:
    assert formulas(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "```\n$a$\n```\n$x$",
        "```\n```\n$x$",
        "`a` $x$",
        "a ` lone $x$",
        "a `b\n\n$x$ c` d",
        "a ` b\n```\n$a$ `\n```\n$x$",
        "```a`b``` $x$",
        r"\$5 $x$",
        r"\`$x$ b`",
    ],
)
def test_formulas_beside_code(text: str) -> None:
    assert formulas(text) == [("x", False)]


def test_prose_keeps_what_the_author_wrote() -> None:
    assert split("a \\$ `b` $x$ c") == (Prose("a \\$ `b` "), Formula("x", False, "$x$"), Prose(" c"))
    assert split("") == ()


@settings(deadline=None)
@given(st.text("$\\()[]`~ \n>-1ax", max_size=60))
def test_the_pieces_joined_are_the_text(text: str) -> None:
    pieces = split(text)
    assert "".join(piece.source for piece in pieces) == text
    assert all(piece.source and (isinstance(piece, Prose) or piece.tex) for piece in pieces)
