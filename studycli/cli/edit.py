"""`edit`: a note in the person's editor, checked before it is kept."""

from pathlib import Path
from typing import Annotated

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.drafts import draft_path, edited, kept_draft, put_draft
from studycli.cli.files import read_bytes, reason, write_whole
from studycli.cli.output import mention, put_json
from studycli.cli.show import find_note
from studycli.cli.stop import Exit, Stop
from studycli.cli.study_desk import own_copy
from studycli.core.messages import _
from studycli.core.problem import Problem

SUMMARY = "Edit a note in your editor."

HELP = """\
studycli edit dropout
EDITOR=nano studycli edit dropout

Open the note's deck at its line in $VISUAL or $EDITOR. What you write is checked before it is kept. A deck that came
with the program is copied to your own decks, and your copy stands in for it. The beginning of an id is enough when only
one note's id begins so."""


def run(
    note_id: Annotated[str, typer.Argument(metavar="ID", help="A note's or a card's id.")],
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json) as context:
        deck, note = find_note(context, note_id)
        path = Path(deck.path)
        before = read_bytes(path, status=Exit.DECKS)
        draft = draft_path(context, "edit", deck.name)
        if not _is_newer(draft, path):
            put_draft(draft, before)
        after = edited(draft, note.line)
        if after != before:
            if fault := _new_fault(before, after, draft):
                raise kept_draft(fault, f"studycli edit {note.id}")
            path = _keep(context, path, deck.name, before, after)
        draft.unlink(missing_ok=True)
        if json:
            put_json({"id": note.id, "deck": deck.name, "path": str(path), "changed": after != before})
        else:
            told = _("{path} was changed") if after != before else _("{path} was left as it is")
            mention(told.format(path=path))
        return Exit.DONE


def _is_newer(draft: Path, deck: Path) -> bool:
    """Whether there is a draft of the deck as it is now."""
    try:
        return draft.stat().st_mtime_ns >= deck.stat().st_mtime_ns
    except FileNotFoundError:
        return False


def _new_fault(before: bytes, after: bytes, path: Path) -> Problem | None:
    """The first error that the deck did not have."""
    from studycli.decks.reader import read_bytes as read_deck

    old = [(fault.code, fault.message) for fault in read_deck(before, path=str(path), name="draft").problems]
    for fault in read_deck(after, path=str(path), name="draft").problems:
        if not fault.is_error:
            continue
        if (fault.code, fault.message) not in old:
            return fault
        old.remove((fault.code, fault.message))
    return None


def _keep(context: Context, path: Path, name: str, before: bytes, after: bytes) -> Path:
    """Where it is now; a deck that another program changed meanwhile is left as that left it."""
    try:
        own = own_copy(context, path, name)
    except OSError as fault:
        told = _("{path}: cannot be copied to your own decks: {reason}").format(path=path, reason=reason(fault))
        raise Stop(Exit.OUTPUT, "not-written", told) from fault
    if read_bytes(own, status=Exit.DECKS) != before:
        draft = draft_path(context, "edit", name)
        told = _("{path} was changed meanwhile; your version is kept in {draft}").format(path=own, draft=draft)
        raise Stop(Exit.OUTPUT, "changed-meanwhile", told)
    write_whole(own, after)
    return own
