"""What is wrong with a history, in Chinese."""

import sqlite3
from pathlib import Path

import pytest

from studycli.history.fault import worded
from studycli.history.lines import parse

pytestmark = pytest.mark.usefixtures("chinese")
HERE = Path("history.db")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (sqlite3.OperationalError("database is locked"), "历史记录正被另一个程序占用；请关闭那个程序后重试"),
        (
            sqlite3.OperationalError("database or disk is full"),
            "磁盘已满或有故障，作答没能保存；请腾出空间后重试",
        ),
        (
            PermissionError(13, "no"),
            "无法以写入方式打开历史记录（[Errno 13] no）；请检查所在文件夹及其权限",
        ),
        (
            sqlite3.DatabaseError("file is not a database"),
            "无法读取历史记录（file is not a database）；文件保持原样；旁边没有备份",
        ),
    ],
)
def test_a_history_that_cannot_be_used(fault: Exception, told: str) -> None:
    assert worded(fault, HERE) == f"{HERE}：{told}"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[", "不是 JSON 对象"),
        ('{"version": 2}', "version 必须为 1"),
        ('{"version": 1}', "缺少 id"),
        (
            '{"version": 1, "id": "a", "device": "b", "card": "c", "at": -1, "study_day": 0, "kind": "review"}',
            "at 的值应为：自 UTC 1970-01-01 起的毫秒数",
        ),
    ],
)
def test_a_line_that_is_no_event(line: str, told: str) -> None:
    assert parse(line) == told
