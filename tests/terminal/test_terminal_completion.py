"""Tab in bash, zsh and fish, at a real pseudo-terminal."""

import shutil
import sys

import pytest

pytest.importorskip("termios")
from pty_screen import Terminal

from studycli.cli.completion import SCRIPTS

pytestmark = pytest.mark.terminal

DECK = """\
notes:
- {id: dropout, question: q, answer: a, tags: [正则化, interview]}
- {id: dropout.code, question: q, answer: a}
- {id: lstm, question: q, answer: a}
"""

# Where each shell reads its own commands from, and how it is started with a prompt that can be told.
RC = {"bash": ".bashrc", "zsh": ".zshrc", "fish": "fish/completions/studycli.fish"}
BEFORE = {"bash": "PS1='> '\n", "zsh": "PS1='> '\nautoload -Uz compinit && compinit -u\n", "fish": ""}
START = {
    "bash": ["--noprofile", "-i"],
    "zsh": ["-d", "-i"],
    "fish": ["-i", "-C", "function fish_prompt; echo '> '; end; set -g fish_greeting"],
}


@pytest.fixture(scope="module", params=SCRIPTS)
def shell(request, tmp_path_factory):
    """A shell with the script in it, in a folder with two files."""
    name = request.param
    if (program := shutil.which(name)) is None:
        pytest.skip(f"no {name} here")
    home = tmp_path_factory.mktemp(name)
    for path, text in {
        "decks/nets/卷积.yaml": DECK.replace("dropout", "卷积"),
        "decks/nets/cnn.yaml": DECK,
        "decks/other.yaml": DECK.replace("dropout", "own"),
        "bin/studycli": f'#!/bin/sh\nexec "{sys.executable}" -m studycli "$@"\n',
        RC[name]: BEFORE[name] + SCRIPTS[name],
        "work/bank.md": "",
        "work/tag:x": "",
    }.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text, encoding="utf-8")
    (home / "bin" / "studycli").chmod(0o755)
    environment = {
        "PATH": f"{home / 'bin'}:/usr/bin:/bin",
        "HOME": str(home),
        "ZDOTDIR": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home / "share"),
        "STUDYCLI_HOME": str(home / "studycli"),
        "STUDYCLI_DECKS": str(home / "decks"),
        # A newer fish waits for a terminal that answers its questions, and this one does not.
        "fish_features": "no-query-term",
    }
    with Terminal([program, *START[name]], environment=environment, directory=home / "work") as terminal:
        terminal.wait_for(">")
        yield terminal


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("susp", "suspend"),
        ("show dropout.", "show dropout.code"),
        ("search deck:nets/c", "search deck:nets/cnn"),
        ("search lstm deck:nets/卷", "search lstm deck:nets/卷积"),
        ("quiz ta", "quiz tag:"),
        ("due tag:inter", "due tag:interview"),
        ("export tag:正", "export tag:正则化"),
        ("search is:lee", "search is:leech"),
        ("search -- -deck:oth", "search -- -deck:other"),
        ("search 'deck:oth", "search 'deck:other"),
        ("search 'lstm deck:oth", "search 'lstm deck:other"),
        ('search "lstm is:lea', 'search "lstm is:learning'),
        ("search --li", "search --limit"),
        ("reset own.", "reset own.code"),
        ("add nets/c", "add nets/cnn"),
        ("check ba", "check bank.md"),
    ],
)
def test_tab_completes(shell, typed, completed):
    shell.send("\x15studycli " + typed)
    shell.wait_for(f"> studycli {typed}")
    shell.send("\t")
    shell.wait_for(f"> studycli {completed}")


def test_tab_lists_what_it_may_be(shell):
    shell.send("\x15studycli un\t\t")
    shell.wait_for("unsuspend")
    shell.wait_for("unbury")
