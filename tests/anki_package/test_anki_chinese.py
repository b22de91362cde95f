"""What is told of a package in Chinese."""

import packages
import pytest
from anki_reading import read_package

from studycli.anki.fault import PackageFault

pytestmark = pytest.mark.usefixtures("chinese")


def test_what_a_package_could_not_bring(tmp_path):
    notes = [
        (3, "France", "Paris", '<img src="gone.png">'),
        (2, "A byte has {{c2::a nibble {{c3::four}}}} and {{c1,2::bits}}.", ""),
        (2, "no gap", ""),
        (1, "", "a back without a front"),
    ]
    told = [
        message.split("：", 1)[1] for message in read_package(packages.foreign(tmp_path / "a.apkg", notes)).messages
    ]
    assert told == [
        "未能保留：文件 'gone.png'（牌组包里没有）",
        "背面模板里字段以外的文字已略去：“It is”",
        "未能保留：套在另一处填空里的填空 c3（文本保留）",
        "未能保留：一处多号的填空 c1,2（这里只作 c1）",
        "没有可用的卡片：没有填空；已略过这条笔记",
        "没有可用的卡片：正面显示的字段是空的；已略过这条笔记",
    ]


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"media": "{}"}, "里面没有集合，不是 Anki 牌组包；如果是 Word 文档，请把正文另存为 Markdown"),
        ({"collection.anki21": b""}, "其中的集合没有 cards 表，不是 Anki 的文件"),
        ({"collection.anki21": b"no" * 999}, "无法读取其中的集合（file is not a database）；请从 Anki 重新导出"),
    ],
)
def test_why_a_package_is_refused(tmp_path, members, told):
    with pytest.raises(PackageFault) as refused:
        read_package(packages.package(tmp_path / "geo.apkg", members))
    assert str(refused.value) == told
