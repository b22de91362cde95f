"""What the core tells people, in the Chinese interface."""

import pytest

from studycli.core import cloze, messages, query
from studycli.core.duplicates import compared
from studycli.core.model import Note, NoteId, OpenQuestion, Text
from studycli.core.setting_reader import read_settings

pytestmark = pytest.mark.usefixtures("chinese")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"a b', '第 1 列：引号没有结束；请在短语末尾加上 "'),
        ("a or", "第 3 列：'or' 后面缺少条件；要查找 or 这个词，请写成 \"or\""),
        ("has:pionts", "第 1 列：has: 可用的值有 code, math, points, image, choices, cloze；是不是想写 has:points？"),
        ("lapses>x", "第 1 列：lapses> 后面要写数字；是不是想写 lapses>7？"),
        ("(a", "第 1 列：括号没有结束；请加上 )"),
    ],
)
def test_faults_of_a_query(text: str, told: str) -> None:
    assert str(query.parse(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{c1::a", "填空 c1 没有用 }} 结束"),
        ("a", "没有填空，例如 {{c1::hidden}}"),
        ("{{c2:: }}", "填空 c2 没有内容"),
    ],
)
def test_faults_of_a_cloze(text: str, told: str) -> None:
    fault = cloze.parse(text)
    assert isinstance(fault, cloze.ClozeFault) and fault.message == told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"rollover": 24}, "rollover 的值应为：0 到 23 之间的整数"),
        ({"language": "fr"}, 'language 的值应为："en", "zh" 或 "both"'),
        ({"new_per_da": 1}, "没有叫 'new_per_da' 的设置；是不是想写 new_per_day？"),
        ({"decks": 1}, 'decks 必须是路径、路径的列表，或 [decks."cnn/*"] 这样的表'),
    ],
)
def test_faults_of_settings(values: dict[str, object], told: str) -> None:
    _configuration, problems = read_settings(values, path="config.toml", text="")
    assert [problem.message for problem in problems] == [told]


def test_why_two_notes_are_alike() -> None:
    words = "随机失活在训练时以一定的概率屏蔽神经元从而减轻过拟合并且在测试时不再屏蔽任何神经元"
    one, other = (
        Note(id=NoteId(name), body=OpenQuestion(Text((("zh", asked),)), Text((("zh", words),))))
        for name, asked in (("a", "随机失活做什么？"), ("b", "随机失活有什么缺点？"))
    )
    pair = compared(one, other)
    assert pair is not None and pair.why == "答案完全相同，但问题不同（做 / 缺点）"


def test_nothing_is_said_for_an_empty_message() -> None:
    assert messages._("") == ""
