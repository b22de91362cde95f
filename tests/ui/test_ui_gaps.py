import pytest
from rich.text import Text

from studycli.ui.gaps import styled, unmarked, with_gap_filled, with_gap_open, without_marks

SENTENCE = "It {{c1::learns}} in {{c2::epochs::unit?}} and {{c1::forgets}}."


@pytest.mark.parametrize(
    ("number", "opened"),
    [(1, "It [...] in epochs and [...]."), (2, "It learns in [unit?] and forgets.")],
)
def test_open(number: int, opened: str) -> None:
    assert without_marks(with_gap_open(SENTENCE, number)) == opened


def test_filled_and_where() -> None:
    plain, gaps = unmarked(with_gap_filled(SENTENCE, 1))
    assert plain == "It learns in epochs and forgets."
    assert [plain[start:end] for start, end in gaps] == ["learns", "forgets"]


def test_the_gap_gets_its_style_and_the_rest_keeps_its_own() -> None:
    text = Text(with_gap_filled(SENTENCE, 2))
    text.stylize("italic")
    result = styled(text)
    assert result.plain == "It learns in epochs and forgets."
    assert {result.plain[span.start : span.end] for span in result.spans if "magenta" in str(span.style)} == {"epochs"}
    assert sum(span.end - span.start for span in result.spans if span.style == "italic") == len(result)


def test_a_faulty_text_is_shown_as_it_is() -> None:
    assert with_gap_open("no {{c1:: end", 1) == "no {{c1:: end"
