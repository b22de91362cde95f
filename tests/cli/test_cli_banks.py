"""import of several files, folders and standard input, and what it says of the shape."""

import pytest
import yaml

TABLE = "| Term | Definition |\n|---|---|\n| oar | a pole with a blade |\n| 帆 | 借风的布 |\n"


@pytest.fixture
def folder(tmp_path):
    """Two banks at two depths, a page that is no bank, and files that are not looked at."""
    banks = tmp_path / "banks"
    (banks / "sea" / ".git").mkdir(parents=True)
    (banks / "terms.md").write_text(TABLE, encoding="utf-8")
    (banks / "sea" / "winds.tsv").write_text("Föhn\ta warm wind\nbora\ta cold one\n", encoding="utf-8")
    (banks / "README.md").write_text("# Notes\n\nOf mine.\n", encoding="utf-8")
    (banks / "logo.png").write_bytes(b"\x89PNG")
    (banks / "sea" / ".git" / "x.md").write_text(TABLE, encoding="utf-8")
    return banks


def test_a_folder_becomes_a_tree_of_decks(studycli, folder, tmp_path):
    told = studycli("import", folder, "-o", tmp_path / "out", "--json")
    assert told.status == 0
    assert [file["path"].removeprefix(str(folder)) for file in told.json["files"]] == [
        "/README.md",
        "/terms.md",
        "/sea/winds.tsv",
    ]
    assert "README.md: no questions with answers" in told.err
    found = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.yaml"))
    assert found == ["sea/winds.yaml", "terms.yaml"]
    assert studycli("check", tmp_path / "out").status == 0


def test_a_folder_without_any_bank_is_a_fault(studycli, folder, tmp_path):
    (folder / "terms.md").unlink()
    (folder / "sea" / "winds.tsv").unlink()
    assert studycli("import", folder, "-o", tmp_path / "out").status == 3
    (folder / "README.md").unlink()
    told = studycli("import", folder, "-o", tmp_path / "out", "--json")
    assert (told.status, told.json["error"]["code"]) == (3, "no-bank")


def test_a_named_file_that_is_no_bank_is_a_fault_beside_a_folder(studycli, folder, tmp_path):
    told = studycli("import", folder / "README.md", folder, "-o", tmp_path / "out")
    assert told.status == 3


def test_two_banks_never_become_one_deck(studycli, folder, tmp_path):
    (folder / "terms.txt").write_text("ebb\tfalling tide\nflow\trising tide\n", encoding="utf-8")
    told = studycli("import", folder, "-o", tmp_path / "out", "--force")
    assert told.status == 6
    assert "another bank of this run" in told.err
    assert "oar" in (tmp_path / "out" / "terms.yaml").read_text(encoding="utf-8")


def test_a_bank_on_standard_input(studycli):
    told = studycli("import", "-", "-o", "-", stdin=TABLE)
    notes = yaml.safe_load(told.out)["notes"]
    assert [note["question"] for note in notes] == ["oar", "帆"]
    assert notes[0]["sources"] == [{"bank": "standard input", "part": 1, "line": 3}]
    assert studycli("import", "-").status == 2


def test_the_shape_is_said_and_why(studycli, folder, tmp_path):
    told = studycli("import", folder / "terms.md", "-o", tmp_path / "out", "--json")
    (file,) = told.json["files"]
    assert (file["shape"], file["score"], file["notes"]) == ("table", 1.0, 2)
    assert f"terms.md: table, because of {file['reason']}\n" in told.err
    assert "Term/Definition" in file["reason"]


def test_the_shape_can_be_named(studycli, folder, tmp_path):
    told = studycli("import", folder / "terms.md", "--shape", "bullets", "-o", tmp_path / "out", "--json")
    assert (told.status, told.json["error"]["code"]) == (3, "no-bank")
    assert "nearest: bullets (" in told.json["error"]["message"]


def test_a_dry_run_shows_what_would_be_written(studycli, folder, tmp_path):
    told = studycli("import", folder / "terms.md", "-o", tmp_path / "out", "--dry-run")
    assert [line.partition("\t")[2] for line in told.out.splitlines()] == ["oar", "帆"]
    assert told.err.endswith(f"-> {tmp_path / 'out' / 'terms.yaml'}, nothing written\n")
    assert not (tmp_path / "out").exists()


@pytest.fixture
def long_bank(tmp_path, monkeypatch):
    """A bank of more questions than a deck holds."""
    monkeypatch.setattr("studycli.importers.importer.MAXIMUM_NOTES", 20)
    monkeypatch.setattr("studycli.decks.reader.MOST_NOTES", 20)
    path = tmp_path / "long.tsv"
    path.write_text("".join(f"question {at}\tanswer {at}\n" for at in range(21)), encoding="utf-8")
    return path


def test_a_bank_too_large_for_one_deck_becomes_several(studycli, long_bank, tmp_path):
    out = tmp_path / "out"
    told = studycli("import", long_bank, "-o", out, "--json")
    assert (told.status, told.json["error"]["code"]) == (3, "too-large")
    assert "--no-limit" in told.json["error"]["message"]
    told = studycli("import", long_bank, "-o", out, "--no-limit", "--json")
    (file,) = told.json["files"]
    assert (told.status, file["decks"]) == (0, [str(out / "long.yaml"), str(out / "long-2.yaml")])
    assert file["notes"] == 21
    assert "question 20" in (out / "long-2.yaml").read_text(encoding="utf-8")
    assert studycli("import", long_bank, "-o", out, "--no-limit", "--update").status == 0
    assert studycli("import", long_bank, "-o", "-", "--no-limit").status == 2
