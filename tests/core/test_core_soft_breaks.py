import pytest

from studycli.core.soft_breaks import closes_up, joined


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["one", "two"], ["one two"]),
        (["卷积", "神经网络"], ["卷积神经网络"]),
        (["使用", "ReLU", "激活"], ["使用 ReLU 激活"]),
        (["one  ", "two"], ["one  ", "two"]),
        (["one\\", "two"], ["one\\", "two"]),
        (["one", "", "two"], ["one", "", "two"]),
        (["list:", "- a", "  b", "- c"], ["list:", "- a b", "- c"]),
        (["list:", "1. a", "2. b"], ["list:", "1. a", "2. b"]),
        (["# head", "text"], ["# head", "text"]),
        (["a | b", "|---|"], ["a | b", "|---|"]),
        (["before", "F", "after"], ["before", "F", "after"]),
        ([], []),
    ],
)
def test_lines_of_a_paragraph_are_joined_and_blocks_are_not(lines, expected):
    assert list(joined(lines, ["F"])) == expected


@pytest.mark.parametrize(
    ("before", "after", "closed"),
    [("字", "字", True), ("。", "F", True), ("a", "（", True), ("字", "F", False), ("a", "b", False), (".", "b", False),
     ("”", "b", False), ("字", "“", False), ("“", "字", True), ("，", "“", True)],
)  # fmt: skip
def test_no_blank_stands_beside_full_width_punctuation(before, after, closed):
    assert closes_up(before, after) is closed
