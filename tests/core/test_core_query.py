"""The search language: trees, faults with their column, and what holds for any text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studycli.core.query import MOST_LEVELS, MOST_TERMS, parse
from studycli.core.query_tree import (
    EVERYTHING,
    And,
    Compare,
    Content,
    Has,
    Is,
    Lang,
    Measure,
    Name,
    Named,
    Not,
    Operator,
    Or,
    Phrase,
    QueryFault,
    Standing,
    Word,
    joined,
)

A, B, C = Word("a"), Word("b"), Word("c")

PIECES = st.sampled_from(
    ["a", "卷积", "BN层", "or", "OR", "-", "--", "(", ")", '"', '"x y"', " ", "\u3000", "deck:", "deck:cnn/*", "tag:机器", "id:a/c1", "is:", "is:due", "is:dew", "has:code", "lang:zh", "lang:?", "stability<5", "due>=-3.5", "due<", "lapses=", "x:y", "std::vector", 'deck:"a b"', 'tag:"', "http://x", "::", "*", "NEAR", "NOT", "\x00", "'", "+", "{", "^", "�", "ﬁ", "：", "－", "\n"]
)  # fmt: skip
# Characters that mean something to the parser, or nearly, and words that a letter would make a field or a number.
ODD = st.sampled_from('-:/*<>=+?"() aortgſıK卷０\u3000\x1c\x85\x00')
NEARLY = st.sampled_from(["or", "Or", "tag:", "due<", "x:y", "std::vector", "http://x", "-", "--", "ſtability<5", "7"])
TEXTS = st.one_of(
    st.text(min_size=1),
    st.text(ODD, min_size=1, max_size=6),
    NEARLY,
    st.builds(str.__add__, NEARLY, st.text(ODD, max_size=3)),
)
IN_QUOTES = TEXTS.filter(lambda text: text.strip() and '"' not in text)
# A text that cannot stand without quotes is no word.
LEAVES = st.one_of(
    TEXTS.filter(lambda text: parse(text) == Word(text)).map(Word),
    IN_QUOTES.map(Phrase),
    st.builds(Named, st.sampled_from(Name), IN_QUOTES),
    st.builds(Is, st.sampled_from(Standing)),
    st.builds(Has, st.sampled_from(Content)),
    st.builds(Lang, st.from_regex(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", fullmatch=True)),
    st.builds(
        Compare,
        st.sampled_from(Measure),
        st.sampled_from(Operator),
        st.floats(-999_999_999, 999_999_999).map(lambda number: round(number, 9)),
    ),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        parts.map(Not),
        *(st.lists(parts, min_size=2, max_size=4).map(lambda several, kind=kind: joined(kind, several)) for kind in (And, Or)),
    ),
    max_leaves=12,
)  # fmt: skip

TYPED = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join))


@given(TYPED)
@example("(" * 10_000)
@example("-" * 10_000 + "a")
@example("a " * 10_000)
@example("ſtability<5")
@example("dıfficulty>7")
def test_any_text_parses_or_is_refused_in_words(text):
    parsed = parse(text)
    if isinstance(parsed, QueryFault):
        assert 1 <= parsed.column <= len(text)
        assert parsed.message
        assert "\n" not in str(parsed).replace(text, "")


@given(TYPED)
def test_what_a_tree_prints_parses_to_the_same_tree(text):
    parsed = parse(text)
    if not isinstance(parsed, QueryFault):
        assert parse(str(parsed)) == parsed


@given(TREES)
@example(Named(Name.TAG, ":x"))
@example(Named(Name.DECK, "//x"))
@example(Not(And((Or((A, Not(Not(B)))), Phrase("or")))))
def test_what_any_tree_prints_parses_to_the_same_tree(tree):
    assert parse(str(tree)) == tree


@given(st.floats(-999_999_999, 999_999_999).map(lambda number: round(number, 9)))
def test_numbers_are_printed_as_they_were_meant(number):
    comparison = Compare(Measure.DUE, Operator.LESS, number)
    assert parse(str(comparison)) == comparison


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", EVERYTHING),
        (" \u3000\n", EVERYTHING),
        ("a", A),
        ("a b", And((A, B))),
        ("a or b", Or((A, B))),
        ("a OR b or c", Or((A, B, C))),
        ("a b or c", Or((And((A, B)), C))),
        ("a (b or c)", And((A, Or((B, C))))),
        ("(a b) c", And((A, B, C))),
        ("((a))", A),
        ("-a", Not(A)),
        ("--a", Not(Not(A))),
        ("a -b", And((A, Not(B)))),
        ("a-b", Word("a-b")),
        ("-(a or b)", Not(Or((A, B)))),
        ('-"a b"', Not(Phrase("a b"))),
        ('"or"', Phrase("or")),
        ('a"b c"', And((A, Phrase("b c")))),
        ("f(x)", And((Word("f"), Word("x")))),
        ("BN层", Word("BN层")),
        ("C++", Word("C++")),
        ("std::vector", Word("std::vector")),
        ("https://example.org", Word("https://example.org")),
        ("Question: a", And((Word("Question:"), A))),
        ("12:30", Word("12:30")),
        ("p<0.05", Word("p<0.05")),
        ("deck:cnn", Named(Name.DECK, "cnn")),
        ('DECK:"deep learning/cnn"', Named(Name.DECK, "deep learning/cnn")),
        ("-tag:math", Not(Named(Name.TAG, "math"))),
        ("id:bn-axis*", Named(Name.ID, "bn-axis*")),
        ("is:Due", Is(Standing.DUE)),
        ("has:MATH", Has(Content.MATH)),
        ("lang:zh-TW", Lang("zh-tw")),
        ("stability<5", Compare(Measure.STABILITY, Operator.LESS, 5)),
        ("Lapses>=3", Compare(Measure.LAPSES, Operator.AT_LEAST, 3)),
        ("due<=-2", Compare(Measure.DUE, Operator.AT_MOST, -2)),
        ("reviewed=0", Compare(Measure.REVIEWED, Operator.EQUAL, 0)),
        ("difficulty>7.25", Compare(Measure.DIFFICULTY, Operator.MORE, 7.25)),
    ],
)
def test_trees(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "column", "words", "suggestion"),
    [
        ('a "b', 3, "quote is not closed", ""),
        ('deck:"b', 6, "quote is not closed", ""),
        ('a ""', 3, "nothing between the quotes", ""),
        ("a (b", 3, "not closed", ""),
        ("a (", 3, "not closed", ""),
        ("a ()", 3, "nothing between the parentheses", ""),
        ("a )", 3, "no parenthesis is open", ""),
        (")", 1, "no parenthesis is open", ""),
        ("or a", 1, "something before it", ""),
        ("a or", 3, "something after it", ""),
        ("(a or) b", 4, "something after it", ""),
        ("a or or b", 6, "something before it", ""),
        ("a -", 3, "right after it", ""),
        ("a - b", 3, "right after it", ""),
        ("(-)", 2, "right after it", ""),
        ("卷积 is:deu", 4, "is: takes new, learning", "is:due"),
        ("is:", 1, "wants a value", ""),
        ('tag:" "', 1, "wants a value", ""),
        ("has:picture", 1, "has: takes code", ""),
        ("has:choice", 1, "has: takes code", "has:choices"),
        ("lang:zh_CN", 1, "a code such as en or zh", ""),
        ("tags:math", 1, "there is no field tags:", "tag:"),
        ("colour:red", 1, "in quotes", ""),
        ("stability<", 1, "wants a number", "stability<7"),
        ("due<soon", 1, "wants a number", "due<7"),
        ("due=<5", 1, "wants a number", "due=7"),
        ("lapses>1e3", 1, "wants a number", "lapses>7"),
        ("(" * (MOST_LEVELS + 1) + "a", MOST_LEVELS + 1, "levels", ""),
        ("a " * (MOST_TERMS + 1), 2 * MOST_TERMS + 1, "words", ""),
    ],
)
def test_faults_tell_their_column(text, column, words, suggestion):
    fault = parse(text)
    assert isinstance(fault, QueryFault)
    assert (fault.column, fault.suggestion) == (column, suggestion)
    assert words in fault.message


def test_a_fault_as_one_line():
    assert str(parse("tags:x")) == (
        "column 1: there is no field tags:; put it in quotes to look for the words; did you mean tag:?"
    )
