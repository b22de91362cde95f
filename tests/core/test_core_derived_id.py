import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.derived_id import derived_ids
from studycli.core.model import NOTE_ID, Text


def ids(*questions: str, taken: tuple[str, ...] = ()) -> tuple[str, ...]:
    return derived_ids([Text.plain(question) for question in questions], taken)


def test_the_id_is_twelve_digits_of_the_hash() -> None:
    assert ids("abc") == ("n-ba7816bf8f01",)


@pytest.mark.parametrize("other", [" abc ", "a b c", "cafe\u0301"])
def test_white_space_and_composition_do_not_count(other: str) -> None:
    same = {" abc ": "abc", "a b c": "a\n  b\tc", "cafe\u0301": "caf\u00e9"}[other]
    assert ids(other) == ids(same)


def test_the_first_language_decides() -> None:
    text = Text((("zh", "abc"), ("en", "x")))
    assert derived_ids([text], ()) == ids("abc")


def test_equal_questions_are_counted_past_ids_that_are_taken() -> None:
    (first,) = ids("a")
    assert ids("a", "a", "b", "a")[1::2] == (f"{first}-2", f"{first}-3")
    assert ids("a", "a", taken=(first, f"{first}-3")) == (f"{first}-2", f"{first}-4")


@given(st.lists(st.text(), max_size=8), st.sets(st.text(), max_size=3))
def test_ids_are_valid_and_unlike(questions: list[str], taken: set[str]) -> None:
    found = derived_ids([Text.plain(question) for question in questions], taken)
    assert len(set(found)) == len(questions)
    assert all(NOTE_ID.fullmatch(name) for name in found)
    assert not taken & set(found)
