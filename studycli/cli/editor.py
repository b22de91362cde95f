"""A deck in the person's own editor, at a line."""

import os
import shlex
import subprocess
from pathlib import Path

from studycli.cli.files import reason
from studycli.core.messages import _

# Editors that take the line as an option of its own; others are given the file only.
_PLUS_LINE = {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "pico", "ed", "mcedit"}
_GOTO = {"code", "codium", "code-insiders"}


def edit(path: Path, line: int) -> str:
    """Wait until the editor is left; "" when it could be started, else what is wrong."""
    command = _command()
    try:
        subprocess.run([*command, *_place(command, path, line)], check=False)
    except OSError as fault:
        told = _("{editor} could not be started ({reason}); set VISUAL or EDITOR")
        return told.format(editor=command[0], reason=reason(fault))
    return ""


def written(text: str) -> tuple[str, str]:
    """The text as it was left in the editor, and what went wrong or ""."""
    from tempfile import TemporaryDirectory

    try:
        with TemporaryDirectory(prefix="studycli-") as folder:
            path = Path(folder, "answer.md")
            path.write_text(text, encoding="utf-8", errors="replace")
            fault = edit(path, 1)
            return path.read_text(encoding="utf-8", errors="replace").expandtabs(4).strip("\n"), fault
    except OSError as fault:
        return text, _("what was written in the editor cannot be read ({reason})").format(reason=reason(fault))


def _command() -> list[str]:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    return shlex.split(chosen) if chosen else ["notepad" if os.name == "nt" else "vi"]


def _place(command: list[str], path: Path, line: int) -> list[str]:
    name = Path(command[0]).stem.lower()
    if name in _GOTO:
        return ["--goto", f"{path}:{line}"]
    return [f"+{line}", str(path)] if name in _PLUS_LINE else [str(path)]
