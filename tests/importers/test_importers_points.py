import pytest

from studycli.importers.blocks import parse
from studycli.importers.points import points_of


def points(answer: str, explanation: str = "") -> list[str]:
    answered, explained = (parse(text.split("\n"), [0] * 99).blocks for text in (answer, explanation))
    return list(points_of(answered, explained))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("No list here.", []),
        ("1. **甲：** 乙。丙。\n2. **丁**：戊", ["甲：乙", "丁：戊"]),
        ("- **Heat:** melts it. More.\n- Cold: keeps it, 1:2", ["Heat: melts it", "Cold: keeps it, 1:2"]),
        ("- 甲：乙；丙\n- 无标签，一句", ["甲：乙", "无标签，一句"]),
        ("- 甲：甲是乙。", ["甲是乙"]),
        ("- **甲（A）：** 甲是乙。", ["甲是乙"]),
        ("- 见 $a，b。c$ 和 `d。e`（f。g）与 3.5。完", ["见 $a，b。c$ 和 `d。e`（f。g）与 3.5"]),
        ("- 甲：\n  - 乙：丙\n  - 丁", ["甲：丙"]),
        ("- **作用：** 包括：\n  - 甲\n  - 乙\n- **原理：**\n  - 丙", ["作用 · 甲", "作用 · 乙", "原理：丙"]),
        (
            "**区别：**\n\n- 甲：乙\n\n**联系：**\n\n- 丙：丁\n- 戊：己",
            ["区别 · 甲：乙", "联系 · 丙：丁", "联系 · 戊：己"],
        ),
        (
            "春（A）：\n- 春是暖的。\n\n作用：\n1. 花：开\n\n秋：\n- 秋是凉的。\n\n作用：\n1. 叶：落",
            ["春是暖的", "春 · 花：开", "秋是凉的", "秋 · 叶：落"],
        ),
        ("怎样做：\n1. 洗\n2. 切\n\n注意：\n- 火", ["怎样做 · 洗", "怎样做 · 切", "注意：火"]),
        ("这是一句很长的话，后面有如下几点：\n- 甲\n- 乙", ["甲", "乙"]),
        ("- 甲\n- 甲", ["甲"]),
        ("-\n- 甲", ["甲"]),
        ("- " + "很长，" * 30, ["很长，" * 17 + "很长"]),
    ],
)
def test_points_are_what_a_learner_ticks(answer: str, expected: list[str]) -> None:
    assert points(answer) == expected


def test_the_explanation_has_a_say_where_the_answer_has_no_list() -> None:
    assert points("a", "- b\n- c") == ["b", "c"]
    assert points("- a", "- b\n- c") == ["a"]
