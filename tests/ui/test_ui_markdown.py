import pytest
from cards_on_screen import drawn, line_widths, note
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.model import Card, Cloze, OpenQuestion, Text
from studycli.ui.answer import answer_view_of
from studycli.ui.gaps import with_gap_filled
from studycli.ui.markdown import answer_view, question_text
from studycli.ui.question import question_view


def question(text: str, width: int = 60) -> list[str]:
    return drawn(question_text(text, width), width).splitlines()


def answer(text: str, width: int = 60) -> list[str]:
    return drawn(answer_view(text), width).splitlines()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("**bold**, *italic*, `code`", ["bold, italic, code"]),
        ("__init__ and snake_case_name", ["init and snake_case_name"]),
        ("`**no** $markup$`", ["**no** $markup$"]),
        ("2 * 3 * 4", ["2 * 3 * 4"]),
        (r"\*kept\* for \$5", ["*kept* for $5"]),
        ("a & b &lt;c&gt;", ["a & b <c>"]),
        ("![loss](plots/loss.png)", ["[image: loss (loss.png)]"]),
        ("![](plots/loss.png)", ["[image: loss.png]"]),
        ("[the paper](https://example.org)", ["the paper"]),
        ("one<br>two", ["one", "two"]),
        ("## Head\ntext", ["Head", "text"]),
        ("- a\n- b", ["• a", "• b"]),
        ("~~~\n- a **b**\n~~~", ["  - a **b**"]),
        ("List<int> stays", ["List<int> stays"]),
        ("so $$x^2$$, yes", ["so", "  x²,", "yes"]),
        ("**the $x$ axis**", ["the x axis"]),
        ("a matrix $\\begin{pmatrix}1\\\\2\\end{pmatrix}$", ["a matrix", "  ⎛1⎞", "  ⎝2⎠"]),
        ("clear\x1b[2J the screen\x07", ["clear\ufffd[2J the screen\ufffd"]),
        ("", [""]),
    ],
)
def test_question(source: str, lines: list[str]) -> None:
    assert question(source) == lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("one\ntwo", ["one two"]),
        ("第一行\n第二行", ["第一行第二行"]),
        ("List<int> & `<b>`<br>next", ["List<int> & <b>", "next"]),
        ('<img src="a/b.png" width=3> and ![x](y.png)', ["[image: b.png] and [image: x (y.png)]"]),
        ("    indented $x$", ["  indented $x$"]),
        ("```\nprice $x$\n```", ["  price $x$"]),
        ("area $\\frac{1}{2}$.\n\n$$\\frac{1}{2}$$.", ["area 1/2.", "", "   1", "  ╶─╴.", "   2"]),
        ("> quoted", ["▌ quoted"]),
        ("# Head", ["Head"]),
        ("| a | b |\n|---|---|\n| `x` | $\\frac{1}{2}$ |", ["a   b", "───────", "x   1/2"]),
        ("clear\x1b[2J", ["clear\ufffd[2J"]),
    ],
)
def test_answer(source: str, lines: list[str]) -> None:
    assert answer(source) == lines


def test_a_gap_in_code_and_in_a_table_leaves_no_marks() -> None:
    text = "```python\nx = {{c1::1}}\n```\n\n| a |\n|---|\n| {{c1::b}} |\n\nand **{{c1::$x$}}**"
    shown = answer(with_gap_filled(text, 1))
    assert shown == ["  x = 1", "", "a", "─", "b", "", "and x"]


def test_a_long_line_of_code_shows_that_it_goes_on() -> None:
    assert answer("```python\nif x:\n    return first_word + second_word\n```", 26) == [
        "  if x:",
        "      return first_word",
        "      ↪ + second_word",
    ]


def test_a_table_too_narrow_for_columns_is_shown_row_by_row() -> None:
    table = "| name | mean over | at test time |\n|---|---|---|\n| batch | samples | running averages |\n"
    assert answer(table, 60)[0] == "name    mean over   at test time"
    assert answer(table, 20) == ["name: batch", "mean over: samples", "at test time:", "running averages"]


_PIECES = st.sampled_from(
    [
        *("$", "$$", "`", "```", "**", "*", "_", "{", "}", "\\frac", "\\text{准}", "{{c1::", "::", "}}"),
        *(" ", "\n", "\n\n", "\t", "    ", "- ", "1. ", "> ", "# ", "---\n", "| a | b |\n|--|--|\n", "|"),
        *("![a](b)", "[x](y)", "<br>", "&lt;", "准确率", "，", "word", "😀"),
        *("\x1b[31m", "\x00", "\ufdd0", "\U00100000"),
    ]
)
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=30).map("".join)


@settings(deadline=None, max_examples=150)
@given(_TEXTS, st.integers(20, 200))
def test_any_text_fits_any_width(text: str, width: int) -> None:
    for body in (OpenQuestion(Text.plain(text), Text.plain(text)), Cloze(Text.plain(text))):
        card = Card(note(body), "c1" if isinstance(body, Cloze) else "")
        for view in (question_view(card, text, "", width), answer_view_of(card, text, "", width)):
            assert max(line_widths(view, width)) <= width
            assert "\x1b" not in drawn(view, width)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(["word", "BN层", "梯度，", "(x)", "$x$", "`y`"]), min_size=1), st.integers(20, 60))
def test_no_word_is_lost_by_wrapping(words: list[str], width: int) -> None:
    expected = "".join(words).replace("$", "").replace("`", "")
    text = " ".join(words)
    assert "".join("".join(question(text, width)).split()) == expected
    assert "".join("".join(answer(text, width)).split()) == expected


def test_emphasis_between_chinese_characters_is_drawn_and_a_product_is_not() -> None:
    assert question("随着时间*变小*的量") == ["随着时间变小的量"]
    assert question("2*3*4") == ["2*3*4"]


def test_a_number_with_a_point_is_no_list_mark() -> None:
    assert question("0.001 to 0.01 is a rate to begin with", 20)[1].startswith("rate")
    assert question("2. rates to begin with, or more", 20)[1].startswith("   ")


def test_a_table_whose_words_do_not_fit_is_shown_row_by_row() -> None:
    table = "| Method | What it needs |\n|---|---|\n| normalisation | hyperparameters |"
    assert answer(table, 24) == ["Method: normalisation", "What it needs:", "hyperparameters"]
    assert answer(table, 40)[0].split() == ["Method", "What", "it", "needs"]


def test_deeply_indented_code_goes_on_with_its_sign() -> None:
    drawn_lines = answer("```\n" + " " * 30 + "first_argument, second_argument\n```", 30)
    assert "first_argument," in drawn_lines[0] and drawn_lines[1].lstrip().startswith("↪ ")
