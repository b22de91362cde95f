"""Order files: what they list, and what is told of them."""

from pathlib import Path

import pytest
from shipped import FOLDER, readings

from studycli.decks.folder import deck_files


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for name in ("a.yaml", "b.yaml", "nets/c.yaml", "nets/été.yaml", "nets/deep/e.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("notes: []\n", "utf-8")
    return tmp_path


def write_order(folder: Path, text: str) -> None:
    (folder / "order.txt").write_bytes(text.encode())


def test_names_are_those_of_the_folder_in_which_the_file_lies(library: Path) -> None:
    write_order(library, "b\n")
    write_order(library / "nets", "\ufeff# first things first\r\n\r\n  deep/e  \r\ne\u0301te\u0301\r\ndeep/e\r\n")
    listing = deck_files(library)
    assert listing.order == ("b", "nets/deep/e", "nets/été")
    assert listing.problems == ()
    assert [file.name for file in listing.files] == ["a", "b", "nets/c", "nets/deep/e", "nets/été"]


def test_a_name_without_a_deck_is_told_with_its_line(library: Path) -> None:
    write_order(library, "b\n\nnests/c\n")
    (problem,) = deck_files(library).problems
    assert (problem.line, problem.code, problem.is_error) == (3, "absent-deck", False)
    assert problem.path == str(library / "order.txt")
    assert "`nests/c`" in problem.message


def test_anything_else_in_it_is_a_warning_and_never_a_fault(library: Path) -> None:
    (library / "order.txt").write_bytes(b"\xff\x00\n\x1b[2J")
    assert {problem.code for problem in deck_files(library).problems} == {"absent-deck"}


def test_the_shipped_decks_are_all_listed_and_begin_with_the_foundations() -> None:
    order = deck_files(FOLDER).order
    assert order[0] == "deep-learning/foundations"
    assert sorted(order) == sorted(readings())
