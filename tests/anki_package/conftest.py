"""A home, decks and a phone with the real Anki."""

import json

import pytest

from studycli.cli.app import run


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("STUDYCLI_DECKS", "STUDYCLI_NOW"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STUDYCLI_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "data").mkdir(parents=True)
    (tmp_path / "decks").mkdir()
    return tmp_path


@pytest.fixture
def studycli(home, capfd):
    """Run a command on the decks of the test; what it answers as JSON."""

    def call(*arguments):
        status = run([*map(str, arguments), "--json", "--decks", str(home / "decks")])
        out, err = capfd.readouterr()
        assert status == 0, out + err
        return json.loads(out)

    return call


@pytest.fixture
def library(home):
    """Write the deck: the YAML of each note after its id."""

    def write(notes):
        body = "".join(f"- id: {note}\n  {text}\n" for note, text in notes.items())
        (home / "decks" / "deck.yaml").write_text(f"format: 1\nnotes:\n{body}", encoding="utf-8")

    return write


@pytest.fixture
def phone(tmp_path):
    from anki_life import Phone

    folder = tmp_path / "phone"
    folder.mkdir()
    made = Phone(folder)
    yield made
    made.close()
