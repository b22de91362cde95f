import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from studycli.ui.formula import draw, inline


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\frac{a}{b + 1}", ["   a", "╶─────╴", " b + 1"]),
        (r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}", ["⎛1 0⎞", "⎝0 1⎠"]),
        (r"\lVert x \rVert_2", ["∥x∥₂"]),
        (r"\operatorname*{argmax} x", ["argmax x"]),
        (r"\argmax x", ["argmax x"]),
        (r"a \implies b", ["a ⟹ b"]),
        (r"\underset{k}{x}", ["xₖ"]),
        (r"x \in \varnothing", ["x ∈ ∅"]),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", ["a = b", "  = c"]),
        # Words keep their hyphens, scripts stay tight, a sign that stands first is no operator.
        (r"\text{top-k} = -1", ["top-k = -1"]),
        (r"x_{t-1}", ["xₜ₋₁"]),
        (r"n \log n", ["n log n"]),
    ],
)
def test_drawn(tex: str, rows: list[str]) -> None:
    assert draw(tex, 40) == tuple(rows)


def test_wide_characters_keep_the_columns() -> None:
    rows = draw(r"\text{准确率，总} = \frac{TP}{\text{全部样本}} + x_准", 60)
    assert rows == (
        "                 TP",
        "准确率，总 = ╶────────╴ + x",
        "              全部样本     准",
    )


@pytest.mark.parametrize(
    "tex",
    ["", " ", "{", r"\frac{a}", r"\unknown{x}", r"\left( x", r"\underbrace{a}_{b}", "a \u0301 b", "x" * 3000],
)
def test_what_cannot_be_drawn(tex: str) -> None:
    assert draw(tex, 4000) is None


def test_a_question_mark_of_the_author_is_no_fault() -> None:
    assert draw("x = ?", 40) == ("x = ?",)


def test_what_is_too_wide_is_not_drawn() -> None:
    assert draw("abcd", 4) == ("abcd",)
    assert draw("abcd", 3) is None


@pytest.mark.parametrize(
    ("tex", "reading"),
    [
        (r"\sqrt{d_k}", "√dₖ"),
        (r"\frac{1}{1-p}", "1/(1 - p)"),
        (r"\frac{QK^\top}{\sqrt{d_k}}", "QKᵀ/√dₖ"),
        (r"x\frac{1}{2}y", "x 1/2 y"),
        (r"\frac{\partial L}{\partial w}", "∂L/∂w"),
        (r"\left(\frac{a}{b}\right)^2", "(a/b)²"),
        (r"\left.\frac{a}{b}\right|_0", "a/b |₀"),
        (r"\sum_{i=1}^{n} x_i^2", "∑ᵢ₌₁ⁿ xᵢ²"),
        (r"\mathbb{E}_{x \sim p}[f(x)]", "𝔼_(x∼p)[f(x)]"),
        (r"\nabla_\theta J", "∇_θ J"),
        (r"\sqrt[3]{x + 1}", "³√(x + 1)"),
        (r"\text{准确率} = \frac{TP}{N}", "准确率 = TP/N"),
        (r"\hat{y}_i^{(t)}", "ŷᵢ⁽ᵗ⁾"),
        (r"a_{i,j} \le b", "a_(i,j) ≤ b"),
        # No reading in one line: the TeX, in one line.
        ("\\begin{cases} 1 \\\\\n 2 \\end{cases}", r"\begin{cases} 1 \\ 2 \end{cases}"),
        (r"\unknown{x}", r"\unknown{x}"),
        ("{", "{"),
        ("x_", "x_"),
    ],
)
def test_read_in_one_line(tex: str, reading: str) -> None:
    assert inline(tex) == reading


_TEX = st.lists(
    st.sampled_from(
        [
            *"{}_^x1+-=,()[]&准±?~",
            "\\\\",
            "\\,",
            "\\unknown",
            "\\frac",
            "\\sqrt",
            "\\left",
            "\\right",
            "\\sum",
            "\\log",
            "\\hat",
            "\\text",
            "\\begin{cases}",
            "\\end{cases}",
        ]
    )
).map(" ".join)


@settings(deadline=None)
@given(_TEX, st.integers(1, 60))
def test_any_tex_fits_or_is_not_drawn(tex: str, width: int) -> None:
    rows = draw(tex, width)
    assert rows is None or (rows and all(cell_len(row) <= width for row in rows))
    assert "\n" not in inline(tex)


@settings(deadline=None)
@given(st.text("abc准确率，", min_size=1, max_size=8), st.text("xy全部", min_size=1, max_size=8))
def test_a_fraction_is_as_wide_as_its_wider_part(above: str, below: str) -> None:
    rows = draw(rf"\frac{{\text{{{above}}}}}{{\text{{{below}}}}} = z", 80)
    assert rows is not None
    assert cell_len(rows[1]) == max(cell_len(above), cell_len(below)) + len("╶╴ = z")
