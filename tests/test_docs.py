"""The documentation is run: what stands in it happens, and what there is stands in it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from shipped import readings

from studycli.cli.app import COMMANDS
from studycli.core.model import cards_of
from studycli.core.setting_table import SETTINGS
from studycli.decks.reader import read_text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS_PAGE = ROOT / "docs" / "settings.md"


def sessions():
    """The console blocks of the README, as pairs of a command and what it prints."""
    for number, block in enumerate(re.findall(r"```console\n(.*?)```", README, re.S)):
        parts = re.split(r"^\$ (.*)\n", block, flags=re.M)
        assert parts[0] == "", "a console block begins with a command"
        yield pytest.param(list(zip(parts[1::2], parts[2::2], strict=True)), id=f"block {number}")


@pytest.mark.parametrize("session", list(sessions()))
def test_the_examples_of_the_readme_print_what_they_say(session, tmp_path):
    """`...` at the end of a line stands for anything; a line of its own for any lines."""
    environment = {
        **os.environ, "STUDYCLI_HOME": str(tmp_path / "home"), "STUDYCLI_NOW": "2026-03-01T12:00:00+00:00", "TZ": "UTC",
        "LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8", "PYTHONUTF8": "1", "PATH": _with_program(tmp_path),
    }  # fmt: skip
    (tmp_path / "bank.md").write_text(BANK, encoding="utf-8")
    for command, expected in session:
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
        )
        assert re.fullmatch(_pattern(expected), done.stdout), f"$ {command}\n{done.stdout}"


def test_the_deck_of_the_readme_has_no_fault():
    (deck,) = re.findall(r"```yaml\n(.*?)```", README, re.S)
    reading = read_text(deck, path="README.md", name="readme")
    assert reading.problems == ()
    assert len(reading.deck.notes) == 3


BANK = """\
## Caches

### 1. What is a cache hit?

**Answer:** The data asked for are in the cache already.

### 2. What is write-back?

**Answer:** A write goes to the cache, and to memory when the line is evicted.
"""


def _with_program(folder):
    """A search path on which `studycli` is this checkout."""
    tool = folder / "bin" / "studycli"
    tool.parent.mkdir()
    tool.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m studycli "$@"\n'
    )
    tool.chmod(0o755)
    return f"{tool.parent}{os.pathsep}{os.environ['PATH']}"


def _pattern(expected):
    lines = (
        ".*\n" if line == "...\n" else re.escape(line).replace(r"\.\.\.", ".*")
        for line in expected.splitlines(keepends=True)
    )
    return "(?:" + "".join(line.replace(".*\n", "(?:.*\n)*") if line == ".*\n" else line for line in lines) + ")"


def test_the_readme_begins_with_two_commands():
    commands = re.findall(r"^    (\S.*)$", README, re.M)[:2]
    assert commands == ["pip install . && studycli quiz", 'pip install -e ".[test]" && pytest']


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_is_in_the_readme(name):
    assert re.search(rf"^\| `{name}\b", README, re.M)


def test_the_page_of_decks_counts_them():
    page = ROOT / "docs" / "decks.md"
    text = page.read_text(encoding="utf-8")
    expected = re.sub(r"(?<=<!-- counts -->\n).*?(?=<!-- /counts -->)", lambda _: deck_table(), text, flags=re.S)
    if os.environ.get("STUDYCLI_REGENERATE"):
        page.write_text(expected, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == expected


def deck_table():
    decks = [(name, reading.deck) for name, reading in readings().items()]
    rows = [
        (name, deck.title.show("en"), deck.title.show("zh"), len(deck.notes), sum(len(cards_of(n)) for n in deck.notes))
        for name, deck in decks
    ]
    body = "".join(f"| `{name}` | {en} · {zh} | {count} | {cards} |\n" for name, en, zh, count, cards in rows)
    return f"| deck | topic | notes | cards |\n|---|---|---|---|\n{body}| all | | {sum(row[3] for row in rows)} | {sum(row[4] for row in rows)} |\n"


def test_the_page_of_settings_is_made_from_the_table():
    if os.environ.get("STUDYCLI_REGENERATE"):
        SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
    assert SETTINGS_PAGE.read_text(encoding="utf-8") == settings_page()


def settings_page():
    """The page as it is, with the table that follows from the settings."""
    rows = "".join(f"| `{setting.name}` | {_code(setting.default)} | {setting.meaning} |\n" for setting in SETTINGS)
    page = SETTINGS_PAGE.read_text(encoding="utf-8")
    head, rule, rest = page.partition("|---|---|---|\n")
    assert rule, "the page has the table of settings"
    return head + rule + rows + re.sub(r"\A(?:\|.*\n)*", "", rest)


def _code(default):
    return default if default[0].isalpha() and default not in ("true", "false") else f"`{default}`"
