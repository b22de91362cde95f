from hypothesis import given
from hypothesis import strategies as st

from studycli.core.model import Card, Choice, MultipleChoice, Note, NoteId, OpenQuestion, Text
from studycli.core.shuffle import choice_order


def card(number):
    choices = tuple(Choice(Text.plain(str(n)), correct=n == 0) for n in range(number))
    return Card(Note(id=NoteId("bn-axis"), body=MultipleChoice(Text.plain("?"), choices)))


@given(st.integers(2, 9), st.integers(0, 30_000))
def test_every_choice_is_shown_once_and_the_same_all_day(number, day):
    order = choice_order(card(number), day)
    assert sorted(order) == list(range(number))
    assert order == choice_order(card(number), day)


def test_days_differ():
    assert len({choice_order(card(4), day) for day in range(60)}) > 10


def test_other_cards_have_none():
    note = Note(id=NoteId("a"), body=OpenQuestion(Text.plain("q"), Text.plain("a")))
    assert choice_order(Card(note), 1) == ()
