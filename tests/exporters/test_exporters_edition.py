"""What of the decks is exported: answered notes, in the wanted languages."""

from dataclasses import replace

from studycli.core.model import Deck, Note, NoteId, OpenQuestion, Text
from studycli.exporters.edition import edition, shown


def test_unanswered_notes_and_decks_without_notes_are_left_out(decks: tuple[Deck, ...]) -> None:
    made = edition(decks, "both")
    assert [[note.id for note in deck.notes] for deck in made] == [
        ["hash-lookup", "load-factor"],
        ["stable-sort", "lru"],
    ]
    assert made[1] == decks[1]


def test_one_language_keeps_its_code_and_falls_back(decks: tuple[Deck, ...]) -> None:
    note = edition(decks, "zh")[0].notes[0]
    assert note.title == Text((("zh", "哈希查找"),))
    assert note.points == (Text((("zh", "平均 $O(1)$"),)), Text.plain("worst case linear"))
    french = edition(decks, "fr")[0].notes[0]
    assert french.title == edition(decks, "")[0].notes[0].title == Text((("en", "Hash lookup"),))


def test_every_text_of_a_note_is_in_one_language(decks: tuple[Deck, ...]) -> None:
    two = Text((("en", "E"), ("zh", "Z")))
    note = Note(
        id=NoteId("n"),
        body=OpenQuestion(two, two),
        title=two,
        points=(two,),
        explanation=two,
        hint=two,
        pitfalls=(two,),
    )
    deck = replace(decks[0], title=two, description=two, notes=(note,))
    assert "E" not in repr(edition([deck], "zh")[0].notes[0])
    assert edition([deck], "zh")[0].description == Text((("zh", "Z"),))


def test_shown_puts_languages_one_under_the_other() -> None:
    assert shown(Text((("en", "a"), ("zh", " "), ("fr", "b")))) == "a\n\nb"
    assert shown(None) == ""
