import pytest
from cards_on_screen import drawn
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from studycli.ui.wrapping import NO_BREAK, breaks, longest_unit, wrapped


def lines(text: str, width: int) -> list[str]:
    return drawn(wrapped(Text(text)), width).splitlines()


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("对 NCHW 张量做批归一化", 10, ["对 NCHW 张", "量做批归一", "化"]),
        ("用BN层训练", 5, ["用BN", "层训", "练"]),
        # No comma begins a line, no bracket ends one.
        ("梯度很小，因此慢", 8, ["梯度很", "小，因此", "慢"]),
        ("训练（慢）时", 6, ["训练", "（慢）", "时"]),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        # A name that is too long is broken at its joints, if that leaves enough on the line.
        ("at deep-learning/training.cost", 14, ["at", "deep-learning/", "training.cost"]),
        ("desired_retention", 12, ["desired_", "retention"]),
        ("/abcdefghij", 6, ["/abcde", "fghij"]),
        ("• one two three", 9, ["• one two", "  three"]),
        ("12. 全部权重落在", 10, ["12. 全部权", "    重落在"]),
        ("  indented words go on", 12, ["  indented", "  words go", "  on"]),
        (f"as T{NO_BREAK}→{NO_BREAK}0 it", 6, ["as", "T → 0", "it"]),
    ],
)
def test_lines(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_styles_stay_with_their_words() -> None:
    text = Text("全部权重落在", spans=[])
    text.stylize("bold", 2, 4)
    rows = wrapped(text).wrap(None, 4)  # type: ignore[arg-type]  # wrapping asks the console for nothing
    assert [row.plain for row in rows] == ["全部", "权重", "落在"]
    assert [[(span.start, span.end) for span in row.spans if span.style == "bold"] for row in rows] == [
        [],
        [(0, 2)],
        [],
    ]


@given(st.text(st.sampled_from("ab 准，。(（ \u00a0・😀"), max_size=60), st.integers(2, 20))
def test_no_part_is_too_wide_and_nothing_is_lost(line: str, width: int) -> None:
    cuts = breaks(line, width)
    parts = [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    assert "".join(parts) == line
    assert all(cell_len(part.rstrip()) <= width for part in parts)
    assert all(parts[1:])


@pytest.mark.parametrize(("line", "cuts"), [("a loss of 95 % of it", [10]), ("温度是 25 ℃", [])])
def test_a_sign_stays_with_its_number(line, cuts):
    assert breaks(line, 13) == cuts


def test_the_longest_unit_is_a_word_or_one_character():
    assert longest_unit("a decoder, 归一化") == len("decoder,")
    assert longest_unit("") == 0
