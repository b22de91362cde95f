"""add, edit and show -o: notes written, checked, kept, and found by the next command."""

import shlex
import sys

import pytest

from studycli.decks.reader import read_text

MTU = ("--question", "What is an MTU?", "--answer", "The largest packet.\n\n- of one link")


@pytest.fixture
def editor(monkeypatch, tmp_path):
    """Sets the editor to a program that does to the file what the Python lines say, with its text in `text`."""

    def use(lines):
        script = tmp_path / "editor.py"
        script.write_text(
            "import pathlib, sys\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text('utf-8')\n"
            f"{lines}\npath.write_text(text, 'utf-8')\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))

    return use


def notes_of(path):
    return read_text(path.read_text(encoding="utf-8"), path=str(path), name="nets").deck.notes


def test_a_note_is_added_and_found_at_once_and_the_rest_stays(own, library):
    before = (library / "nets.yaml").read_text(encoding="utf-8")
    told = own("add", "nets", *MTU, "--point", "the largest", "--point", "one link", "--title", "MTU", "--tag", "ip",
               "--alias", "maximum transmission unit", "--id", "mtu", "--json")  # fmt: skip
    assert (told.status, told.err) == (0, "")
    assert told.json == {
        "version": 1, "deck": "nets", "path": str(library / "nets.yaml"), "notes": ["mtu"], "near": [],
    }  # fmt: skip
    assert (library / "nets.yaml").read_text(encoding="utf-8").startswith(before)
    note = own("show", "mtu", "--json").json["note"]
    assert note == {
        "id": "mtu", "title": "MTU", "question": "What is an MTU?", "answer": "The largest packet.\n\n- of one link",
        "points": ["the largest", "one link"], "aliases": ["maximum transmission unit"], "tags": ["ip"],
    }  # fmt: skip
    assert own("search", "maximum-transmission units", "--limit", "1").out == "mtu\tnets\tMTU\n"


def test_an_id_is_derived_and_written_down(own, library):
    told = own("add", "nets", *MTU, "--lang", "en")
    (note,) = [note for note in notes_of(library / "nets.yaml") if note.id == told.out.strip()]
    assert not note.id_is_derived and note.prompt.languages() == ("en",)
    again = own("add", "nets", *MTU)
    assert again.out.strip() == f"{note.id}-2"
    assert again.err.startswith(f"studycli: {note.id} in nets is much like it: What is an MTU?\n")


def test_near_duplicates_are_named_first(own):
    told = own("add", "nets", "--question", "What do dropouts do?", "--json")
    assert told.json["near"] == []
    told = own("add", "nets", "--question", "Dropout 做什么呢？", "--lang", "zh", "--json")
    assert [near["id"] for near in told.json["near"]] == ["dropout"]
    assert set(told.json["near"][0]) == {"id", "deck", "score"}
    assert "dropout in nets is much like it" in told.err


def test_a_new_deck_is_made_among_ones_own(studycli, home):
    for deck, *arguments in (("networks/tcp",), (None,)):
        assert studycli("add", *filter(None, [deck]), *MTU, *arguments).status == 0
    folder = home / "data" / "decks"
    assert len(notes_of(folder / "networks" / "tcp.yaml")) == len(notes_of(folder / "notes.yaml")) == 1
    assert "networks/tcp" in studycli("search", "mtu", "--limit", "2").out


def test_a_shipped_deck_is_copied_first(studycli, home):
    told = studycli("add", "deep-learning/regularisation", *MTU, "--json").json
    own = home / "data" / "decks" / "deep-learning" / "regularisation.yaml"
    assert told["path"] == str(own) and len(notes_of(own)) > 1


def test_a_file_is_taken_as_it_is_named(studycli, home, tmp_path):
    assert studycli("add", tmp_path / "mine.yaml", *MTU).status == 0
    assert len(notes_of(tmp_path / "mine.yaml")) == 1
    assert (
        f"`studycli add {tmp_path / 'mine.yaml'}` goes on"
        in studycli("add", tmp_path / "mine.yaml", "--question", " ").err
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--answer", "a"], "add needs --question"),
        (["--question", "q", "--lang", "fr"], "--lang must be en or zh"),
    ],
)
def test_usage(own, arguments, words):
    told = own("add", "nets", *arguments)
    assert told.status == 2 and words in told.err


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", ".hidden"])
def test_no_name_of_a_deck(own, name):
    assert own("add", name, *MTU).status == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--question", " "], "add-nets.yaml:3:13: error empty-text `question`"),
        (["--question", "q", "--id", "no good"], "add-nets.yaml:2:7: error"),
        (["--question", "q", "--id", "dropout"], "add-nets.yaml:2:1: error doubled-id"),
    ],
)
def test_a_faulty_draft_is_kept_and_its_line_told(own, library, home, editor, arguments, words):
    before = (library / "nets.yaml").read_bytes()
    told = own("add", "nets", *arguments, "--json")
    draft = home / "data" / "drafts" / "add-nets.yaml"
    assert (told.status, told.json["error"]["code"]) == (3, "faulty-draft")
    assert str(draft.parent) in told.err and words in told.err
    assert (library / "nets.yaml").read_bytes() == before
    editor("text = 'notes:\\n- {question: mended, answer: a}\\n'")
    assert own("add", "nets").status == 0
    assert not draft.exists()
    assert own("search", "mended").out.endswith("\tnets\tmended\n")


