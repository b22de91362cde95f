import pytest

from studycli.ui.soft_breaks import joined


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
