"""The package as a file: stable ids and bytes, and times that follow the lock."""

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from studycli.core.model import Choice, Deck, MultipleChoice, Note, NoteId, OpenQuestion, Text
from studycli.exporters.anki_note import anki_note
from studycli.exporters.anki_package import Ids
from studycli.exporters.anki_types import BASIC, CHOICE, CLOZE, NOTE_TYPES, OwnTemplate, stable_id, style
from studycli.exporters.apkg import render
from studycli.exporters.exporter import Options
from studycli.exporters.lock import FIRST_SEEN, advance, modified

plain = Text.plain


def rows(package: bytes, query: str) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def contents(decks: Sequence[Deck], language: str) -> Mapping[NoteId, str]:
    """The hashes of what an export says."""
    told: dict[NoteId, str] = {}
    render(decks, Options(language, modified=lambda contents: told.update(contents) or {}))
    return told


def test_same_decks_and_times_give_the_same_bytes(decks: tuple[Deck, ...]) -> None:
    package = render(decks, Options("both"))
    assert render(decks, Options("both")) == package
    assert render(decks, Options("zh")) != package
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert [(member.filename, member.compress_type, member.date_time) for member in archive.infolist()] == [
            ("collection.anki2", zipfile.ZIP_DEFLATED, (1980, 1, 1, 0, 0, 0)),
            ("media", zipfile.ZIP_DEFLATED, (1980, 1, 1, 0, 0, 0)),
        ]


def test_notes_and_cards(decks: tuple[Deck, ...]) -> None:
    package = render(decks, Options())
    assert rows(package, "select guid, tags from notes order by tags desc, guid desc") == [
        ("studycli:hash-lookup", " algorithms interview "),
        ("studycli:load-factor", " algorithms "),
        ("studycli:stable-sort", "  "),
        ("studycli:lru", "  "),
    ]
    assert rows(package, "select guid, ord, due, type from cards join notes on notes.id = nid order by due, ord") == [
        ("studycli:hash-lookup", 0, 1, 0),
        ("studycli:load-factor", 0, 2, 0),
        ("studycli:load-factor", 1, 2, 0),
        ("studycli:stable-sort", 0, 3, 0),
        ("studycli:lru", 0, 4, 0),
        ("studycli:lru", 1, 4, 0),
    ]
    names = {deck["name"] for deck in json.loads(rows(package, "select decks from col")[0][0]).values()}
    assert names == {"Default", "algorithms::tables", "sorting"}


def test_ids_do_not_hang_on_the_other_notes(decks: tuple[Deck, ...]) -> None:
    query = "select notes.id, cards.id, did from notes join cards on notes.id = nid where guid = 'studycli:lru'"
    alone = replace(decks[1], notes=decks[1].notes[1:])
    assert rows(render([alone], Options()), query) == rows(render(decks, Options()), query)
    assert all(number >= 10**12 for row in rows(render(decks, Options()), query) for number in row)


def test_an_id_that_is_taken_gives_the_next() -> None:
    ids = Ids()
    assert [ids.of(7), ids.of(8), ids.of(7), ids.of(7)] == [7, 8, 9, 10]


def test_note_types_are_frozen() -> None:
    """A change here doubles the note types of everybody who has imported a package."""
    assert [(each.name, each.id) for each in NOTE_TYPES] == [
        ("studycli Basic", 1087722606135),
        ("studycli Cloze", 1012211361938),
        ("studycli Choice", 1103897910691),
    ]
    common = "Points Explanation Hint Pitfalls References Title Search Id Spare1 Spare2 Spare3"
    assert " ".join(BASIC.fields) == f"Question Answer Reversed {common}"
    assert " ".join(CLOZE.fields) == f"Text {common}"
    assert " ".join(CHOICE.fields) == f"Question Choices Solution {common}"
    assert [template.name for each in NOTE_TYPES for template in each.templates] == [
        *("Question", "Reverse", "Cloze", "Choice")
    ]
    assert stable_id("deck a") != stable_id("deck b")


