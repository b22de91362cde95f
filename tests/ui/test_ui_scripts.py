import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.ui.formula import draw, inline
from studycli.ui.scripts import nested
from studycli.ui.tex import TOKEN


@pytest.mark.parametrize(
    ("tex", "drawn"),
    [
        ("x_i^2", ["xᵢ²"]),
        ("x^2_i", ["xᵢ²"]),
        ("W_i^K", ["Wᵢᴷ"]),
        (r"\mathbf{x}_i^{(t)}", ["𝐱ᵢ⁽ᵗ⁾"]),
        (r"\hat y_{ij}^2", ["ŷᵢⱼ²"]),
        (r"\|w\|_2^2", ["∥w∥₂²"]),
        (r"\left(a+b\right)_i^2", ["(a + b)ᵢ²"]),
        (r"\frac{x_i^2}{2}", [" xᵢ²", "╶───╴", "  2"]),
        (r"e^{x_i^2}", [" xᵢ²", "e"]),
        (r"\int_0^1 x", ["⌠¹", "│ x", "⌡₀"]),
    ],
)
def test_both_scripts_are_drawn(tex, drawn):
    assert [row.rstrip() for row in draw(tex, 40) or ()] == drawn


@pytest.mark.parametrize(
    ("tex", "put"),
    [
        (r"\sum_{i=1}^n x_i^2", r"\sum_{i=1}^n {x_i}^2"),
        (r"\max_i^k", r"\max_i^k"),
        ("x_{a_i^2}^3", "{x_{{a_i}^2}}^3"),
        (r"\left(x_i^2\right)_j^T", r"{\left({x_i}^2\right)_j}^T"),
        ("x_i y^2 z'", "x_i y^2 z'"),
        ("x_i^", "x_i^"),
        ("_i^2", "_i^2"),
        ("{x_i^2", "{{x_i}^2"),
        (r"\left(x", r"\left(x"),
    ],
)
def test_one_script_is_put_inside(tex, put):
    assert "".join(nested(TOKEN.findall(tex))) == put


def test_a_capital_that_unicode_has_no_subscript_for_is_not_drawn_as_a_small_letter():
    assert inline("XW_V") == "XW_V"


@given(st.text(alphabet=r"xy12{}_^\ ()[]+", max_size=40))
def test_nothing_but_braces_and_order_changes(tex):
    tokens = TOKEN.findall(tex)
    without = [token for token in nested(tokens) if token not in "{}"]
    assert sorted(without) == sorted(token for token in tokens if token not in "{}")


@given(st.text(alphabet=r"xy12{}_^\ ()[]+", max_size=40))
def test_any_text_is_read_or_drawn(tex):
    rows = draw(tex, 40)
    assert rows is None or (rows[0] and rows[-1])
    inline(tex)


def test_groups_in_groups_come_to_an_end():
    assert nested(list("{" * 500 + "x_i^2" + "}" * 500))
