"""import, export, check and fmt: what is written, what is refused, and what stays as it was."""

import csv
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
import yaml

BANK = """\
# Caches

## 1. What is a cache hit?

**Answer:** The data asked for are in the cache already.

```c
// ## 2. not a heading
```

**Explanation:** No slower memory is asked.

## 2. 什么是写回？

**答案：** 先写缓存，换出时再写内存。

1. **延迟：** 写操作很快返回
2. **一致性：** 内存里暂时是旧值
"""


@pytest.fixture
def bank(tmp_path):
    path = tmp_path / "caches.md"
    path.write_text(BANK, encoding="utf-8")
    return path


def test_a_bank_becomes_a_deck_among_ones_own(studycli, bank, home):
    told = studycli("import", bank)
    deck = home / "data" / "decks" / "caches.yaml"
    assert (told.status, told.out) == (0, "")
    why = "an answer label such as 答案： or Answer: after 2 of 2 question headings"
    assert told.err == f"{bank}: labelled, because of {why}\n{bank}: 2 notes (labelled, utf-8) -> {deck}\n"
    assert studycli("check", deck).status == 0
    notes = yaml.safe_load(deck.read_text(encoding="utf-8"))["notes"]
    assert [note["question"] for note in notes] == ["What is a cache hit?", "什么是写回？"]
    assert "// ## 2. not a heading" in notes[0]["answer"]
    assert notes[0]["explanation"] == "No slower memory is asked."
    assert len(notes[1]["points"]) == 2
    assert notes[0]["sources"] == [{"bank": "caches.md", "section": "Caches", "part": 1, "number": 1, "line": 3}]
    assert "\tcaches\t什么是写回？\n" in studycli("search", "写回").out


def test_import_tells_programs_what_became_of_each_file(studycli, bank, tmp_path):
    told = studycli("import", bank, "-o", tmp_path / "out", "--json").json
    assert set(told) == {"version", "files"}
    assert told["files"] == [
        {
            "path": str(bank), "shape": "labelled", "encoding": "utf-8", "notes": 2, "unanswered": 0,
            "score": 1.0, "reason": "an answer label such as 答案： or Answer: after 2 of 2 question headings",
            "target": str(tmp_path / "out" / "caches.yaml"), "written": str(tmp_path / "out" / "caches.yaml"),
            "problems": [],
        }
    ]  # fmt: skip


def test_a_deck_that_is_there_is_left_alone_without_force(studycli, bank, tmp_path):
    deck = tmp_path / "deck.yaml"
    deck.write_text("mine", encoding="utf-8")
    told = studycli("import", bank, "-o", deck, "--json")
    assert told.status == 6
    assert told.json["error"]["code"] == "exists"
    assert deck.read_text(encoding="utf-8") == "mine"
    assert studycli("import", bank, "-o", deck, "--force").status == 0
    assert "cache hit" in deck.read_text(encoding="utf-8")


def test_a_deck_on_standard_output(studycli, bank, home):
    told = studycli("import", bank, "-o", "-")
    assert len(yaml.safe_load(told.out)["notes"]) == 2
    assert not (home / "data" / "decks").exists()
    assert studycli("import", bank, "-o", "-", "--json").status == 2


def test_a_dry_run_writes_nothing(studycli, bank, home):
    assert studycli("import", bank, "--dry-run").err.endswith("caches.yaml, nothing written\n")
    assert not (home / "data" / "decks").exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"   \n", "white space"),
        (b"Just some prose.\n\nAnd more of it.\n", "--shape"),
        (b"%PDF-1.7 ...", "Markdown"),
        (b"\x00\x01\x02", "no text"),
        (b"<!doctype html><html></html>", "Markdown"),
        (b"\xff\xff\xff ?", "encoding"),
    ],
)
def test_a_file_that_is_no_bank_is_told_in_one_line(studycli, tmp_path, data, words):
    path = tmp_path / "thing.md"
    path.write_bytes(data)
    told = studycli("import", path, "-o", tmp_path / "out", "--json")
    assert told.status == 3
    assert words in told.err and told.err.count("\n") == 1
    assert told.json["files"][0]["written"] is None
    assert told.json["error"]["code"] == told.json["files"][0]["problems"][0]["code"]
    assert not (tmp_path / "out").exists()


def test_one_bad_file_does_not_stop_the_others(studycli, bank, tmp_path):
    told = studycli("import", tmp_path / "absent.md", bank, "-o", tmp_path / "out")
    assert told.status == 3
    assert "absent.md: no such file or directory" in told.err
    assert (tmp_path / "out" / "caches.yaml").exists()


def test_several_banks_do_not_fit_into_one_deck(studycli, bank, tmp_path):
    assert studycli("import", bank, bank, "-o", tmp_path / "one.yaml").status == 2


