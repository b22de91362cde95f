"""Two notes of one card as one: what stays, what comes in."""

from dataclasses import replace

from deck_strategies import notes
from hypothesis import given, settings

from studycli.core.model import Choice, Cloze, MultipleChoice, Note, NoteId, OpenQuestion, Source, Text
from studycli.core.union import better_first, united


def text(**variants):
    return Text(tuple(variants.items()))


KEPT = Note(
    id=NoteId("backpressure"),
    body=OpenQuestion(text(en="What is backpressure?"), text(en="It slows the producer.")),
    title=text(en="Backpressure"),
    points=(text(en="the producer is slowed down"),),
    aliases=("flow control",),
    tags=("streams",),
    sources=(Source("a.md", number=1),),
)
OTHER = Note(
    id=NoteId("n-1"),
    body=OpenQuestion(
        text(en="Explain backpressure.", zh="什么是背压？"), text(en="…", zh="让上游放慢。"), reversed=True
    ),
    title=text(en="Back pressure", zh="背压"),
    points=(text(en="The producer is slowed down."), text(en="buffers stay small")),
    explanation=text(en="Without it queues grow."),
    aliases=("Flow Control", "throttling"),
    tags=("interview", "streams"),
    sources=(Source("a.md", number=1), Source("b.md", number=7)),
)
BOTH = united(KEPT, OTHER, ("networks",))


def test_the_better_text_stays_and_missing_languages_come_in():
    assert BOTH.id == KEPT.id
    assert BOTH.body.question == text(en="What is backpressure?", zh="什么是背压？")
    assert BOTH.body.answer == text(en="It slows the producer.", zh="让上游放慢。")
    assert BOTH.title == text(en="Backpressure", zh="背压")
    assert BOTH.body.reversed


def test_names_that_the_kept_note_has_twice_stay():
    one = replace(KEPT, aliases=(" a", "a"))
    assert united(one, replace(OTHER, aliases=("A",), title=None)).aliases == (" a", "a")


def test_the_rest_is_united_without_repeats():
    assert BOTH.points == (KEPT.points[0], OTHER.points[1])
    assert BOTH.explanation == OTHER.explanation
    assert BOTH.aliases == ("flow control", "throttling", "Back pressure", "背压")
    assert BOTH.tags == ("streams", "interview", "networks")
    assert BOTH.sources == OTHER.sources


def test_a_plain_text_in_each_language_becomes_one_in_both():
    one = Note(id=NoteId("a"), body=OpenQuestion(Text.plain("什么是背压？"), Text.plain("让上游放慢。")))
    other = Note(id=NoteId("b"), body=OpenQuestion(Text.plain("What is backpressure?"), Text.plain("It slows.")))
    assert united(one, other).body.question == text(zh="什么是背压？", en="What is backpressure?")


def test_an_answer_comes_in_where_there_was_none():
    empty = replace(KEPT, body=OpenQuestion(text(en="What is backpressure?"), Text.plain("")))
    assert united(empty, OTHER).body.answer == OTHER.body.answer


def test_reasons_of_choices_come_in():
    right, wrong = Choice(Text.plain("a heap"), correct=True), Choice(Text.plain("a list"))
    one = Note(id=NoteId("a"), body=MultipleChoice(Text.plain("Which?"), (right, wrong)))
    why = Text.plain("It keeps the least on top.")
    other = replace(one, body=MultipleChoice(Text.plain("Which?"), (wrong, right._replace(why=why))))
    assert united(one, other).body.choices == (right._replace(why=why), wrong)


def test_a_cloze_gets_its_other_language():
    one = Note(id=NoteId("a"), body=Cloze(text(en="It {{c1::waits}}.")))
    other = Note(id=NoteId("b"), body=Cloze(text(zh="它{{c1::等待}}。")))
    assert united(one, other).body.text.languages() == ("en", "zh")


def test_the_better_note_is_answered_in_more_languages_and_longer():
    unanswered = replace(KEPT, body=OpenQuestion(text(en="?", zh="？"), Text.plain("")))
    assert better_first(unanswered, KEPT) == (KEPT, unanswered)
    assert better_first(KEPT, OTHER) == (OTHER, KEPT)


@settings(deadline=None, max_examples=50)
@given(notes, notes)
def test_nothing_of_the_lists_is_lost(one, other):
    both = united(one, other)
    assert both.id == one.id
    assert set(one.aliases) | set(one.tags) <= {*both.aliases, *both.tags}
    assert set(other.tags) <= set(both.tags) and set(one.sources + other.sources) == set(both.sources)
    assert both.points[: len(one.points)] == one.points


@settings(deadline=None, max_examples=50)
@given(notes)
def test_a_note_and_its_copy_are_the_note(one):
    one = replace(one, aliases=(), tags=(), references=(), sources=(), title=None)
    assert united(one, replace(one, id=NoteId("copy"))) == one
