"""What is in a note: texts by weight, features, languages."""

import pytest

from studycli.core.contents import contents_of, features_of, languages_of
from studycli.core.model import Choice, Cloze, MultipleChoice, Note, NoteId, OpenQuestion, Text
from studycli.core.query_tree import Content

PLAIN = Text.plain


def open_note(answer, **more):
    return Note(id=NoteId("a"), body=OpenQuestion(PLAIN("q"), PLAIN(answer)), **more)


def test_every_text_of_a_note_is_found_and_in_its_place():
    note = Note(
        id=NoteId("bn"),
        body=OpenQuestion(Text((("en", "q"), ("zh", "问"))), PLAIN("answer")),
        title=PLAIN("title"),
        points=(PLAIN("point"),),
        explanation=PLAIN("explanation"),
        hint=PLAIN("hint"),
        pitfalls=(PLAIN("pitfall"),),
        aliases=("alias",),
        tags=("own",),
        references=("reference",),
    )
    contents = contents_of(note, ("deck",))
    assert contents.names == ("title", "alias")
    assert contents.question == ("q", "问")
    assert contents.tags == ("bn", "deck", "own")
    assert contents.points == ("point",)
    assert contents.body == ("answer", "explanation", "hint", "pitfall", "reference")
    assert len(contents.all()) == 13


def test_a_derived_id_is_no_word_of_the_note():
    assert contents_of(open_note("x", id_is_derived=True), ()).tags == ()


def test_a_cloze_is_the_plain_sentence():
    note = Note(id=NoteId("a"), body=Cloze(PLAIN("batch {{c1::norm::hint}} layer")))
    assert contents_of(note, ()).question == ("batch norm layer",)


def test_choices_and_their_reasons_are_the_body():
    choices = (Choice(PLAIN("yes"), True, PLAIN("why")), Choice(PLAIN("no")))
    note = Note(id=NoteId("a"), body=MultipleChoice(PLAIN("q"), choices))
    assert contents_of(note, ()).body == ("yes", "why", "no")


@pytest.mark.parametrize(
    ("answer", "features"),
    [
        ("text", set()),
        ("see\n```py\nx\n```", {Content.CODE}),
        ("- item\n  ~~~\n  x\n  ~~~", {Content.CODE}),
        ("inline `x` and a ``` in the line", set()),
        ("$x^2$", {Content.MATH}),
        (r"so \(x\)", {Content.MATH}),
        ("5$ and 6$", set()),
        ("![figure](a.png)", {Content.IMAGE}),
        ('<img src="a.png">', {Content.IMAGE}),
        ("[link](a.png) <b>", set()),
    ],
)
def test_features_of_an_answer(answer, features):
    assert features_of(open_note(answer)) == features


def test_features_of_the_form():
    choices = (Choice(PLAIN("a"), True), Choice(PLAIN("$b$")))
    assert features_of(Note(id=NoteId("a"), body=MultipleChoice(PLAIN("q"), choices))) == {
        Content.CHOICES,
        Content.MATH,
    }
    assert features_of(Note(id=NoteId("a"), body=Cloze(PLAIN("{{c1::x}}")))) == {Content.CLOZE}
    assert features_of(open_note("a", points=(PLAIN("p"),))) == {Content.POINTS}


def test_languages():
    assert languages_of(open_note("a")) == ()
    note = Note(id=NoteId("a"), body=Cloze(Text((("en", "{{c1::x}}"), ("zh-Hant", "{{c1::x}}"), ("de", " ")))))
    assert languages_of(note) == ("en", "zh-hant")
