import pytest

from studycli.ui.plain_text import plain_lines


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("A **bold** `word`.\n\nAnd more.", ["A bold word.", "And more."]),
        ("So\n\n$$\\frac{1}{1-p}$$\n\nthen.", ["So", "1/(1 - p)", "then."]),
        ("| a | b |\n|---|---|\n| 1 | $|x|$ |\n| 2 |  |", ["a: 1; b: |x|", "a: 2; b:"]),
        ("x | y is no table", ["x | y is no table"]),
        ("```sh\na | b\n--|--\n```", ["  a | b", "  --|--"]),
    ],
)
def test_plain_lines(markdown: str, lines: list[str]) -> None:
    assert plain_lines(markdown) == lines
