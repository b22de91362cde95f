"""`import` of packages: where the decks go, what is refused, and that nothing is written then."""

import contextlib
import io
import json
import sqlite3
import sys
import zipfile

import packages
import pytest
import yaml
from anki_reading import read_package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studycli.anki import media
from studycli.anki.container import Bounds
from studycli.anki.fault import PackageFault
from studycli.cli.app import run

BASIC = [(1, "a", "b")]
TWO_DECKS = {"5": {"name": "A"}, "6": {"name": "B"}}


def imported(home, capfd, *arguments):
    status = run(["import", *map(str, arguments), "--json"])
    out, err = capfd.readouterr()
    return status, json.loads(out), err


def written(home):
    """Decks and pictures, without what is kept for an update."""
    found = (path for path in home.rglob("*") if path.suffix in (".yaml", ".png"))
    return sorted(path.relative_to(home).as_posix() for path in found if path.parent != home / "home/data/banks")


def test_one_deck_is_one_file_among_the_own_decks(home, capfd):
    status, told, err = imported(home, capfd, packages.foreign(home / "geo.apkg"))
    (file,) = told["files"]
    deck = home / "home" / "data" / "decks" / "geo.yaml"
    assert status == 0
    assert (file["written"], file["target"], file["decks"]) == (str(deck), str(deck), [str(deck)])
    assert (file["shape"], file["encoding"], file["notes"], file["unanswered"], file["media"]) == (
        "apkg",
        None,
        5,
        1,
        2,
    )
    assert {problem["code"] for problem in file["problems"]} == {"left-out", "lost", "template", "unanswered"}
    assert all(problem["line"] == 0 and problem["severity"] == "warning" for problem in file["problems"])
    assert err.endswith(f"geo.apkg: 5 notes, 1 without an answer, 2 media files (apkg) -> {deck}\n")
    made = yaml.safe_load(deck.read_text(encoding="utf-8"))
    assert (made["title"], made["description"]) == ("Europe", "All of **it**.")
    assert (deck.parent / "geo-media" / "fr-map.png").read_bytes() == b"png"
    assert run(["check", str(deck)]) == 0


def test_options_hold_for_packages_too(home, capfd):
    path = packages.foreign(home / "geo.apkg", BASIC)
    target = home / "x.yaml"
    status, told, err = imported(home, capfd, path, "-o", target, "--dry-run")
    assert (status, told["files"][0]["written"], written(home)) == (0, None, [])
    assert "nothing written" in err
    assert imported(home, capfd, path, "-o", target)[0] == 0
    status, told, _ = imported(home, capfd, path, "-o", target)
    assert (status, told["error"]["code"]) == (6, "exists")
    assert imported(home, capfd, path, "-o", target, "--force", "--shape", "apkg")[0] == 0
    assert imported(home, capfd, path, "-o", target, "--force", "--shape", "plain")[1]["error"]["code"] == "package"
    assert imported(home, capfd, home / "x.yaml", "--shape", "apkg")[1]["error"]["code"] == "package"
    nothing = packages.foreign(home / "none.apkg", [(1, "a", "")])
    assert imported(home, capfd, nothing, "-o", home)[1]["error"]["code"] == "no-bank"
    assert imported(home, capfd, nothing, "-o", home, "--allow-unanswered")[1]["files"][0]["notes"] == 1


def test_to_standard_output(home, capfd):
    path = packages.foreign(home / "geo.apkg")
    assert run(["import", str(path), "-o", "-"]) == 0
    out, err = capfd.readouterr()
    assert yaml.safe_load(out)["notes"][0]["question"] == "Which lock is *reentrant*?"
    assert "2 media files named and not copied" in err
    assert written(home) == []


def test_from_standard_input(home, capfd, monkeypatch):
    data = packages.foreign(home / "geo.apkg", BASIC).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert imported(home, capfd, "-", "-o", home / "x.yaml")[0] == 0
    (note,) = yaml.safe_load((home / "x.yaml").read_text(encoding="utf-8"))["notes"]
    assert note["sources"] == [{"bank": "standard input", "section": "World::Europe"}]


def test_a_deck_beyond_the_limit_is_refused(home, capfd, monkeypatch):
    monkeypatch.setattr("studycli.importers.importer.MAXIMUM_NOTES", 3)
    status, told, _ = imported(home, capfd, packages.foreign(home / "geo.apkg"), "-o", home / "out")
    assert (status, told["error"]["code"], written(home)) == (3, "too-large", [])
    assert "World::Europe has 7 notes" in told["error"]["message"]


