"""Helper processes change nothing but the time."""

import sys

import pytest
from library_files import NOW, contents, deck_of, file_of, open_catalogue, write_library

from studycli import helpers
from studycli.catalogue import reading
from studycli.core.query_tree import EVERYTHING


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setattr(helpers.os, "cpu_count", lambda: 2)
    return write_library(tmp_path / "decks", {name: deck_of((name, "question")) for name in "abcde"})


@pytest.fixture
def alone(library, tmp_path):
    """What is in the catalogue when no helper is asked."""
    open_catalogue(tmp_path, cache="alone").close()
    return contents(file_of(tmp_path / "alone"))


@pytest.fixture
def helped(alone, monkeypatch):
    """From here on every build asks for help; the processes that were started."""
    started = []
    monkeypatch.setattr(reading, "WORTH_BYTES", 0)
    monkeypatch.setattr(helpers, "_helper", lambda real=helpers._helper: started.append(real()) or started[-1])
    return started


def test_the_catalogue_is_the_same(library, alone, helped, tmp_path):
    open_catalogue(tmp_path).close()
    assert contents(file_of(tmp_path / "cache")) == alone
    assert len(helped) == 2
    assert all(process.returncode is not None for process in helped)


def test_they_did_the_work(library, helped, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "prepare", lambda *_, **__: pytest.fail("prepared in this process"))
    assert len(open_catalogue(tmp_path).select(EVERYTHING, **NOW)) == 5


@pytest.mark.parametrize("python", ["/nowhere/python", None, "", sys.executable])
def test_without_them_it_is_done_here(library, alone, helped, tmp_path, monkeypatch, python):
    """No Python to be found, or one that cannot find the module."""
    monkeypatch.setattr(sys, "executable", python)
    monkeypatch.setattr(helpers, "__name__", "studycli.nothing")
    open_catalogue(tmp_path).close()
    assert contents(file_of(tmp_path / "cache")) == alone


def test_a_file_that_they_cannot_read_is_named(library, helped, tmp_path):
    (library / "c.yaml").unlink()
    (library / "c.yaml").symlink_to(library / "gone.yaml")
    (library / "a.yaml").write_text("notes: [", encoding="utf-8")
    catalogue = open_catalogue(tmp_path)
    assert catalogue.select(EVERYTHING, **NOW) == ["b", "d", "e"]
    assert {problem.path for problem in catalogue.problems()} == {str(library / "a.yaml"), str(library / "c.yaml")}


def test_one_that_dies_leaves_its_files_to_this_process(library, alone, helped, tmp_path, monkeypatch):
    real = helpers._receive

    def receive_after_death(pipe):
        for process in helped:
            process.kill()
            process.wait()
        return real(pipe)

    monkeypatch.setattr(helpers, "_receive", receive_after_death)
    open_catalogue(tmp_path).close()
    assert contents(file_of(tmp_path / "cache")) == alone
