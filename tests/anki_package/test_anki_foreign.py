"""Anybody's packages, as the real Anki writes them today and wrote them before."""

import json
import os
import re
import sys
from pathlib import Path

import packages
import pytest
import yaml
from anki_reading import read_package

from studycli.core.model import Cloze, OpenQuestion

pytestmark = pytest.mark.anki
pytest.importorskip("anki.collection", reason="the real Anki is not installed")

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def add(phone, type_, deck="Default", tags=(), **fields):
    """A note; its guid is its first field."""
    note = phone.col.new_note(phone.col.models.by_name(type_))
    for name, value in fields.items():
        note[name.replace("_", " ")] = value
    note.guid = re.sub("<[^>]*>", "", next(iter(fields.values())))[:20]
    note.tags = list(tags)
    phone.col.add_note(note, phone.col.decks.id(deck))
    return note


def add_type(phone, name, fields, *templates):
    models = phone.col.models
    made = models.new(name)
    for field in fields:
        models.add_field(made, models.new_field(field))
    for number, (front, back) in enumerate(templates, 1):
        template = models.new_template(f"Card {number}")
        template["qfmt"], template["afmt"] = front, back
        models.add_template(made, template)
    models.add(made)


def share(phone, *, legacy=False, media=True):
    from anki.collection import ExportAnkiPackageOptions

    path = phone.folder / f"shared-{legacy}.apkg"
    options = ExportAnkiPackageOptions(with_media=media, legacy=legacy)
    phone.col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def only(phone):
    (note,) = read_package(share(phone)).notes
    return note


def asked(note):
    assert isinstance(note.body, OpenQuestion)
    return note.body.question.show(), note.body.answer.show(), note.body.reversed


BACK = "{{FrontSide}}<hr id=answer>"


@pytest.mark.parametrize(
    ("type_", "fields", "expected"),
    [
        ("Basic", {"Front": "a", "Back": "b<br>c"}, ("a", "b\\\nc", False)),
        ("Basic (and reversed card)", {"Front": "a", "Back": "b"}, ("a", "b", True)),
        ("Basic (optional reversed card)", {"Front": "a", "Back": "b", "Add_Reverse": "y"}, ("a", "b", True)),
        ("Basic (optional reversed card)", {"Front": "a", "Back": "b"}, ("a", "b", False)),
        ("Basic (type in the answer)", {"Front": "a", "Back": "b"}, ("a", "b", False)),
    ],
)
def test_the_types_that_anki_has(phone, type_, fields, expected):
    add(phone, type_, **fields)
    assert asked(only(phone)) == expected


WORD = {"Word": "水", "Reading": "水[みず]", "Meaning": "water", "Example": "<ul><li>水を飲む</li></ul>", "Empty": ""}


@pytest.mark.parametrize(
    ("templates", "expected"),
    [
        # The front asks, the back answers, and so does what no card shows.
        (
            [("{{Word}}", BACK + "{{Meaning}}")],
            ("水", "**Meaning:** water\n\n**Reading:** 水\\[みず]\n\n**Example**\n\n- 水を飲む", False),
        ),
        # Order and filters are those of the back.
        (
            [("<h1>{{Word}}</h1>", BACK + "{{furigana:Reading}}{{#Example}}{{Example}}{{/Example}}{{Meaning}}")],
            ("水", "**Reading:** 水（みず）\n\n**Example**\n\n- 水を飲む\n\n**Meaning:** water", False),
        ),
        # All that the front shows is asked, with its own words.
        (
            [("What is {{Word}}, read {{kana:Reading}}?", "{{Meaning}}{{Example}}")],
            ("What is 水, read みず?", "**Meaning:** water\n\n**Example**\n\n- 水を飲む", False),
        ),
        ([("{{Word}}<br>{{Meaning}}", "{{Example}}{{Reading}}")], ("水\n\nwater", None, False)),
        # The first card of which something comes, and one that asks the other way round.
        (
            [("{{Empty}}", "{{Word}}"), ("{{#Word}}{{Meaning}}{{/Word}}", "{{Word}}"), ("{{^Empty}}{{Word}}{{/Empty}}", "x")],
            ("water", None, True),
        ),
    ],
)  # fmt: skip
def test_types_of_ones_own(phone, templates, expected):
    add_type(phone, "Word", WORD, *templates)
    add(phone, "Word", **WORD)
    question, answer, is_reversed = asked(only(phone))
    assert (question, is_reversed) == (expected[0], expected[2])
    if expected[1]:
        assert answer.replace("\\[", "[") == expected[1].replace("\\[", "[")