def test_a_draft_that_waits_is_not_lost_to_another_note(own, home, editor):
    editor("text = 'notes:\\n- {question: long work, answr: a}\\n'")
    assert own("add", "nets").status == 3
    draft = home / "data" / "drafts" / "add-nets.yaml"
    waiting = draft.read_bytes()
    told = own("add", "nets", "--question", " ")
    assert told.status == 3 and f"as {draft} waits" in told.err
    told = own("add", "nets", *MTU)
    assert told.status == 0 and f"{draft} still waits; `studycli add nets` goes on with it" in told.err
    assert draft.read_bytes() == waiting


def test_the_template_is_filled_in(own, library, editor):
    editor(
        "text = text.replace('question:', 'question: 什么是 MTU？').replace('answer: |\\n', 'answer: |\\n    最大分组')"
    )
    told = own("add", "nets")
    (note,) = [note for note in notes_of(library / "nets.yaml") if note.id == told.out.strip()]
    assert note.prompt.show() == "什么是 MTU？" and note.is_answered


def test_a_template_left_as_it_is_adds_nothing(own, library, home, editor):
    before = (library / "nets.yaml").read_bytes()
    editor("")
    assert own("add", "nets", "--json").json["notes"] == []
    assert own("add", "nets").err == "studycli: nothing was added\n"
    assert (library / "nets.yaml").read_bytes() == before
    assert not list((home / "data" / "drafts").iterdir())


def test_a_deck_that_takes_nothing_is_left_alone(own, library):
    (library / "flow.yaml").write_text("notes: [{id: x, question: q, answer: a}]\n", encoding="utf-8")
    told = own("add", "flow", *MTU)
    assert told.status == 3 and "write the note yourself" in told.err


def test_an_editor_that_cannot_be_started(own, monkeypatch):
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    for command in (("add", "nets"), ("edit", "dropout")):
        told = own(*command)
        assert told.status == 2 and "set VISUAL or EDITOR" in told.err


def test_edit_keeps_what_is_right(own, library, editor):
    editor("text = text.replace('silences units', 'switches units off')")
    told = own("edit", "dropout", "--json")
    assert told.json == {
        "version": 1, "id": "dropout", "deck": "nets", "path": str(library / "nets.yaml"), "changed": True,
    }  # fmt: skip
    assert "switches units off" in (library / "nets.yaml").read_text(encoding="utf-8")
    assert own("edit", "bn", "--json").json["changed"] is False


def test_edit_keeps_a_faulty_version_aside_and_goes_on_with_it(own, library, home, editor):
    before = (library / "nets.yaml").read_bytes()
    editor("text = text.replace('question: {en: What does', 'questoin: {en: What')")
    told = own("edit", "dropout")
    draft = home / "data" / "drafts" / "edit-nets.yaml"
    assert told.status == 3 and f"{draft}:5:" in told.err and "studycli edit dropout" in told.err
    assert (library / "nets.yaml").read_bytes() == before
    editor("text = text.replace('questoin', 'question')")
    assert own("edit", "dropout").status == 0
    assert "question: {en: What dropout do?" in (library / "nets.yaml").read_text(encoding="utf-8")
    assert not draft.exists()


def test_a_fault_that_was_there_before_does_not_stop_an_edit(own, library, editor):
    with (library / "nets.yaml").open("a", encoding="utf-8") as deck:
        deck.write("- {id: broken}\n")
    editor("text = text.replace('silences', 'drops')")
    assert own("edit", "dropout").status == 0


def test_a_deck_changed_meanwhile_is_not_overwritten(own, library, home, editor):
    path = library / "nets.yaml"
    editor(f"text = text.replace('silences', 'drops')\npathlib.Path({str(path)!r}).write_text('notes: []\\n')")
    told = own("edit", "dropout")
    assert told.status == 6 and "was changed meanwhile" in told.err
    assert path.read_text(encoding="utf-8") == "notes: []\n"
    assert "drops" in (home / "data" / "drafts" / "edit-nets.yaml").read_text(encoding="utf-8")


def test_edit_copies_a_shipped_deck(studycli, home, editor):
    editor("text += '\\n# mine\\n'")
    assert studycli("edit", "dropout.mechanism").status == 0
    own = home / "data" / "decks" / "deep-learning" / "regularisation.yaml"
    assert own.read_text(encoding="utf-8").endswith("# mine\n")


def test_edit_of_a_note_that_is_not_there(own):
    assert own("edit", "nowhere").status == 4


def test_show_prints_the_yaml_of_a_note(own, tmp_path):
    told = own("show", "dropout", "-o", "-")
    assert told.out.startswith("- id: dropout\n")
    (note,) = read_text(f"notes:\n{told.out}", path="x", name="x").deck.notes
    assert own("show", "dropout", "-o", tmp_path / "note.yaml").out == ""
    assert (tmp_path / "note.yaml").read_text(encoding="utf-8") == told.out
    assert note.aliases == ("drop-out",)
    assert own("show", "dropout", "-o", "-", "--json").status == 2
