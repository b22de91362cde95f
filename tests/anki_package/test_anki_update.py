"""`import --update` of packages: a newer one joins the decks that an older one became, and guids tell its notes."""

import json
from pathlib import Path

import packages
import pytest
import yaml

from studycli.cli.app import run

TWO_DECKS = {"5": {"name": "Sea"}, "6": {"name": "Sea::Boats"}}
OLD = {
    1: (1, "What is the ebb?", "The falling tide."),
    2: (1, "What is an oar?", "A pole with a blade."),
    3: (1, "What is a keel?", "The lowest beam of a hull."),
}
BOATS = {2: 6, 3: 6}


@pytest.fixture
def sea(home, capfd):
    """What brings a package into the decks, and reads them."""

    class Sea:
        folder = home / "out"

        def join(self, notes, *more, homes=BOATS, decks=TWO_DECKS, media=None):
            package = packages.foreign(home / "sea.apkg", notes, media or {}, decks=decks, homes=homes)
            status = run(["import", str(package), "-o", str(self.folder), "--update", "--json", *more])
            told = json.loads(capfd.readouterr().out)
            return status, told["files"][0]

        def decks(self):
            return {
                path.relative_to(self.folder).as_posix(): {note["question"]: note["answer"] for note in notes_of(path)}
                for path in sorted(self.folder.rglob("*.yaml"))
            }

        def edit(self, deck, old, new):
            path = self.folder / deck
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new), encoding="utf-8")

        def content(self):
            return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    made = Sea()
    assert made.join(OLD)[0] == 0
    return made


def notes_of(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))["notes"]


def codes(file):
    return [problem["code"] for problem in file["problems"]]


def test_the_same_package_again_changes_not_a_byte(sea):
    sea.edit("sea/Sea.yaml", "notes:\n", "# mine\nnotes:\n")
    before = sea.content()
    status, file = sea.join(OLD)
    assert (status, file["written"], sea.content()) == (0, None, before)
    assert file["update"] == {"updated": 0, "new": 0, "vanished": 0, "conflicts": 0, "deleted": 0, "same": 3}


def test_each_deck_gets_what_is_its_own_and_edits_stay(sea):
    sea.edit("sea/Sea/Boats.yaml", "  answer: A pole with a blade.\n", "  answer: My pole.  # short\n  hint: wood\n")
    newer = OLD | {
        1: (1, "What is the ebb?", "The tide that falls."),
        2: (1, "What is an oar for?", "A pole with a blade."),
        4: (1, "What is a mast?", "The pole that carries the sails."),
    }
    status, file = sea.join(newer, homes={**BOATS, 4: 6})
    assert (status, file["update"]["updated"], file["update"]["new"], codes(file)) == (0, 2, 1, [])
    assert sea.decks() == {
        "sea/Sea.yaml": {"What is the ebb?": "The tide that falls."},
        "sea/Sea/Boats.yaml": {
            "What is an oar for?": "My pole.",
            "What is a keel?": "The lowest beam of a hull.",
            "What is a mast?": "The pole that carries the sails.",
        },
    }
    assert "# short" in (sea.folder / "sea/Sea/Boats.yaml").read_text(encoding="utf-8")


def test_the_guid_tells_the_note_and_not_its_text(sea):
    before = [note["id"] for note in notes_of(sea.folder / "sea/Sea/Boats.yaml")]
    status, file = sea.join(OLD | {2: OLD[3], 3: OLD[2]})
    assert (status, file["update"]["updated"], file["update"]["new"]) == (0, 2, 0)
    after = notes_of(sea.folder / "sea/Sea/Boats.yaml")
    assert [note["id"] for note in after] == before
    assert [note["question"] for note in after] == ["What is a keel?", "What is an oar?"]


def test_a_conflict_is_told_and_the_deck_keeps_its_own(sea):
    sea.edit("sea/Sea.yaml", "The falling tide.", "Mine.")
    status, file = sea.join(OLD | {1: (1, "What is the ebb?", "Theirs.")})
    assert (status, codes(file)) == (0, ["conflict"])
    assert "the deck keeps “Mine.”; the bank says “Theirs.”" in file["problems"][0]["message"]
    assert sea.decks()["sea/Sea.yaml"] == {"What is the ebb?": "Mine."}
    assert codes(sea.join(OLD | {1: (1, "What is the ebb?", "Theirs.")})[1]) == []


