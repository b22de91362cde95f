"""Pictures beside a bank of Markdown are copied beside its deck."""

import pytest
import yaml

BANK = """\
# Boats

## 1. What is an oar?

**Answer:** See ![an oar](img/oar%201.png?raw=true "oar") and [how it sounds](splash.mp3), `![x](img/oar.png)`.

## 2. What is a keel?

**Answer:** {}
"""


@pytest.fixture
def banks(tmp_path):
    (tmp_path / "banks" / "img").mkdir(parents=True)
    (tmp_path / "banks" / "img" / "oar 1.png").write_bytes(b"\x89PNG oar")
    (tmp_path / "banks" / "splash.mp3").write_bytes(b"splash")
    (tmp_path / "secret.png").write_bytes(b"\x89PNG secret")
    (tmp_path / "banks" / "key.txt").write_text("secret")
    return tmp_path / "banks"


@pytest.fixture
def read(studycli, banks, tmp_path):
    def call(answer="A beam.", *more):
        (banks / "boats.md").write_text(BANK.format(answer), encoding="utf-8")
        told = studycli("import", banks / "boats.md", "-o", tmp_path / "out" / "b.yaml", "--json", *more)
        (file,) = told.json["files"]
        return file, yaml.safe_load((tmp_path / "out" / "b.yaml").read_text(encoding="utf-8"))["notes"]

    return call


def test_pictures_and_sounds_lie_beside_the_deck(read, tmp_path):
    file, notes = read()
    assert (file["media"], file["problems"]) == (2, [])
    shown = '![an oar](b-media/oar-1.png "oar") and [how it sounds](b-media/splash.mp3), `![x](img/oar.png)`'
    assert shown in notes[0]["answer"]
    assert (tmp_path / "out" / "b-media" / "oar-1.png").read_bytes() == b"\x89PNG oar"
    assert (tmp_path / "out" / "b-media" / "splash.mp3").read_bytes() == b"splash"


@pytest.mark.parametrize(
    ("answer", "code", "message"),
    [
        ("A ![beam](img/no.png).", "image", "img/no.png is not beside the bank"),
        ("A ![beam](../secret.png).", "image", "../secret.png lies outside the folder of the bank"),
        ("A ![beam](/etc/passwd).", "image", "/etc/passwd lies outside"),
        ("A ![beam](key.txt).", "image", "key.txt is neither picture nor sound"),
        ("A ![beam](img/a%00b.png).", "image", "is not beside the bank"),
        ("A [beam](more.md), a [mast](masts.md).", "link", "the link to more.md leads to nothing from where the deck is"),
    ],
)  # fmt: skip
def test_what_is_not_copied_is_told_with_its_line(read, answer, code, message):
    file, notes = read(answer)
    (problem,) = file["problems"]
    assert (problem["code"], problem["line"]) == (code, 7)
    assert message in problem["message"]
    assert (file["media"], notes[1]["answer"]) == (2, answer)


def test_addresses_on_the_web_stay(read):
    file, notes = read("See ![a](https://example.org/a.png) and [b](#oar).")
    assert (file["problems"], notes[1]["answer"]) == ([], "See ![a](https://example.org/a.png) and [b](#oar).")


def test_a_picture_that_changed_comes_with_an_update(read, banks, tmp_path):
    first = read()[1][0]["answer"]
    (banks / "img" / "oar 1.png").write_bytes(b"\x89PNG another oar")
    file, notes = read("A beam.", "--update")
    assert file["update"]["updated"] == 1
    assert notes[0]["answer"] != first
    assert len(list((tmp_path / "out" / "b-media").iterdir())) == 3
    assert read("A beam.", "--update")[0]["written"] is None


def test_a_dry_run_copies_nothing(studycli, banks, tmp_path):
    (banks / "boats.md").write_text(BANK.format("A beam."), encoding="utf-8")
    assert studycli("import", banks, "-o", tmp_path / "out", "--dry-run").status == 0
    assert not (tmp_path / "out").exists()


def test_in_a_folder_all_of_it_is_within_reach(studycli, banks, tmp_path):
    (banks / "sea").mkdir()
    (banks / "sea" / "boats.md").write_text(BANK.format("![](../img/oar%201.png)"), encoding="utf-8")
    studycli("import", banks, "-o", tmp_path / "out")
    assert (tmp_path / "out" / "sea" / "boats-media" / "oar-1.png").is_file()
