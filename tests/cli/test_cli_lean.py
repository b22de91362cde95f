"""What a command imports before it needs it: the start is a promise."""

import os
import subprocess
import sys

import pytest

HEAVY = {
    "pydantic",
    "genanki",
    "markdown_it",
    "rich.markdown",
    "rich.syntax",
    "pygments",
    "cmarkgfm",
    "yaml",
    "fsrs",
    "texicode",
    "tomlkit",
}

WHAT_IS_LOADED = """
import sys
from studycli.cli.app import run
status = run({arguments!r})
print("loaded", *sorted({heavy!r} & set(sys.modules)), file=sys.stderr)
sys.exit(status)
"""

FIRST_CARD = """
import contextlib, sys
import studycli.cli.quiz as quiz
import studycli.ui.keys as keys

class Keys:
    def drop(self):  # once the first card is drawn, before it is seen; what comes later is loaded while it is read
        print("loaded", *sorted({heavy!r} & set(sys.modules)), file=sys.stderr)
    def read(self, timeout=None):
        return "q"

quiz._need_terminal = lambda: None
keys.open_keys = lambda **_: contextlib.nullcontext(Keys())
from studycli.cli.app import run
sys.exit(run({arguments!r}))
"""


def loaded(script, arguments, home):
    source = script.format(arguments=arguments, heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", source],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "STUDYCLI_HOME": str(home)},
    )
    assert done.returncode == 0, done.stderr
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("loaded"))
    return line.split()[1:]


@pytest.mark.parametrize(
    "arguments", [["search", "dropout"], ["due"], ["decks"], ["history"], ["--help"], ["export", "--help"]]
)
def test_nothing_heavy_is_imported(library, home, arguments):
    named = [] if "--help" in arguments else ["--decks", str(library)]
    loaded(WHAT_IS_LOADED, ["due", "--decks", str(library)], home)  # the catalogue is built by this one
    assert loaded(WHAT_IS_LOADED, [*arguments, *named], home) == []


def test_the_first_card_needs_nothing_heavy(library, home):
    loaded(WHAT_IS_LOADED, ["due", "--decks", str(library)], home)
    assert loaded(FIRST_CARD, ["quiz", "--decks", str(library)], home) == []


@pytest.mark.parametrize(
    "modules", ["studycli.cli.search, studycli.catalogue.search", "studycli.cli.quiz, studycli.ui.quiz"]
)
def test_openssl_is_not_loaded_for_a_digest_that_nobody_asked_for(modules):
    source = f"import sys, {modules}; sys.exit(bool({{'hashlib', 'secrets'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", source], timeout=60).returncode == 0