def test_a_note_that_was_moved_in_anki_stays_in_its_deck(sea):
    status, file = sea.join(OLD | {2: (1, "What is an oar?", "A long pole.")}, homes={3: 6})
    assert (status, file["update"]["updated"], file["update"]["new"], file["update"]["vanished"]) == (0, 1, 0, 0)
    assert sea.decks()["sea/Sea/Boats.yaml"]["What is an oar?"] == "A long pole."


def test_a_deck_that_has_another_name_in_anki_stays_one(sea):
    ships = {"5": {"name": "Sea"}, "6": {"name": "Sea::Ships"}}
    status, file = sea.join(OLD | {4: (1, "New?", "Yes.")}, homes={**BOATS, 4: 6}, decks=ships)
    assert (status, file["update"]["new"], codes(file)) == (0, 1, ["kept"])
    assert sea.decks()["sea/Sea/Ships.yaml"] == {"New?": "Yes."}
    assert len(sea.decks()["sea/Sea/Boats.yaml"]) == 2


def test_what_the_person_took_out_or_moved_is_not_brought_back(sea):
    boats = sea.folder / "sea/Sea/Boats.yaml"
    oar, keel = notes_of(boats)
    boats.write_text(yaml.safe_dump({"format": 1, "notes": [keel]}), encoding="utf-8")
    ebb = sea.folder / "sea/Sea.yaml"
    ebb.write_text(yaml.safe_dump({"format": 1, "notes": []}), encoding="utf-8")
    (sea.folder / "sea" / "mine.yaml").write_text(yaml.safe_dump({"notes": [oar]}), encoding="utf-8")
    status, file = sea.join(OLD | {2: (1, "What is an oar?", "A long pole.")}, homes={3: 6})
    assert (status, file["update"]["deleted"], file["update"]["new"], file["update"]["updated"]) == (0, 1, 0, 1)
    assert sea.decks()["sea/mine.yaml"] == {"What is an oar?": "A long pole."}
    assert "What is the ebb?" not in sea.decks()["sea/Sea.yaml"]


def test_notes_that_are_gone_from_the_package_are_told(sea):
    status, file = sea.join({1: OLD[1], 3: OLD[3]})
    assert (status, codes(file), file["update"]["vanished"]) == (0, ["vanished"], 1)
    assert len(sea.decks()["sea/Sea/Boats.yaml"]) == 2


def test_a_fault_in_one_deck_leaves_all_alone(sea):
    sea.edit("sea/Sea/Boats.yaml", "question: What is an oar?", "question: [")
    before = sea.content()
    status, file = sea.join(OLD | {1: (1, "What is the ebb?", "Other.")})
    assert (status, file["written"], sea.content()) == (3, None, before)


def test_a_dry_run_changes_nothing(sea):
    before = sea.content()
    status, file = sea.join(OLD | {4: (1, "New?", "Yes.")}, "--dry-run")
    assert (status, file["update"]["new"], file["written"], sea.content()) == (0, 1, None, before)


def test_one_deck_becomes_several(home, sea):
    one = {"5": {"name": "Sea"}}
    sea.folder = home / "other"
    assert sea.join(OLD, homes={}, decks=one)[1]["written"] == str(home / "other" / "sea.yaml")
    status, file = sea.join(OLD | {4: (1, "New?", "Yes.")}, homes={4: 6})
    assert (status, file["update"]["new"], file["update"]["same"]) == (0, 1, 3)
    assert sorted(sea.decks()) == ["sea.yaml", "sea/Sea/Boats.yaml"]


def test_pictures_of_a_newer_package_come_along(sea):
    newer = OLD | {2: (1, "What is an oar?", 'This: <img src="oar.png">')}
    assert sea.join(newer, media={"oar.png": b"first"})[0] == 0
    assert sea.decks()["sea/Sea/Boats.yaml"]["What is an oar?"] == "This: ![](Boats-media/oar.png)"
    assert sea.join(newer, media={"oar.png": b"first"})[1]["update"]["same"] == 3
    assert sea.join(newer, media={"oar.png": b"second"})[1]["update"]["updated"] == 1
    pictures = {path.read_bytes() for path in (sea.folder / "sea/Sea/Boats-media").iterdir()}
    assert pictures == {b"first", b"second"}
