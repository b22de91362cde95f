"""Names and patterns; the rest of the predicate is held against the catalogue's SQL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.names import is_like, name_key


@pytest.mark.parametrize(
    ("value", "pattern", "fits"),
    [
        ("cnn", "cnn", True),
        ("cnn", "cn", False),
        ("cnn", "CNN", False),
        ("cnn", "c*", True),
        ("cnn", "*n", True),
        ("cnn", "*", True),
        ("", "*", True),
        ("", "", True),
        ("cnn/layers", "cnn*", True),
        ("cnn/layers", "c*l*s", True),
        ("cnn/layers", "c*s*l", False),
        ("aba", "ab*ba", False),
        ("a.b", "a.b", True),
        ("axb", "a.b", False),
        ("[x]", "[x]", True),
        ("a\nb", "a*b", True),
    ],
)
def test_patterns(value, pattern, fits):
    assert is_like(value, pattern) is fits


@given(st.text("ab*", max_size=8), st.text("ab", max_size=8))
def test_a_star_stands_for_anything(pattern, value):
    def plain(pattern, value):
        if not pattern:
            return not value
        if pattern[0] == "*":
            return any(plain(pattern[1:], value[at:]) for at in range(len(value) + 1))
        return value[:1] == pattern[0] and plain(pattern[1:], value[1:])

    assert is_like(value, pattern) == plain(pattern, value)


def test_many_stars_do_not_try_every_combination():
    assert not is_like("a" * 2000, "*a" * 60 + "*b")


@pytest.mark.parametrize("name", ["Deep Learning", "deep  learning", " ＤＥＥＰ　learning "])
def test_names_that_are_the_same(name):
    assert name_key(name) == "deep learning"
