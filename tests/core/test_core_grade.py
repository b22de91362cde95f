"""Which points a typed answer names: laws that hold for any text, and examples in both languages."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studycli.core.grade import covered, fills, propose
from studycli.core.model import Text
from studycli.core.schedule import Rating


def both(en, zh):
    return Text((("en", en), ("zh", zh)))


TOKENS = st.sampled_from(
    "the units are scaled scaling silenced not never without 0.5 2 two 1,000 $T$ $\\frac{1}{1-p}$ batch-norm normalisation "
    "normalization C++ x_1 **bold** L2 naïve 随机失活 神经元 不变 的 与 沿通道取均值, 训练时、 ReLU函数 ，。 classes".split()
)
SENTENCES = st.lists(TOKENS, max_size=9).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=30))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_typing_the_point_in_either_language_covers_it(en, zh):
    for text in (en, zh):
        assume(any(character.isalnum() and character.isascii() for character in text))
        assert covered([both(en, zh)], text) == {0}


@given(st.lists(TEXTS, max_size=4), st.sampled_from(["", " ", "\n\t"]))
def test_typing_nothing_covers_none(points, nothing):
    assert covered([Text.plain(point) for point in points], nothing, ["dropout"]) == frozenset()


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=3), st.lists(TOKENS, max_size=9), st.randoms(use_true_random=False), st.lists(TOKENS))
def test_order_does_not_matter(points, tokens, random, names):
    texts = [Text.plain(point) for point in points]
    before = covered(texts, " ".join(tokens), names)
    random.shuffle(tokens)
    assert covered(texts, " ".join(tokens), names) == before


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=3), TEXTS, TEXTS, st.lists(TOKENS, max_size=3))
def test_more_text_never_covers_less(points, typed, more, names):
    texts = [Text.plain(point) for point in points]
    assert covered(texts, typed, names) <= covered(texts, f"{typed}\n{more}", names)


SILENCED = both("Units are silenced at random", "随机屏蔽神经元")
SCALED = both("The kept units are scaled by $\\frac{1}{1-p}$", "保留的神经元乘以 $\\frac{1}{1-p}$")
KEPT = both("The order of the classes does not change", "类别的顺序不变")
HALF = both("Typical rates are 0.5 for dense layers and 0.1 for attention", "全连接层常用 0.5，注意力层常用 0.1")
AXES = both("Dropout behaves as an ensemble of networks", "随机失活相当于集成许多网络")


@pytest.mark.parametrize(
    ("point", "typed", "is_covered"),
    [
        (SILENCED, "it silences random units", True),
        (SILENCED, "random unit silencing", True),
        (SILENCED, "untis are silnced at randm", True),
        (SILENCED, "训练时随机地屏蔽一些神经元", True),
        (SILENCED, "神经元被随机屏蔽", True),
        (SILENCED, "units", False),
        (SILENCED, "随机梯度下降", False),
        (SILENCED, "the weights decay", False),
        (SCALED, "scale the kept units by 1/(1-p)", True),
        (SCALED, "把保留的神经元乘以 1/(1-p)", True),
        (SCALED, "scale the kept units by 2", False),
        (KEPT, "the order of classes doesn't change", True),
        (KEPT, "the order of the classes changes", False),
        (KEPT, "类别顺序不变", True),
        (KEPT, "类别的顺序会变", False),
        (HALF, "0.5 for dense layers, 0.1 for attention", True),
        (HALF, "0.5 for dense layers, 0.2 for attention", False),
        (HALF, "注意力层 0.1，全连接层 0.5", True),
        (AXES, "Dropout acts as an ensemble of networks", True),
        (AXES, "随机失活 behaves like an ensemble", True),
        (AXES, "dropout 相当于集成许多网络", True),
        (AXES, "drop-out", False),
        (both("Two axes are averaged", "沿两个轴取均值"), "2 axes averaged", True),
        (both("Regularise the centre", "正则化中心"), "regularizing the center", True),
    ],
)
def test_examples(point, typed, is_covered):
    assert covered([point], typed, ["Dropout", "随机失活", "drop-out"]) == ({0} if is_covered else frozenset())


@pytest.mark.parametrize(
    ("hidden", "typed", "right"),
    [
        (["is switched off"], "Is switched  off.", True),
        (["normalisation", "归一化"], "Normalization", True),
        (["normalisation", "归一化"], "归一化", True),
        (["normalisation"], "normalistion", True),
        (["mean"], "median", False),
        (["max"], "min", False),
        (["$1/(1-p)$"], "1/(1 - p)", True),
        (["$1/(1-p)$"], "1/(1+p)", False),
        (["-3"], "3", False),
        (["16"], "17", False),
        (["not scaled"], "scaled", False),
        (["**"], "", False),
        ([""], "", False),
    ],
)
def test_a_gap(hidden, typed, right):
    assert fills(hidden, typed) is right


@pytest.mark.parametrize(
    ("named", "points", "rating"),
    [(4, 4, Rating.GOOD), (3, 4, Rating.GOOD), (2, 4, Rating.HARD), (1, 4, Rating.AGAIN), (0, 0, Rating.GOOD)],
)
def test_the_share_proposes(named, points, rating):
    assert propose(named, points) is rating
