"""Drafts: what was written in the editor and is not kept in a deck yet, since it is unfinished or faulty."""

from pathlib import Path

from studycli.cli import editor
from studycli.cli.context import Context
from studycli.cli.files import reason, write_whole
from studycli.cli.stop import Exit, Stop
from studycli.core.messages import _
from studycli.core.problem import Problem


def draft_path(context: Context, command: str, deck: str) -> Path:
    return context.folders.data / "drafts" / f"{command}-{deck.replace('/', '-')}.yaml"


def put_draft(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Stop(Exit.OUTPUT, "not-written", f"{path.parent}: {reason(fault)}") from fault
    write_whole(path, data)


def edited(path: Path, line: int) -> bytes:
    """What is in the draft when the editor is left."""
    if told := editor.edit(path, line):
        raise Stop(Exit.USAGE, "editor", told)
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Stop(Exit.DECKS, "unreadable", f"{path}: {reason(fault)}") from fault


def kept_draft(fault: Problem, again: str) -> Stop:
    """`again` is the command line that goes on with the draft."""
    message = _("{fault}; the draft is kept, and `{command}` goes on with it").format(fault=fault, command=again)
    return Stop(Exit.DECKS, "faulty-draft", message)