def test_export_by_suffix(own, tmp_path):
    told = own("export", "-o", tmp_path / "nets.csv", "--json")
    assert told.json == {
        "version": 1, "path": str(tmp_path / "nets.csv"), "format": "csv", "notes": 3, "cards": 4, "skipped": 1,
    }  # fmt: skip
    with (tmp_path / "nets.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["id"] for row in rows] == ["dropout", "dropout-rate", "bn-axis"]
    for suffix in ("md", "json", "html"):
        assert own("export", "-o", tmp_path / f"nets.{suffix}").status == 0
    assert json.loads((tmp_path / "nets.json").read_text(encoding="utf-8"))["version"] == 1


def test_the_same_decks_give_the_same_package_and_an_edit_moves_one_note(own, library, tmp_path, monkeypatch):
    first, second, third = (tmp_path / name for name in ("a.apkg", "b.apkg", "c.apkg"))
    own("export", "-o", first)
    monkeypatch.setenv("STUDYCLI_NOW", "2026-03-02T12:00:00+00:00")
    own("export", "-o", second)
    assert first.read_bytes() == second.read_bytes()
    deck = library / "nets.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("silences", "switches off"), encoding="utf-8")
    own("export", "-o", third)
    assert first.read_bytes() != third.read_bytes()
    assert zipfile.is_zipfile(third)


@pytest.mark.parametrize("suffix", ["apkg", "md"])
def test_an_export_finds_a_damaged_catalogue(own, tmp_path, suffix):
    own("export", "-o", tmp_path / f"first.{suffix}")
    (tmp_path / "home" / "cache" / "anki-html.db").unlink(missing_ok=True)
    (catalogue,) = tmp_path.rglob("catalogue-*.db")
    with closing(sqlite3.connect(catalogue)) as db, db:
        db.execute("UPDATE texts SET data = '[' WHERE note = 2")
    assert own("export", "-o", tmp_path / f"second.{suffix}").status == 0
    assert (tmp_path / f"first.{suffix}").read_bytes() == (tmp_path / f"second.{suffix}").read_bytes()


def test_export_of_a_query(own, tmp_path):
    assert own("export", "dropout", "-o", tmp_path / "d.json", "--json").json["notes"] == 2
    nothing = own("export", "tag:absent", "-o", tmp_path / "n.json", "--json")
    assert (nothing.status, nothing.json["path"]) == (0, None)
    assert not (tmp_path / "n.json").exists()


def test_faulty_notes_are_counted_as_skipped(own, library, tmp_path):
    with (library / "nets.yaml").open("a", encoding="utf-8") as deck:
        deck.write("- {id: broken, question: no answer}\n- {id: worse, cloze: no gap}\n")
    told = own("export", "-o", tmp_path / "x.csv", "--json")
    assert (told.status, told.json["notes"], told.json["skipped"]) == (0, 3, 3)


def test_an_output_that_cannot_be_written_leaves_the_old_file(own, tmp_path):
    folder = tmp_path / "there.csv"
    folder.mkdir()
    for target in (folder, tmp_path / "absent" / "x.csv"):
        told = own("export", "-o", target, "--json")
        assert told.status == 6
        assert told.json["error"]["code"] == "not-written"
        assert "nothing was changed" in told.err and told.err.count("\n") == 1
    assert list(tmp_path.glob(".*")) == []


def test_check_tells_every_fault_with_its_place(studycli, tmp_path):
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("notes:\n- {id: a, question: q, answer: a}\n- {id: b, qestion: q, answer: a}\n", encoding="utf-8")
    two.write_text("notes:\n- {id: a, question: q, answer: a}\n", encoding="utf-8")
    told = studycli("check", one, two, "--json")
    assert told.status == 3
    assert told.json["notes"] == 2 - 1
    codes = [(problem["path"], problem["line"], problem["code"]) for problem in told.json["problems"]]
    assert (str(one), 3, "unknown-key") in codes
    assert (str(two), 2, "doubled-id") in codes
    assert set(told.json["problems"][0]) == {"path", "line", "column", "severity", "code", "message"}
    for line in studycli("check", one).out.splitlines():
        assert line.startswith(f"{one}:3:")


def test_check_of_sound_decks(own, library):
    told = own("check")
    assert told.status == 0
    assert told.out == f"{library / 'nets.yaml'}:20:11: warning unanswered " + told.out.partition("unanswered ")[2]
    assert told.err == "studycli: 4 notes, 0 errors, 1 warning\n"


def test_fmt_writes_missing_ids_and_leaves_the_rest(studycli, tmp_path):
    deck = tmp_path / "deck.yaml"
    deck.write_text("# mine\nnotes:\n- question: q  # why\n  answer: a\n", encoding="utf-8")
    assert studycli("fmt", deck, "--check").status == 3
    assert studycli("fmt", deck).out == f"{deck}\n"
    text = deck.read_text(encoding="utf-8")
    assert text == "# mine\nformat: 1\nnotes:\n- id: n-8e35c2cd3bf6\n  question: q  # why\n  answer: a\n"
    assert studycli("fmt", deck, "--check").status == 0
    assert studycli("fmt", deck, "--json").json["files"] == [{"path": str(deck), "changed": False}]


def test_fmt_without_a_path_takes_ones_own_decks_only(studycli, library):
    assert studycli("fmt", "--json").json["files"] == [{"path": str(library / "nets.yaml"), "changed": False}]


def test_a_history_goes_on_after_fmt(studycli, tmp_path):
    deck = tmp_path / "deck.yaml"
    deck.write_text("notes:\n- question: q\n  answer: a\n", encoding="utf-8")
    (card,) = [card["card"] for card in studycli("due", "--decks", deck, "--json").json["cards"]]
    studycli("rate", card, "easy", "--decks", deck)
    studycli("fmt", deck)
    deck.write_text(deck.read_text(encoding="utf-8").replace("question: q", "question: better"), encoding="utf-8")
    assert studycli("show", card, "--decks", deck, "--json").json["cards"][0]["state"] == "review"
