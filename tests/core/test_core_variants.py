"""The same name written otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.query import parse
from studycli.core.query_tree import And, Named, Not, Or, Phrase, Word, leaves
from studycli.core.variants import canonical, respelt, widened, writings
from studycli.core.words import words

NAMES = st.text("aefsxyz -+#9卷积é", max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("finetuning", "fine-tuning"),
        ("fine-tuning", "finetuning"),
        ("batchnorms", "batch norm"),
        ("kmeans", "k-means"),
        ("ngram", "n-gram"),
        ("transformer", "transformers"),
        ("transformers", "transformer"),
        ("activation-functions", "activation function"),
        ("loss", "losses"),
        ("losses", "loss"),
        ("caches", "cache"),
        ("boxes", "box"),
        ("policy", "policies"),
        ("policies", "policy"),
        ("key", "keys"),
        ("CNNs", "cnn"),
        ("regularization", "regularisation"),
        ("regularisations", "regularization"),
        ("optimiser", "optimizers"),
        ("neighbor", "neighbours"),
        ("greyscales", "grayscale"),
        ("ｆｉｎｅｔｕｎｉｎｇ", "fine tuning"),
    ],
)
def test_one_way_of_writing_finds_the_other(one, other):
    assert words(other) in writings(words(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [("loss", "los"), ("as", "a"), ("卷积", "卷"), ("noise", "noize"), ("c++", "c"), ("rise", "rize"), ("gpu", "gp u")],
)
def test_what_is_another_word(one, other):
    assert words(other) not in writings(words(one))


@pytest.mark.parametrize(
    "names",
    [
        ("fine tuning", "fine-tuning", "Finetuning", "fine-tunings"),
        ("activation function", "activation functions", "Activation-Functions"),
        ("regularisation", "regularization"),
        ("colour spaces", "color space"),
        ("cross entropy losses", "cross-entropy loss"),
        ("卷积核", "卷 积 核"),
    ],
)
def test_names_that_are_the_same(names):
    assert len({canonical(words(name)) for name in names}) == 1


def test_words_side_by_side_are_found_closed_up():
    found = widened(parse("fine tuning deck:x"))
    first, second, deck = found.parts
    assert Phrase("finetuning") in first.parts and Phrase("finetuning") in second.parts
    assert isinstance(deck, Named)


def test_quotes_take_a_text_as_it_is():
    query = parse('"fine tuning" -"data sets"')
    assert widened(query) == query


def test_a_word_left_out_is_left_out_in_every_writing():
    found = widened(parse("-dropouts"))
    assert isinstance(found, Not) and Phrase("dropout") in found.part.parts


def test_a_word_respelt_is_the_same_word_on_both_sides_of_the_atlantic_and_a_plural_its_singular():
    found = respelt(parse('colour (trees or "behaviours")'), lambda term: term != ("trees",))
    assert found == And(
        (Or((Word("colour"), Phrase("color"))), Or((Word("trees"), Phrase("tree"), Phrase("behaviours"))))
    )
    assert set(leaves(respelt(parse("colours"), lambda _: True))) == {
        Word("colours"), Phrase("colors"), Phrase("colour"), Phrase("color"),
    }  # fmt: skip


def test_what_is_not_known_is_left_out():
    known = {("fine", "tuning")}
    assert widened(parse("finetuning"), known.__contains__) == Or((Word("finetuning"), Phrase("fine tuning")))
    assert widened(parse("zebra"), known.__contains__) == Word("zebra")


@given(NAMES)
def test_a_term_is_its_own_first_writing(text):
    term = words(text)
    assert writings(term)[0] == term
    assert all("".join(way) and len(way) <= len(term) + 1 for way in writings(term) if term)


@given(st.lists(NAMES.map(Word) | NAMES.filter(str.strip).map(Phrase), min_size=2, max_size=4))
def test_every_part_stays_among_its_writings(parts):
    found = widened(And(tuple(parts)))
    assert len(found.parts) == len(parts)
    assert all(part in set(leaves(wide)) for part, wide in zip(parts, found.parts, strict=True))


def test_long_words_do_not_cost_more():
    assert len(writings(("a" * 100_000,))) == 1


@given(st.text("卷积池化かな한", min_size=1))
def test_a_name_in_wide_characters_has_one_writing(name):
    """So the catalogue keeps such a name once."""
    assert words(canonical(words(name))) == words(name)