def test_packages_in_a_folder_and_beside_banks(home, capfd):
    (home / "banks" / "sub").mkdir(parents=True)
    packages.foreign(home / "banks" / "sub" / "geo.apkg", BASIC)
    (home / "banks" / "t.tsv").write_text("a\tb\nc\td\n", encoding="utf-8")
    assert imported(home, capfd, home / "banks", "-o", home / "out")[0] == 0
    assert written(home) == ["out/sub/geo.yaml", "out/t.yaml"]


def test_several_decks_do_not_fit_into_one_file(home, capfd):
    path = packages.foreign(home / "geo.apkg", BASIC)
    several = packages.foreign(home / "two.apkg", [*BASIC, (1, "c", "d")], decks=TWO_DECKS)
    two_homes(several)
    status, told, _ = imported(home, capfd, several, "-o", home / "x.yaml")
    assert (status, told["error"]["code"], written(home)) == (3, "several-decks", [])
    status, told, _ = imported(home, capfd, several, path, "-o", home / "out")
    assert (status, told["files"][0]["written"]) == (0, str(home / "out" / "two"))
    assert written(home) == ["out/geo.yaml", "out/two/A.yaml", "out/two/B.yaml"]
    # All decks of a package are written, or none.
    (home / "out" / "two" / "A.yaml").unlink()
    assert imported(home, capfd, several, "-o", home / "out")[0] == 6
    assert written(home) == ["out/geo.yaml", "out/two/B.yaml"]


