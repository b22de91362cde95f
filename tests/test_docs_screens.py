"""The screens in the README are real: a session is held, key by key, and shows the same."""

import os
import re
import shlex
import sys
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("termios")
from pty_screen import Terminal

pytestmark = pytest.mark.terminal

README = Path(__file__).parent.parent / "README.md"
BEGIN = datetime.fromisoformat("2026-03-01T12:00:00+00:00").timestamp()
SECONDS_A_KEY = 5
# Of a terminal on which a session ends; a page of the session is as high as its block.
ROWS = 24
KEYS = {"Space": " ", "Enter": "\r", "Down": "\x1b[B"}


def screens():
    """Blocks such as ```screen quiz id:dropout | Space p: the arguments, the keys, and what is seen then."""
    found = re.findall(r"```screen ([^\n|]*)\|([^\n]*)\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    assert found, "the README has screens"
    return [pytest.param(*block, id=f"screen {number}") for number, block in enumerate(found)]


@pytest.mark.parametrize(("arguments", "keys", "expected"), screens())
def test_the_screens_of_the_readme_are_real(arguments, keys, expected, tmp_path, compiled_chinese):
    typed = keys.split()
    rows = ROWS if typed[-1] == "q" else expected.count("\n")
    shown = held(shlex.split(arguments), typed, rows, tmp_path, compiled_chinese)
    if os.environ.get("STUDYCLI_REGENERATE"):
        text = README.read_text(encoding="utf-8")
        head = f"```screen {arguments}|{keys}\n"
        README.write_text(text.replace(f"{head}{expected}```", f"{head}{shown}\n```"), encoding="utf-8")
        return
    assert shown == expected.rstrip("\n")


def held(arguments, keys, rows, folder, chinese):
    """The screen after these keys; q ends the session, and what stays on the terminal is shown."""
    messages = folder / "zh" / "LC_MESSAGES" / "studycli.mo"
    messages.parent.mkdir(parents=True)
    messages.write_bytes(chinese)
    clock = folder / "clock"
    show(clock, BEGIN)
    command = [sys.executable, "-m", "staged", str(clock), str(folder), *arguments]
    with Terminal(command, 80, rows, {"STUDYCLI_HOME": str(folder / "home"), "TZ": "UTC"}) as terminal:
        before = drawn(terminal, "")
        for number, key in enumerate(keys, 1):
            show(clock, BEGIN + number * SECONDS_A_KEY)
            terminal.send(KEYS.get(key, key))
            if key == "q":
                terminal.wait_for_end()
                break
            before = drawn(terminal, before)
        return terminal.text


def show(clock, seconds):
    """At once, as it may be read meanwhile."""
    fresh = clock.with_suffix(".new")
    fresh.write_text(str(seconds), encoding="ascii")
    fresh.replace(clock)


def drawn(terminal, before):
    """The next page, drawn to the end of its last line."""
    terminal.wait_for(re.compile(rf"\A(?!{re.escape(before)}\Z).*\S\Z", re.S))
    return "\n".join(terminal.screen())
