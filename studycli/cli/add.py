"""`add`: a new note, from options or from the editor, checked before it is kept."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.drafts import draft_path, edited, kept_draft, put_draft
from studycli.cli.files import read_bytes, write_whole
from studycli.cli.likeness import Like, like_notes
from studycli.cli.note_options import NoteOptions
from studycli.cli.output import mention, put, put_json
from studycli.cli.stop import Exit, Stop, usage
from studycli.cli.study_desk import own_copy
from studycli.core.derived_id import derived_ids
from studycli.core.messages import N_, _, n_
from studycli.core.model import Note, NoteId
from studycli.core.problem import Problem, error

SUMMARY = "Add a note to a deck."

HELP = """\
studycli add networks --question 'What is an MTU?' --answer 'The largest packet that a link carries whole.'
studycli add networks --lang zh --question '什么是 MTU？' --answer '一条链路一次能完整传送的最大分组。' --alias MTU
studycli add networks                       a template in $VISUAL or $EDITOR

Add a note to a deck: one of the library by its name, a file, or a new deck among your own. It is checked first, and its
id is written down. The rest of the file stays as it is. Notes much like it are named."""

INVITATION = N_("# Write the question and the answer, save, and leave the editor. Leave all as it is to add nothing.")
# What follows it in the template.
BLANK_NOTE = """\
notes:
- question:
  answer: |

  points: []
  aliases: []
  tags: []
