"""The cache of rendered notes: it saves time, and nothing else depends on it."""

from dataclasses import replace
from pathlib import Path

import pytest

from studycli.core.model import Deck, NoteId, Text
from studycli.exporters import Options, anki_note
from studycli.exporters.apkg import content_hashes, render
from studycli.exporters.html_cache import HtmlCache, key


def exported(decks: tuple[Deck, ...], path: Path) -> bytes:
    contents = content_hashes(decks, "both")
    return render(decks, Options("both", contents=contents, cache=HtmlCache(path)))


def test_a_package_from_the_cache_is_the_same(decks: tuple[Deck, ...], tmp_path: Path) -> None:
    path = tmp_path / "cache" / "html.db"
    fresh = exported(decks, path)
    assert fresh == render(decks, Options("both"))
    assert exported(decks, path) == fresh


def test_only_what_changed_is_rendered(
    decks: tuple[Deck, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(decks, tmp_path / "html.db")
    rendered = []
    original = anki_note.rendered
    monkeypatch.setattr(anki_note, "rendered", lambda note: rendered.append(note.id) or original(note))
    first, *rest = decks
    edited = replace(first, notes=(replace(first.notes[0], hint=Text.plain("another")), *first.notes[1:]))
    assert exported((edited, *rest), tmp_path / "html.db") == render((edited, *rest), Options("both"))
    assert rendered[:1] == [NoteId("hash-lookup")]
    assert rendered.count(NoteId("lru")) == 1  # by the export without a cache


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_cache_is_thrown_away(decks: tuple[Deck, ...], tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "html.db"
    path.write_bytes(damage)
    assert exported(decks, path) == render(decks, Options("both"))
    assert len(HtmlCache(path).get(map(key, content_hashes(decks, "both").values()))) == 4


def test_a_place_that_cannot_be_written_does_not_matter(decks: tuple[Deck, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert exported(decks, tmp_path / "file" / "html.db") == render(decks, Options("both"))
