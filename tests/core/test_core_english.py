"""British and American spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.english import american, british


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("regularise", "regularize"),
        ("regularisations", "regularizations"),
        ("optimisers", "optimizers"),
        ("analyse", "analyze"),
        ("behaviour", "behavior"),
        ("colours", "colors"),
        ("neighbouring", "neighboring"),
        ("neighbourhood", "neighborhood"),
        ("centre", "center"),
        ("fibres", "fibers"),
        ("centred", "centered"),
        ("modelling", "modeling"),
        ("labelled", "labeled"),
        ("catalogue", "catalog"),
        ("greyscale", "grayscale"),
    ],
)
def test_both_spellings(one, other):
    assert (american(one), british(other)) == (other, one)
    assert (american(other), british(one)) == (other, one)


@pytest.mark.parametrize("word", ["noise", "four", "hour", "tree", "cell", "rogue", "gpu", "a", "loss", "or", "grid"])
def test_other_words_stay_as_they_are(word):
    assert american(word) == word


@given(st.text("abegilorstuyz", max_size=12))
def test_a_word_spelt_anew_stays_so(word):
    assert american(american(british(word))) == american(british(word))