"""

Several = list[str] | None


def run(
    deck: Annotated[str, typer.Argument(metavar="[DECK]", help="Name or file.")] = "notes",
    question: Annotated[str | None, typer.Option("--question", metavar="TEXT", help="What is asked.")] = None,
    answer: Annotated[str, typer.Option("--answer", metavar="TEXT", help="Markdown; empty for later.")] = "",
    points: Annotated[
        Several, typer.Option("--point", metavar="TEXT", help="What a full answer names; again for more.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="A few words for lists.")] = None,
    aliases: Annotated[
        Several, typer.Option("--alias", metavar="NAME", help="Another name to find it by; again for more.")
    ] = None,
    tags: Annotated[Several, typer.Option("--tag", metavar="TAG", help="Again for more.")] = None,
    note_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Else it is derived from the question.")
    ] = None,
    language: Annotated[str | None, typer.Option("--lang", metavar="en|zh", help="Language of the texts.")] = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    given = NoteOptions(
        question, answer, tuple(points or ()), title, tuple(aliases or ()), tuple(tags or ()), note_id, language
    )
    with Context(decks, json=json) as context:
        target = _target(context, deck)
        note = given.note()
        notes = _from_editor(context, target) if note is None else (_checked(context, target, note),)
        near = _named_first(context, notes)
        kept = _append(context, target, notes) if notes else target
        _settle_draft(draft_path(context, "add", target.name), target, done=note is None)
        _tell(kept, notes, near, json=json)
        return Exit.DONE


@dataclass(frozen=True, slots=True)
class Target:
    """The deck to add to, as it was given; `path` need not be there yet."""

    given: str
    name: str
    path: Path


def _target(context: Context, deck: str) -> Target:
    path = Path(deck)
    if path.suffix.lower() in (".yaml", ".yml"):
        return Target(deck, path.stem, path)
    for row in context.index.decks():
        if row.name == deck:
            return Target(deck, deck, Path(row.path))
    if not deck or path.is_absolute() or any(part in ("..", "") or part.startswith(".") for part in deck.split("/")):
        raise usage(_("{name!r} is no name of a deck; name one such as networks or networks/tcp").format(name=deck))
    return Target(deck, deck, context.folders.own_decks / f"{deck}.yaml")


def _checked(context: Context, target: Target, note: Note) -> Note:
    """The note as a reader sees it, with an id; a faulty one is kept as a draft, where no other waits there."""
    from studycli.decks.writer import write_note

    named = note if note.id else replace(note, id=_free_id(context, note))
    path = draft_path(context, "add", target.name)
    draft = f"notes:\n{write_note(named)}".encode()
    found = _read(context, path, draft)
    if isinstance(found, Problem):
        if path.exists():
            message = _("{fault}; it is not kept, as {path} waits to be gone on with").format(fault=found, path=path)
            raise Stop(Exit.DECKS, "faulty-draft", message)
        put_draft(path, draft)
        raise kept_draft(found, _again(target))
    return found[0]


def _from_editor(context: Context, target: Target) -> tuple[Note, ...]:
    """The notes that were written, each with an id; none where the template was left as it is."""
    path = draft_path(context, "add", target.name)
    if not path.exists():
        put_draft(path, f"{_(INVITATION)}\n{BLANK_NOTE}".encode())
    draft = edited(path, 3)
    if draft.partition(b"\n")[2] == BLANK_NOTE.encode():
        path.unlink(missing_ok=True)
        return ()
    found = _read(context, path, draft)
    if isinstance(found, Problem):
        raise kept_draft(found, _again(target))
    return found


def _again(target: Target) -> str:
    return f"studycli add {target.given}"


def _settle_draft(path: Path, target: Target, *, done: bool) -> None:
    """A draft that was not gone on with is left and told of."""
    if done:
        path.unlink(missing_ok=True)
    elif path.exists():
        mention(_("{path} still waits; `{command}` goes on with it").format(path=path, command=_again(target)))


def _named_first(context: Context, notes: tuple[Note, ...]) -> list[Like]:
    """What the library has that is much like the notes, told before they are kept."""
    near = [like for note in notes for like in like_notes(context.index, note)]
    for like in near:
        told = _("{id} in {deck} is much like it: {question}")
        mention(told.format(id=like.id, deck=like.deck, question=like.question))
    return near


def _read(context: Context, path: Path, draft: bytes) -> tuple[Note, ...] | Problem:
    """The notes of a draft, or its first fault."""
    from studycli.decks.reader import read_bytes

    reading = read_bytes(draft, path=str(path), name="draft")
    fault = next((problem for problem in reading.problems if problem.is_error), None)
    if fault is not None:
        return fault
    if reading.deck is None or not reading.deck.notes:
        return error(str(path), 1, 1, "no-notes", _("there is no note here; write one below `notes:`"))
    notes = []
    for note in reading.deck.notes:
        if note.id_is_derived:
            note = replace(note, id=_free_id(context, note), id_is_derived=False)
        elif other := context.index.note(note.id):
            place = f"{other.deck.path}:{other.note.line}"
            message = _("id {id} stands at {place} already; choose another")
            return error(str(path), note.line, 1, "doubled-id", message.format(id=note.id, place=place))
        notes.append(note)
    return tuple(notes)


def _free_id(context: Context, note: Note) -> NoteId:
    """The derived id, with a number where another note has it."""
    taken: list[str] = []
    while context.index.note(found := derived_ids([note.prompt], taken)[0]):
        taken.append(found)
    return found


def _append(context: Context, target: Target, notes: tuple[Note, ...]) -> Target:
    """The deck that they are in now: a shipped one was copied."""
    from studycli.decks.append import append_note
    from studycli.decks.encoding import decode

    if target.path.exists():
        target = replace(target, path=own_copy(context, target.path, target.name))
    path = str(target.path)
    text = decode(read_bytes(target.path, status=Exit.DECKS), path) if target.path.exists() else ""
    for note in notes:
        text = text if isinstance(text, Problem) else append_note(text, note, path=path, name=target.name)
    if isinstance(text, Problem):
        raise Stop(Exit.DECKS, text.code, str(text))
    target.path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target.path, text.encode())
    return target


def _tell(target: Target, notes: tuple[Note, ...], near: list[Like], *, json: bool) -> None:
    if json:
        found = [{"id": like.id, "deck": like.deck, "score": like.score} for like in near]
        put_json({"deck": target.name, "path": str(target.path), "notes": [note.id for note in notes], "near": found})
        return
    for note in notes:
        put(note.id)
    added = f"{n_('{n} note', '{n} notes', len(notes))} -> {target.path}"
    mention(added if notes else _("nothing was added"))