def test_hints_and_ways_to_ask(phone):
    templates = [("{{A}}{{hint:C}}", "{{B}}"), ("{{B}}", "{{A}}"), ("{{C}}", "{{A}}")]
    add_type(phone, "Three", "ABC", *templates)
    add(phone, "Three", A="a", B="b", C="c")
    found = read_package(share(phone))
    assert asked(found.notes[0]) == ("a", "b", True)
    assert found.notes[0].hint.show() == "c"
    assert [message.partition(": not kept: ")[2][:16] for message in found.messages] == ["1 more of its ca"]


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("a {{c1::<b>b</b>::hint}} {{c2::c}}", "a {{c1::**b**::hint}} {{c2::c}}", 0),
        (r"\(x = {{c1::\frac{a}{b} }}\) {{c2::\(y\)}}", r"$x = {{c1::\frac{a}{b}}}$ {{c2::$y$}}", 0),
        ("{{c1::a<div>b</div>}}", "{{c1::a\\\nb}}", 0),
        ("<pre>{{c1::x}}</pre>", "```\n{{c1::x}}\n```", 0),
        ("{{c1::a {{c2::b}} c}}", "{{c1::a b c}}", 1),
        ("{{c1::} b}} {{c2::a{ }}", "{{c1::} b}} {{c2::a{}}", 0),
    ],
)
def test_clozes(phone, text, expected, told):
    add(phone, "Cloze", Text=text, Back_Extra="more")
    found = read_package(share(phone))
    (note,) = found.notes
    assert isinstance(note.body, Cloze)
    assert (note.body.text.show(), note.explanation.show(), len(found.messages)) == (expected, "more", told)


def test_a_typed_gap_is_a_gap(phone):
    made = phone.col.models.by_name("Cloze")
    made["tmpls"][0]["qfmt"] = "{{Back Extra}}: {{type:cloze:Text}}"
    phone.col.models.update_dict(made)
    add(phone, "Cloze", Text="{{c1::a}}", Back_Extra="more")
    note = only(phone)
    assert (note.body.text.show(), note.explanation) == ("more\n\n{{c1::a}}", None)


def test_what_cannot_be_kept_is_told(phone):
    add(phone, "Image Occlusion", Occlusion="{{c1::image-occlusion:rect:left=.1:top=.1:width=.1:height=.1}}", Image="x")
    add(phone, "Basic", Front="a", Back='<img src="none.png"><svg><path d="M0"/></svg>')
    found = read_package(share(phone))
    assert len(found.notes) == 1
    told = "\n".join(found.messages)
    assert "masks over a picture cannot be asked in a terminal; the note is left out" in told
    assert "'none.png', which the package does not hold" in told
    assert "a drawing (SVG)" in told


def test_the_same_note_has_the_same_id_in_a_later_package(phone):
    note = add(phone, "Basic", Front="a", Back="b")
    twin = add(phone, "Basic", Front="a", Back="c")
    first = [each.id for each in read_package(share(phone)).notes]
    note["Front"] = "z"
    phone.col.update_note(note)
    assert [each.id for each in read_package(share(phone, legacy=True)).notes] == first
    assert len(set(first)) == 2
    assert twin.guid != note.guid or first[1].endswith("-2")


@pytest.mark.parametrize("legacy", [False, True])
def test_whole_collections_are_read_too(phone, legacy):
    add(phone, "Basic", "A::B", Front="a", Back="b")
    add(phone, "Cloze", "A", Text="{{c1::x}}")
    found = read_package(phone.export(legacy=legacy))
    assert [(deck.name, [note.prompt.show() for note in deck.notes]) for deck in found.decks] == [
        ("A", ["{{c1::x}}"]),
        ("A::B", ["a"]),
    ]


def test_tags_without_those_of_study(phone):
    add(phone, "Basic", tags=["a::b", "leech", "Marked", "ü"], Front="a", Back="b")
    assert only(phone).tags == ("a/b", "ü")


@pytest.fixture
def shared(phone):
    """Two decks with pictures, sound and a picture of the same name."""
    for name, content in (("a b.png", PNG), ("c.mp3", b"ID3"), ("_style.css", b"x"), ("evil.yaml", b"format: 1")):
        phone.col.media.write_data(name, content)
    add(phone, "Basic", "Sea::Wind", Front="föhn", Back='<img src="a b.png" width="3">[sound:c.mp3]')
    add(phone, "Basic", "Sea", Front="tide", Back='<img src="a%20b.png"><img src="evil.yaml">')
    return phone


