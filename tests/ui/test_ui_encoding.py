"""What takes the place of characters that an encoding has not."""

import io
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from studycli.ui.encoding import NEAREST, can_write, lenient, writable
from studycli.ui.formula import draw, inline


@pytest.mark.parametrize(
    ("text", "encoding", "written"),
    [
        ("“a” – b…", "ascii", '"a" - b...'),
        ("10² × yₜ ≥ α, Φ, ς", "ascii", "10^2 x y_t >= alpha, Phi, sigma"),
        ("naïve ½ ℝ", "ascii", r"naive \xbd R"),
        ("h̃ 卷积：好。", "ascii", r"h~ \u5377\u79ef:\u597d. "),
        ("naïve 10² – α", "latin-1", "naïve 10² - alpha"),
        ("卷积 ─ 😀", "gbk", r"卷积 ─ \U0001f600"),
        ("\udce5", "utf-8", r"\udce5"),
    ],
)
def test_the_nearest(text: str, encoding: str, written: str) -> None:
    assert text.encode(encoding, NEAREST).decode(encoding) == written


@given(st.text())
def test_there_is_always_one(text: str) -> None:
    assert text.encode("ascii", NEAREST).isascii()


@pytest.mark.parametrize("character", "─━═│╭╮╰╯╶╴▁▂▃▄▅▆▇█░▒▓■□☐☑✓✗•·↑↓›▏")
def test_what_draws_keeps_its_width(character: str) -> None:
    assert len(character.encode("ascii", NEAREST)) == cell_len(character), unicodedata.name(character)


def test_a_formula_that_cannot_be_drawn_is_its_tex(monkeypatch: pytest.MonkeyPatch) -> None:
    assert draw(r"\frac{1}{2}", 80) and inline(r"\alpha") == "α"
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert not can_write("α") and writable("α") == "alpha"
    assert draw(r"\frac{1}{2}", 80) is None
    assert inline(r"\alpha  + 1") == r"\alpha + 1"
    assert inline("x + 1") == "x + 1"


def test_a_stream_that_is_lenient_raises_nothing() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    lenient(stream)
    stream.write("学 ─ ok")
    stream.flush()
    assert raw.getvalue() == b"\\u5b66 - ok"
    lenient(io.StringIO())
    lenient(None)