@pytest.mark.parametrize(
    "template", [each for kind in NOTE_TYPES for each in kind.templates], ids=lambda each: each.name
)
def test_templates_name_only_fields_and_nothing_from_outside(template: OwnTemplate) -> None:
    kind = next(kind for kind in NOTE_TYPES if template in kind.templates)
    for side in (template.front, template.back):
        named = {name.lstrip("#/").removeprefix("cloze:") for name in re.findall(r"\{\{(.*?)\}\}", side)}
        assert named <= {*kind.fields, "Tags"}
        assert side.count("{{") == side.count("}}") == len(re.findall(r"\{\{[^{}]*\}\}", side))
        assert not re.search(r"https?:|src=|@import|url\(", side + style())


def test_only_the_changed_note_gets_a_new_time(decks: tuple[Deck, ...]) -> None:
    lock = advance({}, contents(decks, ""), now=2_000_000_000)
    lru = decks[1].notes[1]
    edited = replace(lru, body=OpenQuestion(plain("LRU"), plain("least recently used first")))
    later = (decks[0], replace(decks[1], notes=(decks[1].notes[0], edited)))
    lock = advance(lock, contents(later, ""), now=2_000_000_000)
    package = render(later, Options(modified=lambda _: modified(lock)))
    assert dict(rows(package, "select guid, mod from notes")) == {
        "studycli:hash-lookup": FIRST_SEEN,
        "studycli:load-factor": FIRST_SEEN,
        "studycli:stable-sort": FIRST_SEEN,
        "studycli:lru": 2_000_000_000,
    }


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        ({"hint": plain("new")}, True),
        ({"tags": ("new",)}, True),
        ({"aliases": ("new",)}, True),
        ({"title": plain("new")}, True),
        ({"sources": ()}, False),
        ({"line": 99}, False),
        ({"id_is_derived": True}, False),
    ],
)
def test_the_hash_covers_what_is_exported(change: dict[str, Any], moves: bool, decks: tuple[Deck, ...]) -> None:
    def content(note: Note) -> str:
        return contents([replace(decks[0], notes=(note,))], "")[note.id]

    note = decks[0].notes[0]
    assert (content(replace(note, **change)) != content(note)) is moves


def test_the_hash_follows_language_and_deck_tags(decks: tuple[Deck, ...]) -> None:
    hashes = contents(decks, "")
    assert set(hashes) == {"hash-lookup", "load-factor", "stable-sort", "lru"}
    chinese = contents(decks, "zh")
    assert {note for note in hashes if hashes[note] != chinese[note]} == {"hash-lookup"}
    tagged = contents([decks[0], replace(decks[1], tags=("x",))], "")
    assert {note for note in hashes if hashes[note] != tagged[note]} == {"stable-sort", "lru"}


def test_tags_hold_no_blank_and_nothing_is_separated_by_control_characters() -> None:
    tags = ("a b", "c\u3000d", " ", "a_b", "e\x1ff", "ml/cnn", "a::b", "/")
    made = anki_note(Note(id=NoteId("n"), body=OpenQuestion(plain("a\x1fb"), plain("c\x1f\ud800")), tags=tags))
    assert made.tags == ("a_b", "c_d", "e␟f", "ml::cnn", "a::b", "/")
    assert "\x1f" not in "".join(made.fields)


def test_many_choices_and_both_languages() -> None:
    choices = (Choice(plain("*a*"), correct=True), Choice(Text((("en", "b\n\nc"), ("zh", "乙"))), why=plain("w")))
    fields = anki_note(Note(id=NoteId("n"), body=MultipleChoice(plain("q"), choices))).fields
    assert fields[1] == (
        '<ol class="choices">\n<li><em>a</em></li>\n<li><div lang="en" dir="auto"><p>b</p>\n<p>c</p></div>\n'
        '<div lang="zh" dir="auto">乙</div></li>\n</ol>'
    )
    assert fields[2].count('class="right"') == fields[2].count('class="wrong"') == fields[2].count('class="why"') == 1
