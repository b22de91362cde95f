"""Which deck files there are, what they are called, and how one is replaced."""

import os
import sys
from pathlib import Path

import pytest

from studycli.decks.folder import DeckFile, deck_files

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links as on POSIX")
not_as_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may do everything")


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("notes: []\n", "utf-8")


def names(root: Path) -> list[str]:
    return [file.name for file in deck_files(root).files]


def codes(root: Path) -> list[str]:
    return [problem.code for problem in deck_files(root).problems]


def test_a_deck_is_named_by_its_path_without_suffix(tmp_path: Path) -> None:
    make(tmp_path, "b.yaml", "a/c.yml", "a/b/d.e.YAML", "a.md", "yaml", "z/notes.txt")
    assert deck_files(tmp_path).files == (
        DeckFile(str(tmp_path / "a/b/d.e.YAML"), "a/b/d.e", ".YAML"),
        DeckFile(str(tmp_path / "a/c.yml"), "a/c", ".yml"),
        DeckFile(str(tmp_path / "b.yaml"), "b", ".yaml"),
    )
    assert codes(tmp_path) == []


def test_a_single_file_is_named_by_its_stem(tmp_path: Path) -> None:
    make(tmp_path, "a/b.yaml")
    assert deck_files(tmp_path / "a/b.yaml").files == (DeckFile(str(tmp_path / "a/b.yaml"), "b", ".yaml"),)


def test_below_the_working_folder_paths_are_as_people_type_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a/b.yaml", "c.yaml")
    monkeypatch.chdir(tmp_path)
    assert [file.path for file in deck_files(Path()).files] == [str(Path("a/b.yaml")), "c.yaml"]


def test_what_is_hidden_is_skipped(tmp_path: Path) -> None:
    make(tmp_path, ".a.yaml", ".git/b.yaml", "c/.d/e.yaml", "f.yaml")
    assert names(tmp_path) == ["f"]


def test_a_name_is_as_people_type_it(tmp_path: Path) -> None:
    make(tmp_path, "e\u0301te\u0301/正则.yaml")
    assert names(tmp_path) == ["été/正则"]


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    assert deck_files(tmp_path / "a").files == ()
    assert codes(tmp_path / "a") == ["no-such-path"]


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    make(tmp_path, "a/b.yaml", "a/b.yml")
    assert names(tmp_path) == ["a/b", "a/b"]
    (problem,) = deck_files(tmp_path).problems
    assert (problem.path, problem.code, problem.is_error) == (str(tmp_path / "a/b.yml"), "equal-names", False)
    assert "b.yaml" in problem.message


@posix_only
def test_circles_of_links_end_and_a_folder_is_named_by_where_it_is(tmp_path: Path) -> None:
    make(tmp_path, "z/a.yaml", "z/y/b.yaml")
    (tmp_path / "a").symlink_to(tmp_path / "z")
    (tmp_path / "z/y/up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert names(tmp_path) == ["z/a", "z/y/b"]


@posix_only
def test_links_to_decks_elsewhere_are_followed(tmp_path: Path) -> None:
    make(tmp_path, "library/a.yaml", "else/b.yaml", "else/c/d.yaml")
    (tmp_path / "library/link.yaml").symlink_to("../else/b.yaml")
    (tmp_path / "library/folder").symlink_to("../else/c")
    assert names(tmp_path / "library") == ["a", "folder/d", "link"]


@posix_only
def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("nowhere")
    os.mkfifo(tmp_path / "b.yaml")
    (tmp_path / "c.yaml").symlink_to("c.yaml")
    assert names(tmp_path) == []
    assert codes(tmp_path) == ["no-file", "no-file", "unreadable"]


@posix_only
@not_as_root
def test_an_unreadable_folder_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    make(tmp_path, "a/b.yaml", "c/d.yaml")
    (tmp_path / "a").chmod(0)
    try:
        assert names(tmp_path) == ["c/d"]
        assert codes(tmp_path) == ["unreadable"]
    finally:
        (tmp_path / "a").chmod(0o700)


@posix_only
def test_a_file_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).touch()
    except OSError:
        pytest.skip("this file system takes text only")
    assert names(tmp_path) == ["?"]
