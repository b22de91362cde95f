import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.importers.repairs import repair


@pytest.mark.parametrize(
    ("text", "repaired", "code"),
    [
        ("1. a\n2. b\n3.c", "1. a\n2. b\n3. c", "list-item"),
        ("1. a\n   - b\n2.c", "1. a\n   - b\n2. c", "list-item"),
        ("  1、a\n  2、b", "  1. a\n  2. b", "list-item"),
        ("1.a\n\n2.b", "1. a\n\n2. b", "list-item"),
        ("** a：** b", "**a：** b", "bold"),
        ("- ** a ：** b", "- **a ：** b", "bold"),
        ("** a**: b", "**a**: b", "bold"),
        ("**a：**b", "**a：** b", "bold"),
        ("x **a。**b **c！**d", "x **a。** b **c！** d", "bold"),
        ("##1. a", "## 1. a", "heading"),
        ("###第2题", "### 第2题", "heading"),
        ("a <|end|>b", "a b", "chat-mark"),
        ("a。## b", "a。\n\n## b", "glued"),
        ("a.\t## b.### c", "a.\n\n## b.\n\n### c", "glued"),
        ("a<|x|># b", "a\n\n# b", "glued"),
    ],
)
def test_a_slip_is_put_right_and_told(text: str, repaired: str, code: str) -> None:
    done = repair(text, "x.md")
    assert done.text == repaired
    assert {problem.code for problem in done.problems} == {code}
    assert {problem.line for problem in done.problems} <= done.touched


@pytest.mark.parametrize(
    ("text", "repaired"),
    [("###\u00a01. a", "### 1. a"), ("-\u3000a", "- a"), ("\u200b**a**\u200b：", "**a**："), ("#\ufeff a", "# a")],
)
def test_blanks_that_nobody_sees_are_put_right_without_a_word(text: str, repaired: str) -> None:
    done = repair(text, "x.md")
    assert (done.text, done.problems, done.touched) == (repaired, [], {1})


@pytest.mark.parametrize(
    "text",
    [
        "1.5 litres\n2.5 litres",
        "3.a stands alone",
        "1.a\n\nb\n\n2.c",
        "1. a\n3.b",
        "2 ** 3 and 4 ** 5",
        "**a** b：**c** d",
        "`2**3` and：`4**5`x",
        "**a：** b",
        "see C# 8. Or F# 4.",
        "what? #1 it is",
        "#tag and #1x",
        "a < b | c > d",
        "family 👩\u200d👧",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert repair(text, "x.md").text == text


def test_numbers_of_lines_survive_a_split() -> None:
    assert repair("a\nb。# c\nd", "x.md").numbers == [1, 2, 2, 2, 3]


def test_lines_of_code_are_left_alone() -> None:
    text = "** a：**\n1. a\n2.b\nc。# d"
    assert repair(text, "x.md", frozenset({1, 3, 4})).text == text


@settings(deadline=None)
@given(st.text("1.2、 #*a：。\n<|>`-\u200b\u3000", max_size=60))
def test_nothing_but_blanks_and_marks_is_changed(text: str) -> None:
    done = repair(text, "x.md")
    assert len(done.numbers) == done.text.count("\n") + 1
    assert [c for c in done.text if c in "a1："] == [c for c in text.replace("<|a|>", "") if c in "a1："]
    assert done.numbers == sorted(done.numbers)
