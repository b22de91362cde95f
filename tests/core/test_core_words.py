"""Words: what is the same word, and where it stands in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.words import contains, fold, fold_to_utf8, spans, words

MIXED = st.text(st.characters() | st.sampled_from("aB层卷积 ，é\u0301ｆﬁ㍿½+#-\u200b\u00ad\0\ud800"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Batch Normalisation", ("batch", "normalisation")),
        ("fine-tuning", ("fine", "tuning")),
        ("x_train", ("x", "train")),
        ("BN层", ("bn", "层")),
        ("卷积，池化。", ("卷", "积", "池", "化")),
        ("ＢＮ　层", ("bn", "层")),
        ("ﬁne", ("fine",)),
        ("café cafe\u0301 CAFÉ", ("cafe", "cafe", "cafe")),
        ("Straße", ("strasse",)),
        ("C++ C# B+树", ("c", "+", "+", "c", "#", "b", "+", "树")),
        ("が か\u3099 ｶﾞ", ("か", "か", "カ")),
        ("한국", ("한", "국")),
        ("x²", ("x2",)),
        ("soft\u00adhyphen zero\u200bwidth", ("softhyphen", "zerowidth")),
        ("a\0b\ud800c", ("a", "b", "c")),
        ("?! …", ()),
        ("", ()),
    ],
)
def test_words(text, found):
    assert words(text) == found


@given(MIXED)
def test_folding_twice_changes_nothing(text):
    assert words(" ".join(words(text))) == words(text)


@given(MIXED)
def test_folded_text_is_words_and_blanks(text):
    assert all(char == " " or char in "+#" or char.isalnum() for char in fold(text))
    assert not any("A" <= char <= "Z" for char in fold(text))


@given(MIXED)
def test_folding_to_utf8_is_the_same(text):
    assert fold_to_utf8(text) == fold(text).encode()


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("图像卷积网络", ["卷积"], ["卷积"]),
        ("卷 积，卷积", ["卷积"], ["卷 积", "卷积"]),
        ("卷积核与卷积", ["卷积"], ["卷积", "卷积"]),
        ("The Dropout layer", ["dropout"], ["Dropout"]),
        ("dropouts", ["dropout"], []),
        ("fine tuning, fine-tuning", ["fine-tuning"], ["fine tuning", "fine-tuning"]),
        ("ＢＮ层", ["bn层"], ["ＢＮ层"]),
        ("cafe\u0301!", ["café"], ["cafe\u0301"]),
        ("C++ and C", ["c++"], ["C++"]),
        ("a b c", ["a", "c"], ["a", "c"]),
        ("梯度消失", ["梯度", "度消", "消失"], ["梯度消失"]),
        ("a b", ["", "?"], []),
        ("", ["a"], []),
    ],
)
def test_spans(text, wanted, marked):
    assert [text[start:end] for start, end in spans(text, map(words, wanted))] == marked


@given(MIXED, st.lists(MIXED, max_size=3))
def test_spans_are_in_order_and_apart_and_there_when_the_term_is(text, wanted):
    terms = [words(each) for each in wanted]
    found = spans(text, terms)
    places = [place for span in found for place in span]
    assert all(0 <= place <= len(text) for place in places)
    assert places == sorted(set(places))
    assert bool(found) == any(term and contains(text, term) for term in terms)
