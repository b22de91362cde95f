"""import --update: a newer bank joins the deck that an older one became."""

import os
import re
from pathlib import Path

import pytest
import yaml

GOLDEN = Path(__file__).parent / "golden" / "update.txt"
OLD = {
    "What is an oar?": "A pole with a blade, by which a boat is moved through the water.",
    "What is a keel?": "The lowest beam of a hull, along which all of it is built.",
    "What is the ebb?": "The falling tide, which bares the sand.",
    "什么是帆？": "借风的布，挂在桅杆上，使船前行。",
}
NEWER = {
    "What is a mast?": "The pole that carries the sails.",
    "What do we call an oar?": OLD["What is an oar?"],
    "What is a keel?": "The lowest beam of a hull. All of it is built along that.",
    "什么是帆？": OLD["什么是帆？"],
    "What is the flood?": "The rising tide.",
}


def text_of(bank):
    return "# Boats\n\n" + "".join(f"## {at}. {q}\n\n**Answer:** {a}\n\n" for at, (q, a) in enumerate(bank.items(), 1))


@pytest.fixture
def boats(studycli, tmp_path, monkeypatch):
    """A bank that was imported, and what writes a newer one and joins it."""
    monkeypatch.chdir(tmp_path)
    bank, deck = Path("boats.md"), Path("deck.yaml")

    class Boats:
        path = deck

        def write(self, questions):
            bank.write_text(text_of(questions), encoding="utf-8")

        def join(self, questions, *more):
            self.write(questions)
            return studycli("import", bank, "-o", deck, "--update", *more)

        def edit(self, old, new):
            text = deck.read_text(encoding="utf-8")
            assert old in text
            deck.write_text(text.replace(old, new), encoding="utf-8")

        def notes(self):
            return yaml.safe_load(deck.read_text(encoding="utf-8-sig"))["notes"]

    made = Boats()
    assert made.join(OLD).status == 0  # a plain import, for there is no deck yet
    return made


def by_question(notes):
    return {note["question"]: note for note in notes}


def test_what_changed_comes_in_and_what_is_new_is_added(boats):
    ids = {question: note["id"] for question, note in by_question(boats.notes()).items()}
    told = boats.join(NEWER, "--json")
    assert told.status == 0
    (file,) = told.json["files"]
    assert file["update"] == {"updated": 2, "new": 2, "vanished": 1, "conflicts": 0, "deleted": 0, "same": 1}
    notes = by_question(boats.notes())
    assert notes["What do we call an oar?"]["id"] == ids["What is an oar?"]
    assert notes["What is a keel?"]["answer"] == NEWER["What is a keel?"]
    assert list(notes) == [
        "What do we call an oar?",
        "What is a keel?",
        "What is the ebb?",
        "什么是帆？",
        "What is a mast?",
        "What is the flood?",
    ]
    assert [problem["code"] for problem in file["problems"]] == ["vanished"]


def test_the_same_bank_again_changes_not_a_byte(boats):
    boats.edit("notes:\n", "# mine\nnotes:\n\n")
    before = boats.path.read_bytes()
    told = boats.join(OLD)
    assert (told.status, boats.path.read_bytes()) == (0, before)
    assert "4 as they were" in told.err and "which stays as it is" in told.err


def test_the_persons_edits_comments_and_deletions_stay(boats):
    text = boats.path.read_text(encoding="utf-8")
    ebb = re.search(r"- id: \S+\n  question: What is the ebb\?\n(?:  .*\n)*", text)[0]
    boats.edit(ebb, "# I know what the ebb is\n")
    boats.edit(
        "  question: What is a keel?\n", "  question: What is a keel?\n  hint: below   # a pun\n  tags: [hull]\n"
    )
    told = boats.join({**NEWER, "What is the ebb?": "The falling tide."}, "--json")
    (file,) = told.json["files"]
    assert file["update"]["deleted"] == 1
    text = boats.path.read_text(encoding="utf-8")
    assert "# I know what the ebb is\n" in text and "  hint: below   # a pun\n  tags: [hull]\n" in text
    assert "What is the ebb?" not in text
    assert by_question(boats.notes())["What is a keel?"]["answer"] == NEWER["What is a keel?"]


def test_a_conflict_is_shown_and_the_deck_keeps_its_own(boats):
    boats.edit(OLD["What is a keel?"], "My own words.")
    told = boats.join(NEWER, "--json")
    (file,) = told.json["files"]
    assert (told.status, file["update"]["conflicts"]) == (0, 1)
    (conflict,) = (problem for problem in file["problems"] if problem["code"] == "conflict")
    assert conflict["line"] == 11
    for said in ("My own words.", "The lowest beam of a hull. All of it", "The lowest beam of a hull, along"):
        assert said in conflict["message"]
    assert by_question(boats.notes())["What is a keel?"]["answer"] == "My own words."


