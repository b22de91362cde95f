"""What people read and programs load, byte for byte."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace

import pytest

from studycli.core.model import Deck, Text, with_deck_tags
from studycli.exporters.anki_note import anki_note
from studycli.exporters.anki_types import NOTE_TYPES, TEMPLATES_CHANGED, style
from studycli.exporters.edition import edition
from studycli.exporters.exporter import Exporter, Options
from studycli.exporters.registry import EXPORTERS, exporter_for

Golden = Callable[[str, bytes], None]


@pytest.mark.parametrize("suffix", [".csv", ".json", ".md", ".html"])
@pytest.mark.parametrize("language", ["", "zh", "both"])
def test_file(suffix: str, language: str, decks: tuple[Deck, ...], golden: Golden) -> None:
    exporter = exporter_for(suffix)
    assert exporter is not None
    golden(f"tables-{language or 'any'}{suffix}", exporter.render(decks, Options(language)))


def test_anki_fields(decks: tuple[Deck, ...], golden: Golden) -> None:
    notes = [anki_note(with_deck_tags(deck, note)) for deck in edition(decks, "both") for note in deck.notes]
    shown = [
        {"guid": note.guid, "fields": dict(zip(note.type.fields, note.fields, strict=True))}
        | {"tags": note.tags, "cards": note.cards}
        for note in notes
    ]
    golden("anki_fields.json", json.dumps(shown, ensure_ascii=False, indent=1).encode())


def test_note_types(golden: Golden) -> None:
    """Whoever changes a template or the style sheet raises TEMPLATES_CHANGED; ids, names and fields never change."""
    types = [asdict(note_type) | {"id": note_type.id} for note_type in NOTE_TYPES]
    document = {"TEMPLATES_CHANGED": TEMPLATES_CHANGED, "note types": types, "style": style().splitlines()}
    golden("anki_note_types.json", json.dumps(document, ensure_ascii=False, indent=1).encode())


def test_exporters_are_found_by_suffix() -> None:
    assert [exporter.suffix for exporter in EXPORTERS] == [".apkg", ".csv", ".json", ".md", ".html"]
    assert exporter_for(".APKG") is EXPORTERS[0]
    assert exporter_for(".pdf") is None


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.suffix)
def test_nothing_to_export_and_lone_surrogates_are_no_errors(exporter: Exporter, decks: tuple[Deck, ...]) -> None:
    broken = replace(decks[0], description=Text.plain("\ud800"), name="\udfff", tags=("\ud800",))
    for made in (exporter.render([], Options()), exporter.render([broken], Options("both"))):
        assert zipfile.is_zipfile(io.BytesIO(made)) if exporter.suffix == ".apkg" else made.decode()
