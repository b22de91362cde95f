"""All texts of a note: which they are, and that all of them are changed."""

import pytest

from studycli.core.model import Body, Choice, Cloze, MultipleChoice, Note, NoteId, OpenQuestion, Text
from studycli.core.texts import each_variant, texts_of, with_texts


def text(name: str) -> Text:
    return Text((("en", name), ("zh", f"{name}-zh")))


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (OpenQuestion(text("q"), text("a")), ["q", "a"]),
        (Cloze(text("gap")), ["gap"]),
        (MultipleChoice(text("q"), (Choice(text("x"), True, text("why")), Choice(text("y")))), ["q", "x", "why", "y"]),
    ],
)
def test_every_text_is_named_and_changed(body: Body, names: list[str]) -> None:
    note = Note(
        id=NoteId("n"),
        body=body,
        title=text("t"),
        points=(text("p"),),
        explanation=text("e"),
        hint=text("h"),
        pitfalls=(text("f"),),
    )
    expected = ["t", *names, "p", "e", "h", "f"]
    assert list(texts_of(note)) == [text(name) for name in expected]
    changed = with_texts(note, lambda each: each_variant(each, str.upper))
    assert list(texts_of(changed)) == [each_variant(text(name), str.upper) for name in expected]