@pytest.mark.parametrize("legacy", [False, True])
def test_several_decks_become_a_folder_with_their_media(home, shared, studycli, legacy):
    path = share(shared, legacy=legacy)
    (file,) = studycli("import", path, "-o", home / "out")["files"]
    top = home / "out" / path.stem
    assert (file["shape"], file["encoding"], file["notes"], file["media"]) == ("apkg", None, 2, 3)
    assert file["written"] == str(top)
    found = sorted(each.relative_to(top).as_posix() for each in top.rglob("*") if each.is_file())
    assert found == ["Sea-media/a-b.png", "Sea.yaml", "Sea/Wind-media/a-b.png", "Sea/Wind-media/c.mp3", "Sea/Wind.yaml"]
    (note,) = yaml.safe_load((top / "Sea" / "Wind.yaml").read_text(encoding="utf-8"))["notes"]
    assert note["answer"] == "![](Wind-media/a-b.png)[c.mp3](Wind-media/c.mp3)"
    assert note["sources"] == [{"bank": path.name, "section": "Sea::Wind"}]
    assert (top / "Sea-media" / "a-b.png").read_bytes() == PNG
    told = " ".join(problem["message"] for problem in file["problems"])
    assert "'evil.yaml', which is neither picture nor sound" in told
    assert studycli("check", home / "out")["problems"] == []


def test_the_media_go_out_again_and_come_back(home, shared, studycli):
    studycli("import", share(shared), "-o", home / "decks")
    made = home / "again.apkg"
    studycli("export", "-o", made)
    first = made.read_bytes()
    studycli("export", "-o", made)
    assert made.read_bytes() == first
    shared.take(made)
    ours = "select c.id from cards c join notes n on n.id = c.nid where n.guid like 'studycli:%'"
    cards = [shared.col.get_card(card) for card in shared.col.db.list(ours)]
    answers = " ".join(card.answer() + str(card.answer_av_tags()) for card in cards)
    assert re.search(r'<img src="a-b-[0-9a-f]{16}\.png" alt="">', answers)
    assert re.search(r"c-[0-9a-f]{16}\.mp3", answers)
    assert not [name for name in shared.col.media.check().missing if name.startswith("a-b-")]
    again = read_package(made)
    assert sorted(again.files) == ["a-b.png", "c.mp3"]
    assert again.files["a-b.png"] == PNG


def test_a_changed_picture_updates_the_note(home, shared, studycli):
    studycli("import", share(shared), "-o", home / "decks")
    studycli("export", "-o", home / "one.apkg")
    lock = json.loads((home / "home" / "data" / "anki-lock.json").read_text())["notes"]
    next((home / "decks").rglob("Sea-media/*.png")).write_bytes(PNG + b"more")
    studycli("export", "-o", home / "two.apkg")
    later = json.loads((home / "home" / "data" / "anki-lock.json").read_text())["notes"]
    assert sorted(later[note][1] > lock[note][1] for note in lock) == [False, True]


def test_a_deck_names_no_file_outside_its_folder(home, studycli):
    (home / "secret.png").write_bytes(b"secret")
    if sys.platform != "win32":
        (home / "decks" / "link.png").symlink_to(home / "secret.png")
    body = "![](../secret.png) ![](link.png) ![](/etc/a.png) ![](%2e%2e/secret.png)"
    (home / "decks" / "d.yaml").write_text(f"format: 1\nnotes:\n- id: a\n  question: q\n  answer: '{body}'\n")
    studycli("export", "-o", home / "out.apkg")
    assert read_package(home / "out.apkg").files == {}
    assert b"secret" not in (home / "out.apkg").read_bytes()


def test_golden(phone):
    """A package by hand with one note of each kind, and the deck that comes of it."""
    golden = Path(__file__).parent / "golden" / "foreign.yaml"
    from studycli.core.model import Deck
    from studycli.decks.writer import write_deck

    found = read_package(packages.foreign(phone.folder / "foreign.apkg"))
    told = "".join(f"# {message}\n" for message in found.messages)
    made = told + "".join(write_deck(Deck(name=deck.name, notes=deck.notes)) for deck in found.decks)
    if os.environ.get("STUDYCLI_REGENERATE") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