def two_homes(path):
    """Puts the second note of a package into the second deck."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    database = sqlite3.connect(":memory:")
    database.deserialize(members["collection.anki2"])
    database.execute("update cards set did = 6 where nid = 2")
    database.commit()
    packages.package(path, members | {"collection.anki2": database.serialize()})
    database.close()


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("../../etc", "etc.yaml"),
        ("C:\\x", "C-x.yaml"),
        ("con", "_con.yaml"),
        (".hidden", "hidden.yaml"),
        ("a/b?*", "a-b.yaml"),
        ("", "unnamed.yaml"),
        ("长" * 200, "长" * 53 + ".yaml"),
    ],
)
def test_names_of_decks_are_made_safe(home, capfd, name, level):
    decks = {"5": {"name": name}, "6": {"name": "B"}}
    two_homes(packages.foreign(home / "two.apkg", [*BASIC, (1, "c", "d")], decks=decks, media={}))
    assert imported(home, capfd, home / "two.apkg", "-o", home / "out")[0] == 0
    assert set(written(home)) == {f"out/two/{level}", "out/two/B.yaml"}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../../x.png", "x.png"),
        ("/etc/x.png", "etc-x.png"),
        ("..\\x.png", "x.png"),
        (".x.png", "x.png"),
        ("nul.png", "_nul.png"),
        ("a b(1).PNG", "a-b-1-.PNG"),
        ("a%41.png", "a-41.png"),
    ],
)
def test_names_of_media_are_made_safe(home, capfd, name, file):
    path = packages.foreign(home / "m.apkg", [(1, "a", f'<img src="{name}">')], media={name: b"x"})
    assert imported(home, capfd, path, "-o", home / "out")[0] == 0
    (deck,) = yaml.safe_load((home / "out" / "m.yaml").read_text(encoding="utf-8"))["notes"]
    assert deck["answer"] == f"![](m-media/{file})"
    found = sorted(each.relative_to(home).as_posix() for each in home.rglob("*") if each.suffix.lower() == ".png")
    assert found == [f"out/m-media/{file}"]


def test_equal_names_of_different_pictures_are_told_apart(home, capfd):
    media_files = {"a b.png": b"1", "a-b.png": b"2"}
    note = (1, "a", '<img src="a b.png"><img src="a-b.png"><img src="a b.png">')
    path = packages.foreign(home / "m.apkg", [note], media=media_files)
    assert imported(home, capfd, path, "-o", home / "out")[1]["files"][0]["media"] == 2
    names = sorted(each.name for each in (home / "out" / "m-media").iterdir())
    assert names[0].startswith("a-b-") and names[1] == "a-b.png"
    # What lies there from before is left alone, and found again.
    assert imported(home, capfd, path, "-o", home / "out", "--force")[0] == 0
    assert sorted(each.name for each in (home / "out" / "m-media").iterdir()) == names
    (home / "out" / "m-media" / "a-b.png").write_bytes(b"3")
    assert imported(home, capfd, path, "-o", home / "out", "--force")[0] == 0
    assert (home / "out" / "m-media" / "a-b.png").read_bytes() == b"3"


def bad_list(path):
    return with_member(packages.foreign(path), "media", b"{broken")


def bad_picture(path):
    """A picture whose zip entry is damaged."""
    packages.foreign(path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        data[package.getinfo("0").header_offset + 31] ^= 0xFF
    path.write_bytes(data)
    return path


def bad_types(path):
    return packages.foreign(path, models={"1": {"name": "x", "flds": 3, "tmpls": []}})


def with_member(path, name, content):
    with zipfile.ZipFile(path) as package:
        members = {each: package.read(each) for each in package.namelist()}
    return packages.package(path, members | {name: content})


def other_database(path):
    """Some other program's, and one whose tables only have Anki's names."""
    tables = "create table col (a); create table notes (a); create table cards (a); create table revlog (a);"
    return packages.package(path, {"collection.anki2": packages.collection(schema=tables)})


def a_document(path):
    return packages.package(path, {"word/document.xml": b"<x/>"})


def empty(path):
    return packages.foreign(path, [])


HOSTILE = [
    (a_document, "package", "of a Word document save the text"),
    (other_database, "package", "cannot be read"),
    (lambda path: packages.package(path, {"collection.anki2": b"SQLite format 3\0" + bytes(99)}), "package", "cannot be read"),
    (lambda path: packages.package(path, {"collection.anki21b": b"not zstd"}), "package", "is damaged"),
    (packages.cut_short, "package", "is damaged"),
    (packages.encrypted, "package", "is damaged"),
    (lambda path: packages.todays(path, bytes(1 << 27)), "package", "unpacks to more than"),
    (bad_list, "package", "list of media is damaged"),
    (bad_picture, "package", "is damaged"),
    (bad_types, "no-bank", "holds no notes"),
    (empty, "no-bank", "holds no notes"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "code", "words"), HOSTILE)
def test_hostile_packages_are_refused_in_words_and_nothing_is_written(home, capfd, make, code, words):
    status, told, err = imported(home, capfd, make(home / "bad.apkg"), "-o", home / "out")
    assert (status, told["error"]["code"]) == (3, code)
    assert words in told["error"]["message"]
    assert err.count("\n") == 1
    assert written(home) == []
    assert not (home / "out").exists()


def test_media_beyond_reason_are_refused(tmp_path):
    path = packages.foreign(tmp_path / "m.apkg", media={"a.png": bytes(1 << 20)})
    with (
        media.media_of(path, Bounds(ratio=20, unsuspicious=1 << 16)) as found,
        pytest.raises(PackageFault, match="reason"),
    ):
        found.file("a.png")


def test_a_database_alone_is_no_package(home, capfd):
    (home / "collection.anki2").write_bytes(packages.collection())
    status, told, _ = imported(home, capfd, home / "collection.anki2", "-o", home / "out")
    assert (status, told["error"]["code"]) == (3, "package")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_is_read_or_refused(tmp_path, data):
    path = packages.foreign(tmp_path / "m.apkg")
    content = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    with contextlib.suppress(PackageFault):
        read_package(path)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "{{",
                "}}",
                "c1::",
                "::",
                "c12::",
                "<b>",
                "</b>",
                "<div>",
                "<pre>",
                "\\(",
                "\\)",
                "x",
                "`",
                "$",
                "\n",
                "[sound:a.mp3]",
            ]
        ),
        max_size=20,
    ).map("".join),
    st.text(max_size=20),
)
def test_any_field_becomes_a_sound_note(tmp_path, text, other):
    """Whatever stands in a field, what comes out is a note that a deck can hold."""
    from studycli.core.model import cards_of
    from studycli.decks.reader import read_text
    from studycli.decks.writer import write_deck

    path = packages.foreign(tmp_path / "m.apkg", [(1, text, other), (2, text, other), (3, other, text, "")])
    for deck in read_package(path).decks:
        assert all(cards_of(note) or not note.is_answered for note in deck.notes)
        assert not [problem for problem in read_text(write_deck(deck), path="d", name="d").problems if problem.is_error]
