"""What an import tells in Chinese, for every bank of the tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from studycli.core.problem import Problem
from studycli.importers.bank import decode
from studycli.importers.importer import import_bank

BANKS = Path(__file__).parent.parent / "data" / "banks"
GOLDEN = Path(__file__).parent / "golden" / "chinese.txt"


def report(path: Path) -> Iterator[str]:
    """Problems with their lines, and why the shape was chosen."""
    # No other test has this path: what was found in a bank is kept, with its words.
    bank = decode(path.read_bytes(), path=f"zh/{path.name}")
    if isinstance(bank, Problem):
        yield bank.message
        return
    imported = import_bank(bank, shape=None, allow_unanswered=False, name=path.stem)
    yield f"{path.name}: {imported.shape}"
    if imported.sniff:
        yield f"  {imported.sniff.found}"
    yield from (f"  {problem.line} {problem.code}: {problem.message}" for problem in imported.problems)


@pytest.mark.usefixtures("chinese")
def test_reports_read_as_they_were_reviewed() -> None:
    banks = sorted(path for path in BANKS.rglob("*.*") if path.is_file())
    told = "".join(f"{line}\n" for path in banks for line in report(path))
    if os.environ.get("STUDYCLI_REGENERATE"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        (b"", None, "文件是空的"),
        (b"%PDF-1.7", None, "这是 PDF，不是纯文本；请另存为 Markdown"),
        (b"<!doctype html>", None, "这是网页；请把正文另存为 Markdown"),
        (b"ab\xff\xff", None, "偏移 2 处的字节既不是 UTF-8 也不是 GB18030；请用 --encoding 指明文件的编码"),
        (b"ab\xff", "utf-8", "偏移 2 处的字节不是 utf-8 编码；请用 --encoding 指明文件的编码"),
        (b"ab", "utf-7.5", "没有名为 'utf-7.5' 的文本编码；常用的有 utf-8、gb18030、big5、utf-16"),
    ],
)
def test_what_cannot_be_read(content: bytes, encoding: str | None, told: str) -> None:
    found = decode(content, path="bank.md", encoding=encoding)
    assert isinstance(found, Problem)
    assert found.message == told


@pytest.mark.usefixtures("chinese")
def test_no_shape_of_that_name() -> None:
    bank = decode("## 1. 何为环礁？\n\n环状的珊瑚礁。\n".encode(), path="zh/named.md")
    assert not isinstance(bank, Problem)
    (problem,) = import_bank(bank, shape="bulets", allow_unanswered=False, name="named").problems
    assert problem.message.startswith("没有名为 'bulets' 的格式；可用的有 ")
    assert ", bullets, " in problem.message
