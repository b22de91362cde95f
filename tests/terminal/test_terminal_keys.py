"""Keys at a real pseudo-terminal."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import Signals

import pytest

pytest.importorskip("termios")
from pty_screen import FRESH_MODES, Terminal

pytestmark = pytest.mark.terminal

# Shows the name of each key. "q" ends it, "!" is a fault in it, "e" starts another program, "t" reads with a time limit,
# and "d" is busy until it is told through a pipe how many characters were typed meanwhile, and drops them.
SCRIPT = """
import fcntl, struct, subprocess, sys, termios
from studycli.ui.keys import NoTerminal, TerminalClosed, open_keys

pipe_or_file = [argument for argument in sys.argv[1:] if argument != "--full-screen"]
try:
    with open_keys(full_screen="--full-screen" in sys.argv) as keys:
        print("ready", flush=True)
        while (key := keys.read()) != "q":
            print(f"<{key}>", flush=True)
            if key == "!":
                raise RuntimeError("a fault")
            if key == "e":
                with keys.suspended():
                    subprocess.run(["sh", "-c", "echo editor; read line; echo got $line"])
                print("taken again", flush=True)
            if key == "d":
                print("busy", flush=True)
                with open(pipe_or_file[0]) as fifo:
                    expected = int(fifo.read())
                while struct.unpack("i", fcntl.ioctl(0, termios.FIONREAD, bytes(4)))[0] < expected:
                    pass
                keys.drop()
                print("dropped", flush=True)
            if key == "t":
                print(f"<{keys.read(timeout=0.01)}>", flush=True)
    print("ended")
except NoTerminal:
    sys.exit("no terminal")
except TerminalClosed:
    if pipe_or_file:
        open(pipe_or_file[0], "w").write("closed")
    sys.exit(3)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "show_keys.py"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def terminal(script: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, str(script)], columns=30, rows=30) as terminal:
        terminal.wait_for("ready")
        yield terminal
        # However a test ends the program, the terminal is as it was.
        assert terminal.modes() == FRESH_MODES
        assert not terminal.cursor_hidden


def finish(terminal: Terminal) -> None:
    terminal.send("q")
    terminal.wait_for("ended")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("123", ["1", "2", "3"]),
        ("学习", ["学", "习"]),
        ("\x1b[A\x1b[B\x1bOC\x1b[D", ["up", "down", "right", "left"]),
        ("\x1b[5~\x1b[6~", ["pageup", "pagedown"]),
        (" \r\t\x7f", ["space", "enter", "tab", "backspace"]),
        ("1\x032", ["1", "ctrl-c", "2"]),
        ("\x1b", ["escape"]),
        ("\x13\x11\x1c", ["ctrl-s", "ctrl-q", "ctrl-\\"]),
    ],
)
def test_keys_come_one_by_one(terminal: Terminal, typed: str, names: list[str]) -> None:
    terminal.send(typed)
    terminal.wait_for("\n".join(f"<{name}>" for name in names))
    finish(terminal)


def test_a_character_in_two_pieces_is_one_key(terminal: Terminal) -> None:
    first, rest = "学".encode()[:1], "学".encode()[1:]
    terminal.send(b"1" + first)
    terminal.wait_for("<1>")
    terminal.send(rest)
    terminal.wait_for("<1>\n<学>")
    finish(terminal)


def test_nothing_is_echoed_and_the_cursor_is_hidden(terminal: Terminal) -> None:
    assert not terminal.echoes()
    assert terminal.cursor_hidden
    finish(terminal)


def test_read_gives_up_after_its_time(terminal: Terminal) -> None:
    terminal.send("t")
    terminal.wait_for("<None>")
    finish(terminal)


def test_a_resize_is_a_key(terminal: Terminal) -> None:
    terminal.resize(60, 20)
    terminal.wait_for("<resize>")
    finish(terminal)


def test_another_program_gets_the_terminal_as_it_was(terminal: Terminal) -> None:
    terminal.send("e")
    terminal.wait_for("editor")
    assert terminal.echoes()
    assert not terminal.cursor_hidden
    terminal.send("word\n")
    terminal.wait_for("got word")
    terminal.wait_for("taken again")
    assert not terminal.echoes()
    finish(terminal)


@pytest.mark.parametrize(("typed", "left"), [("3" * 50, ""), ("33\x03", "<ctrl-c>\n")])
def test_what_was_typed_ahead_is_dropped(script: Path, tmp_path: Path, typed: str, left: str) -> None:
    fifo = tmp_path / "go_on"
    os.mkfifo(fifo)
    with Terminal([sys.executable, str(script), str(fifo)]) as terminal:
        terminal.wait_for("ready")
        terminal.send("d")
        terminal.wait_for("busy")
        terminal.send(typed)
        fifo.write_text(str(len(typed)))
        terminal.wait_for("dropped")
        terminal.send("7")
        terminal.wait_for(f"dropped\n{left}<7>")
        finish(terminal)


def test_a_fault_puts_the_terminal_back(terminal: Terminal) -> None:
    terminal.send("!")
    terminal.wait_for("RuntimeError: a fault")
    assert terminal.wait_for_end() == 1


def test_sigterm_puts_the_terminal_back(terminal: Terminal) -> None:
    terminal.signal(Signals.SIGTERM)
    assert terminal.wait_for_end() == 128 + Signals.SIGTERM


def test_sighup_is_the_end_of_the_terminal(terminal: Terminal) -> None:
    terminal.signal(Signals.SIGHUP)
    assert terminal.wait_for_end() == 3


def test_a_closed_window_is_the_end_of_the_terminal(script: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    with Terminal([sys.executable, str(script), str(said)]) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.wait_for_end() == 3
    assert said.read_text() == "closed"


def test_without_a_terminal_it_says_so(script: Path) -> None:
    done = subprocess.run(
        [sys.executable, script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.returncode, done.stderr) == (1, "no terminal\n")


def test_ctrl_z_gives_the_terminal_to_the_shell(script: Path) -> None:
    """Under a shell with job control; a program alone in its session cannot be stopped."""
    with Terminal(["sh", "-i"], environment={"PS1": "shell> ", "ENV": ""}) as terminal:
        terminal.wait_for("shell>")
        terminal.send(f"{sys.executable} {script} --full-screen\n")
        terminal.wait_for("ready")
        terminal.send("\x1a")
        terminal.wait_for(re.compile("^shell>$", re.M))
        assert not terminal.cursor_hidden
        assert "ready" not in terminal.text
        terminal.send("stty -a | grep -o -e '-*icanon'\n")
        terminal.wait_for(re.compile("^icanon$", re.M))
        terminal.send("fg\n")
        terminal.wait_for("<resize>")
        terminal.send("1")
        terminal.wait_for("<1>")
        terminal.send("q")
        terminal.wait_for("ended")
        terminal.send("exit\n")
        terminal.wait_for_end()


def test_a_stop_from_outside_ends_in_the_right_modes(terminal: Terminal) -> None:
    terminal.signal(Signals.SIGSTOP)
    terminal.signal(Signals.SIGCONT)
    terminal.wait_for("<resize>")
    assert not terminal.echoes()
    finish(terminal)
