import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.cloze import ClozeFault, Gap, gap_numbers, parse


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("{{c1::a}}", (Gap(1, "a"),)),
        ("x {{c2::a::b}} y", ("x ", Gap(2, "a", "b"), " y")),
        (r"{{c1::$\frac{a}{b^{2}}$::how?}}!", (Gap(1, r"$\frac{a}{b^{2}}$", "how?"), "!")),
        ("{{c1::`std::vector`::type}}", (Gap(1, "`std::vector`", "type"),)),
        ("{{c1::a}}{{c1::b}}", (Gap(1, "a"), Gap(1, "b"))),
        (r"{{c1::$\{x\}$}}", (Gap(1, r"$\{x\}$"),)),
        ("{{c1::丢弃率::多少？}}。", (Gap(1, "丢弃率", "多少？"), "。")),
    ],
)
def test_gaps_are_found_with_their_hints(text, pieces):
    assert parse(text) == pieces


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("no gap", 0, "no gap such as {{c1::hidden}}"),
        ("a {{c1::b", 2, "gap c1 is not closed by }}"),
        ("{{c0::b}}", 0, "gaps count from c1"),
        ("{{c1:: }}", 0, "gap c1 hides nothing"),
        ("{{c1::::hint}}", 0, "gap c1 hides nothing"),
        ("{{c1::a {{c2::b}} }}", 0, "gap c1 has another gap inside"),
    ],
)
def test_faults_say_where_and_what(text, offset, message):
    assert parse(text) == ClozeFault(offset, message)


def test_gap_numbers_ascend_and_count_once():
    assert gap_numbers("{{c3::a}} {{c1::b}} {{c3::c}}") == (1, 3)
    assert gap_numbers("nothing") == ()


@given(st.text(alphabet="{}c1:`$\\ab", max_size=40))
def test_any_text_parses_or_is_refused(text):
    pieces = parse(text)
    if not isinstance(pieces, ClozeFault):
        strings = [piece for piece in pieces if isinstance(piece, str)]
        assert all(string in text for string in strings)
        assert any(isinstance(piece, Gap) for piece in pieces)
