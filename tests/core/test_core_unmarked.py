"""Markdown lines as plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.unmarked import Line, lines_of, unmarked

MARKED = st.text("a卷 *_`$~|#>-1.()\\\n\U000f0000")


def plain(text):
    return [unmarked(line) for line in lines_of(text)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Dropout** silences *units* at ***random***", "Dropout silences units at random"),
        ("这是**重点**，模式*有没有*出现", "这是重点，模式有没有出现"),
        ("__init__ in _prose_ and x_train", "init in prose and x_train"),
        ("call `a*b*c` or ``x`y``", "call a*b*c or x`y"),
        ("**uses `**kw`**", "uses **kw"),
        ("rate $p_i * q_i$ and \\(n_1\\)", "rate p_i * q_i and n_1"),
        ("it costs $5 and $6", "it costs $5 and $6"),
        ("2*3*4 = 24, a * b, x**2", "2*3*4 = 24, a * b, x**2"),
        ("- item", "item"),
        ("  12. **Embedding**: tokens", "Embedding: tokens"),
        ("> - [x] quoted", "quoted"),
        ("## Head", "Head"),
        ("- -1 is less", "-1 is less"),
        ("#1 and C# and -p", "#1 and C# and -p"),
        ("see [the paper](https://x.y/z) ![plot](p.png)", "see the paper plot"),
        ("| a | **b** | c |", "a · b · c"),
        ("a | b", "a | b"),
        ("~~old~~ ~ 5", "old ~ 5"),
        (r"\*kept\* and \$5", "*kept* and $5"),
        ("a\U000f0000b", "a\U000f0000b"),
        ("2.5 times", "2.5 times"),
    ],
)
def test_one_line(text, shown):
    assert plain(text) == [shown]


def test_lines_that_an_author_broke_only_because_they_were_long_are_one():
    text = "Long lines\nare **broken\nanywhere**.\n- An item\n  goes on\n- another\n\n中文\n也一样\n===\n```\na\nb\n```\nend"
    assert plain(text) == [
        "Long lines are broken anywhere.",
        "An item goes on",
        "another",
        "中文也一样",
        "a",
        "b",
        "end",
    ]


def test_code_and_set_formulas_keep_every_character_and_lose_their_fences():
    text = "- Do:\n\n  ```python\n  x = **a * `b`\n  ```\n$$\np_{i}*2\n$$\n| a |\n|---|\n***\nend"
    assert plain(text) == ["Do:", "x = **a * `b`", "p_{i}*2", "a", "end"]


@given(MARKED)
def test_words_stay_in_their_order(text):
    wanted = [char for line in lines_of(text) for char in line.text if char in "a卷\U000f0000"]
    shown = [char for line in plain(text) for char in line if char in "a卷\U000f0000"]
    assert shown == wanted


@given(MARKED)
def test_nothing_is_added(text):
    for line in lines_of(text):
        assert len(unmarked(line)) <= len(line.text) + 3 * line.text.count("|")
        assert unmarked(Line(line.text, literal=True)) == line.text
