"""What Tab proposes, and the scripts that ask for it."""

import shutil
import subprocess

import pytest

from studycli.cli.app import COMMANDS
from studycli.cli.completion import SCRIPTS


@pytest.fixture
def completed(studycli, library, monkeypatch):
    """The proposals for a line, the last word being the one that is typed."""
    (library / "深度").mkdir()
    (library / "深度" / "cnn.yaml").write_text("notes:\n- {id: 卷, question: q, answer: a}\n", encoding="utf-8")
    monkeypatch.setenv("STUDYCLI_DECKS", str(library))

    def ask(*words):
        told = studycli("complete", "--", *words)
        assert (told.status, told.err) == (0, "")
        return told.out.splitlines()

    return ask


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        (["sus"], ["suspend"]),
        (["nonsense", "x"], []),
        (["show", "dr"], ["dropout", "dropout-rate"]),
        (["edit", "bn"], ["bn-axis"]),
        (["suspend", "dropout-rate/"], ["dropout-rate/c1", "dropout-rate/c2"]),
        (["reset", "dropout", "bn"], ["bn-axis"]),
        (["add", "n"], ["nets"]),
        (["search", "deck:"], ["deck:nets", "deck:深度", "deck:深度/cnn"]),
        (["quiz", "-deck:n"], []),
        (["quiz", "--", "-deck:n"], ["-deck:nets"]),
        (["quiz", "--", "-"], ["-deck:", "-has:", "-id:", "-is:", "-lang:", "-tag:"]),
        (["search", "dropout", "tag:"], ["tag:networks"]),
        (["due", "id:bn"], ["id:bn-axis"]),
        (["quiz", "is:le"], ["is:learning", "is:leech"]),
        (["export", "has:c"], ["has:code", "has:choices", "has:cloze"]),
        (["search", "d"], ["deck:"]),
        (["decks", "is:f"], ["is:flagged"]),
        (["search", "--li"], ["--limit"]),
        (
            ["add", "nets", "--"],
            [
                "--alias",
                "--answer",
                "--decks",
                "--help",
                "--id",
                "--json",
                "--lang",
                "--point",
                "--question",
                "--tag",
                "--title",
                "--ui-lang",
            ],
        ),
        (["show", "--o"], ["--output"]),
        (["check", ""], []),
        (["search", "--ui"], ["--ui-lang"]),
        (["search", "--ui-lang", ""], ["en", "zh"]),
        (["--ui-lang", "zh", "show", "dr"], ["dropout", "dropout-rate"]),
    ],
)
def test_what_is_proposed(completed, words, proposed):
    assert completed(*words) == proposed


def test_nothing_typed_proposes_every_command_but_the_hidden(completed, studycli):
    assert completed("") == sorted(name for name, _ in COMMANDS)
    assert "\n  complete " not in studycli("--help").out


def test_decks_that_the_line_names(completed, tmp_path):
    (tmp_path / "other.yaml").write_text("notes:\n- {id: elsewhere, question: q, answer: a}\n", encoding="utf-8")
    assert completed("show", "--decks", str(tmp_path / "other.yaml"), "") == ["elsewhere"]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_scripts(studycli, shell):
    assert studycli("completion", shell).out == SCRIPTS[shell]
    assert studycli("completion", shell, "--json").json == {"version": 1, "shell": shell, "script": SCRIPTS[shell]}
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=SCRIPTS[shell], text=True, check=True, timeout=60)


def test_another_shell_is_refused(studycli):
    assert studycli("completion", "tcsh").status == 2
