"""import --update of a bank that was split into several decks: each note stays in the deck that it is in."""

from pathlib import Path

import pytest
import yaml

MOST = 4


@pytest.fixture
def sea(studycli, tmp_path, monkeypatch):
    """A bank of seven questions in decks of four, and what joins a newer one to them."""
    monkeypatch.setattr("studycli.decks.reader.MOST_NOTES", MOST)
    monkeypatch.chdir(tmp_path)

    class Sea:
        names = tuple(f"out/sea{number}.yaml" for number in ("", "-2", "-3", "-4"))

        def join(self, answers, *more):
            text = "".join(f"## {at}. What is {word}?\n\n**Answer:** {a}\n\n" for at, (word, a) in answers.items())
            Path("sea.md").write_text(text, encoding="utf-8")
            told = studycli("import", "sea.md", "-o", "out", "--no-limit", "--update", "--json", *more)
            return told.status, told.json["files"][0]

        def edit(self, at, old, new):
            text = Path(self.names[at]).read_text(encoding="utf-8")
            assert old in text
            Path(self.names[at]).write_text(text.replace(old, new), encoding="utf-8")

        def words(self):
            """What the decks ask about, and their answers."""
            return [
                {note["question"].split()[-1].rstrip("?"): note["answer"] for note in notes_of(name)}
                for name in self.names
                if Path(name).exists()
            ]

        def content(self):
            return {path: path.read_bytes() for path in Path("out").iterdir()}

    made = Sea()
    assert made.join(OLD)[0] == 0
    assert [list(deck) for deck in made.words()] == [["a", "b", "c", "d"], ["e", "f", "g"]]
    return made


OLD = {at: (word, f"That is the answer about {word} as it was.") for at, word in enumerate("abcdefg", 1)}


def notes_of(name):
    return yaml.safe_load(Path(name).read_text(encoding="utf-8"))["notes"]


def test_the_same_bank_again_changes_not_a_byte(sea):
    sea.edit(1, "notes:\n", "# mine\nnotes:\n")
    before = sea.content()
    status, file = sea.join(OLD)
    assert (status, file["written"], file["update"]["same"], sea.content()) == (0, None, 7, before)


def test_each_note_is_updated_where_it_is(sea):
    sea.edit(1, OLD[5][1], "Mine.")
    newer = OLD | {2: ("b", "New about b."), 5: ("e", "New about e."), 7: ("g", "New about g.")}
    status, file = sea.join(newer)
    assert status == 0
    assert [problem["code"] for problem in file["problems"]] == ["conflict"]
    assert file["update"] | {"conflicts": 0} == {
        "updated": 2, "new": 0, "vanished": 0, "conflicts": 0, "deleted": 0, "same": 4,
    }  # fmt: skip
    first, second = sea.words()
    assert (first["b"], second["e"], second["g"]) == ("New about b.", "Mine.", "New about g.")


def test_a_gone_question_moves_none_into_another_deck(sea):
    status, file = sea.join({at: pair for at, pair in OLD.items() if at != 2})
    assert (status, file["update"]["vanished"], file["update"]["new"]) == (0, 1, 0)
    assert [list(deck) for deck in sea.words()] == [["a", "b", "c", "d"], ["e", "f", "g"]]


def test_what_the_person_took_out_or_moved_stays_so(sea):
    (a, b, c, d), rest = map(notes_of, sea.names[:2])
    Path(sea.names[0]).write_text(yaml.safe_dump({"notes": [a, d]}), encoding="utf-8")
    Path(sea.names[1]).write_text(yaml.safe_dump({"notes": [c, *rest]}), encoding="utf-8")
    status, file = sea.join(OLD | {3: ("c", "New about c.")})
    assert (status, file["update"]["deleted"], file["update"]["updated"], file["update"]["new"]) == (0, 1, 1, 0)
    first, second = sea.words()
    assert (list(first), list(second), second["c"]) == (["a", "d"], ["c", "e", "f", "g"], "New about c.")
    assert b["id"] not in Path(sea.names[0]).read_text(encoding="utf-8")


def test_what_is_new_stands_behind_its_neighbour_or_makes_further_decks(sea):
    newer = OLD | {at: (word, "New.") for at, word in enumerate("hijklm", 8)}
    status, file = sea.join(newer)
    assert (status, file["update"]["new"], file["problems"]) == (0, 6, [])
    assert [list(deck) for deck in sea.words()] == [[*"abcd"], [*"efgh"], [*"ijkl"], ["m"]]
    assert file["decks"] == [str(Path(name)) for name in sea.names]
    before = sea.content()
    assert sea.join(newer)[1]["update"]["same"] == 13
    assert sea.content() == before


def test_a_deck_that_would_be_too_long_is_told_and_nothing_is_written(sea):
    newer = {1: OLD[1], 2: ("new", "New."), **{at + 1: OLD[at] for at in range(2, 8)}}
    before = sea.content()
    status, file = sea.join(newer)
    assert (status, file["written"], sea.content()) == (3, None, before)


def test_one_deck_becomes_several(studycli, sea):
    few = {at: OLD[at] for at in (1, 2, 3)}
    Path("out/sea-2.yaml").unlink()
    Path("out/sea.yaml").unlink()
    assert sea.join(few)[0] == 0
    status, file = sea.join(OLD)
    assert (status, file["update"]["new"]) == (0, 4)
    assert [list(deck) for deck in sea.words()] == [["a", "b", "c", "d"], ["e", "f", "g"]]


def test_a_deck_of_another_bank_with_such_a_name_is_none_of_its_parts(studycli, sea):
    sea.edit(1, "bank: sea.md", "bank: sea-2.md")
    before = Path("out/sea-2.yaml").read_bytes()
    assert sea.join(OLD)[0] == 6
    assert Path("out/sea-2.yaml").read_bytes() == before


def test_a_dry_run_changes_nothing(sea):
    before = sea.content()
    status, file = sea.join(OLD | {at: ("x" * at, "New.") for at in range(8, 12)}, "--dry-run")
    assert (status, file["update"]["new"], file["written"], sea.content()) == (0, 4, None, before)
