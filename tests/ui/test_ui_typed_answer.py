"""What typed answers come to, for each kind of card."""

import pytest
from cards_on_screen import CARDS, DROPOUT, TEMPERATURE, note

from studycli.core.model import Card, Cloze, OpenQuestion, Text
from studycli.core.schedule import Rating
from studycli.ui.typed_answer import Verdict, verdict

TWICE = note(Cloze(Text.plain("{{c1::Mean}} and {{c1::variance}}; {{c2::not}} asked.")))


@pytest.mark.parametrize("typed", ["mean", "variance", "Mean variance"])
def test_a_gap_that_stands_twice(typed: str) -> None:
    assert verdict(Card(TWICE, "c1"), typed).proposed is Rating.GOOD
    assert verdict(Card(TWICE, "c2"), typed).proposed is Rating.AGAIN


def test_a_formula_written_otherwise_is_left_to_the_person() -> None:
    assert verdict(Card(DROPOUT, "c1"), "1/(1-p)") == Verdict()
    assert verdict(Card(DROPOUT, "c1"), "\\frac{1}{1 - p}").proposed is Rating.GOOD


def test_points_of_an_open_question_and_none_of_its_reverse() -> None:
    typed = "the logits, not the probabilities, are divided by the temperature; 类别的顺序不变"
    assert verdict(CARDS["open"], typed).ticked == {0, 2}
    assert verdict(CARDS["reversed"], typed) == Verdict()
    assert verdict(CARDS["reversed"], TEMPERATURE.prompt.show("zh")).proposed is Rating.GOOD


def test_without_points_nothing_is_proposed() -> None:
    plain = note(OpenQuestion(Text.plain("Why?"), Text.plain("So.")))
    assert verdict(Card(plain), "So.") == Verdict()
