"""The cache of an export for Anki: it saves time, and nothing else depends on it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studycli import helpers
from studycli.core.model import Deck, Note, NoteId, OpenQuestion, Text
from studycli.exporters import anki_cache, anki_row, apkg, package_file
from studycli.exporters.apkg import render
from studycli.exporters.exporter import Options


def exported(decks: tuple[Deck, ...], path: Path) -> bytes:
    return render(decks, Options("both", cache=path))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[NoteId]]:
    """The notes that were rendered."""
    rendered: list[NoteId] = []
    original = anki_row.note_row
    monkeypatch.setattr(anki_row, "note_row", lambda note: rendered.append(note.id) or original(note))
    return rendered


def test_a_package_from_the_cache_is_the_same(decks: tuple[Deck, ...], tmp_path: Path) -> None:
    path = tmp_path / "cache" / "html.db"
    fresh = exported(decks, path)
    assert fresh == render(decks, Options("both"))
    assert exported(decks, path) == fresh


def test_only_what_changed_is_rendered(decks: tuple[Deck, ...], tmp_path: Path, made: list[NoteId]) -> None:
    exported(decks, tmp_path / "html.db")
    made.clear()
    first, *rest = decks
    edited = replace(first, notes=(replace(first.notes[0], hint=Text.plain("another")), *first.notes[1:]))
    package = exported((edited, *rest), tmp_path / "html.db")
    assert made == ["hash-lookup"]
    assert package == render((edited, *rest), Options("both"))


def test_tags_of_the_deck_and_languages_count(decks: tuple[Deck, ...], tmp_path: Path, made: list[NoteId]) -> None:
    exported(decks, tmp_path / "html.db")
    made.clear()
    tagged = (decks[0], replace(decks[1], tags=("x",)))
    assert exported(tagged, tmp_path / "html.db") == render(tagged, Options("both"))
    assert render(decks, Options("zh", cache=tmp_path / "html.db")) == render(decks, Options("zh"))
    assert made[:2] == ["stable-sort", "lru"]


def test_only_pieces_that_changed_are_compressed(
    decks: tuple[Deck, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_file, "_PIECE", 4096)
    compressed = []
    original = package_file._piece
    monkeypatch.setattr(package_file, "_piece", lambda part: compressed.append(part) or original(part))
    fresh = exported(decks, tmp_path / "html.db")
    pieces = len(compressed)
    edited = (replace(decks[0], name="another"), decks[1])
    package = exported(edited, tmp_path / "html.db")
    assert pieces < len(compressed) < 2 * pieces
    assert exported(edited, tmp_path / "html.db") == package == render(edited, Options("both")) != fresh


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_cache_is_thrown_away(
    decks: tuple[Deck, ...], tmp_path: Path, made: list[NoteId], damage: bytes
) -> None:
    path = tmp_path / "html.db"
    path.write_bytes(damage)
    assert exported(decks, path) == render(decks, Options("both"))
    made.clear()
    exported(decks, path)
    assert not made


def test_damage_in_the_middle_shows_late(decks: tuple[Deck, ...], tmp_path: Path) -> None:
    path = tmp_path / "html.db"
    fresh = exported(decks, path)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    assert exported(decks, path) == fresh


def test_the_cache_of_another_program_is_made_anew(
    decks: tuple[Deck, ...], tmp_path: Path, made: list[NoteId], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "html.db"
    fresh = exported(decks, path)
    monkeypatch.setattr(anki_cache, "_made_by", lambda: 1)
    made.clear()
    assert exported(decks, path) == fresh
    assert len(made) == 4


def test_a_place_that_cannot_be_written_does_not_matter(decks: tuple[Deck, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert exported(decks, tmp_path / "file" / "html.db") == render(decks, Options("both"))


def test_progress_is_told_of_what_is_rendered(decks: tuple[Deck, ...], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    notes = [Note(id=NoteId(f"n{at}"), body=OpenQuestion(Text.plain("q"), Text.plain("a"))) for at in range(250)]
    options = Options(cache=tmp_path / "html.db", on_progress=lambda *progress: told.append(progress))
    render([Deck(name="many", notes=tuple(notes))], options)
    assert told == [(0, 3), (1, 3), (2, 3)]
    render([Deck(name="many", notes=tuple(notes))], options)
    assert len(told) == 3


def test_many_notes_are_rendered_by_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = [Note(id=NoteId(f"n{at}"), body=OpenQuestion(Text.plain("q"), Text.plain("*a*"))) for at in range(300)]
    deck = Deck(name="many", notes=tuple(notes))
    alone = render([deck], Options())
    monkeypatch.setattr(apkg, "WORTH_NOTES", 0)
    monkeypatch.setattr(helpers.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(anki_row, "note_row", lambda *_: pytest.fail("rendered in this process"))
    assert render([deck], Options()) == alone