def test_without_what_was_imported_last_nothing_is_overwritten(boats, home):
    (kept,) = (home / "data" / "banks").iterdir()
    kept.write_text("no: deck", encoding="utf-8")
    before = by_question(boats.notes())
    told = boats.join(NEWER, "--json")
    (file,) = told.json["files"]
    assert [problem["code"] for problem in file["problems"]] == ["unknown-before", "conflict", "conflict"]
    after = by_question(boats.notes())
    assert {question: after[question] for question in before} == before
    assert "What is a mast?" in after
    assert boats.join(NEWER, "--json").json["files"][0]["update"]["conflicts"] == 0


def test_a_dry_run_shows_what_would_change_and_changes_nothing(boats, home):
    before = boats.path.read_bytes()
    told = boats.join(NEWER, "--dry-run")
    shown = [tuple(line.split("\t")[::2]) for line in told.out.splitlines()]
    assert shown == [
        ("updated", "What do we call an oar?"),
        ("updated", "What is a keel?"),
        ("new", "What is a mast?"),
        ("new", "What is the flood?"),
    ]
    assert told.err.endswith("nothing written\n")
    assert boats.path.read_bytes() == before
    assert boats.join(NEWER, "--json").json["files"][0]["update"]["updated"] == 2


def test_history_goes_on(boats, studycli):
    card = boats.notes()[0]["id"]
    assert studycli("rate", card, "3", "--decks", boats.path).status == 0
    boats.join(NEWER)
    shown = studycli("show", card, "--decks", boats.path, "--json").json
    assert shown["note"]["question"] == "What do we call an oar?"
    assert shown["cards"][0]["reps"] == 1


def test_the_report(boats):
    boats.edit(OLD["什么是帆？"], "我自己的话。")
    told = boats.join({**NEWER, "什么是帆？": "借风的布，挂在桅杆上。"})
    if os.environ.get("STUDYCLI_REGENERATE"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(told.err, encoding="utf-8")
    assert told.err == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "status"),
    [("format: 1\nnotes: []\n", 0), ("notes:\n- question: half\n", 3), ("- no deck\n", 3)],
)
def test_a_deck_with_faults_is_left_alone(boats, text, status):
    boats.path.write_text(text, encoding="utf-8")
    assert boats.join(NEWER).status == status
    assert status == 0 or boats.path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("more", [["--force"], ["-o", "-"]])
def test_what_does_not_go_with_it(boats, studycli, more):
    assert studycli("import", "boats.md", "--update", *more).status == 2


def test_a_plain_import_names_the_ways(boats, studycli):
    told = studycli("import", "boats.md", "-o", boats.path)
    assert told.status == 6
    assert "--update joins the newer bank to it, --force replaces it" in told.err


def test_the_title_of_the_deck_stays(boats, studycli):
    Path("boats.md").write_text(text_of(OLD).replace("# Boats", "# Ships", 1), encoding="utf-8")
    told = studycli("import", "boats.md", "-o", boats.path, "--update", "--json")
    (problem,) = told.json["files"][0]["problems"]
    assert (problem["code"], problem["message"]) == (
        "kept",
        "the title of the bank is “Ships”; the deck keeps “Boats”",
    )


def test_an_update_that_was_cut_off_goes_on(boats, home):
    """The deck was written, and what it is compared with next time was not."""
    (kept,) = (home / "data" / "banks").iterdir()
    before = kept.read_bytes()
    boats.join(NEWER)
    deck = boats.path.read_bytes()
    kept.write_bytes(before)
    assert boats.join(NEWER).status == 0
    assert boats.path.read_bytes() == deck


def test_line_ends_and_byte_order_mark_stay(boats):
    boats.path.write_bytes(b"\xef\xbb\xbf" + boats.path.read_bytes().replace(b"\n", b"\r\n"))
    assert boats.join(NEWER).status == 0
    data = boats.path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfformat") and data.count(b"\n") == data.count(b"\r\n")
    assert "What is a mast?" in by_question(boats.notes())


def test_a_deck_that_cannot_be_edited_line_by_line_is_left_alone(boats):
    note = boats.notes()[0]
    text = f"notes: [{{id: {note['id']}, question: What is an oar?, answer: '{note['answer']}'}}]\n"
    boats.path.write_text(text, encoding="utf-8")
    told = boats.join(NEWER)
    assert (told.status, boats.path.read_text(encoding="utf-8")) == (3, text)
