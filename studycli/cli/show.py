"""`show`: one note, whole."""

from pathlib import Path
from typing import Annotated, Any

import typer

from studycli.cli import facts, options
from studycli.cli.context import Context
from studycli.cli.output import clauses, put, put_as_file, put_json
from studycli.cli.shown import shown
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.history import Progress
from studycli.core.messages import _, n_
from studycli.core.model import CardId, Deck, Note, NoteId, cards_of, note_of, with_deck_tags
from studycli.core.plain import note_data

SUMMARY = "Show one note, whole."

HELP = """\
studycli show dropout
studycli show dropout --lang zh
studycli show dropout -o -          its YAML
studycli show dropout --json

One note with everything that stands in it, and where its cards stand. The beginning of an id is enough when only one
note's id begins so, and the id of a note that was merged into another leads there."""


def run(
    note_id: Annotated[str, typer.Argument(metavar="ID", help="A note's or a card's id.")],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE|-", help="Its YAML, to a file or standard output.")
    ] = None,
    language: options.Language = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    if output == "-" and json:
        raise usage(_("show writes either YAML or JSON to standard output; leave -o - or --json out"))
    with Context(decks, json=json) as context:
        deck, note = find_note(context, note_id)
        if output is not None:
            _write(output, note)
        elif json:
            put_json(_facts(context, deck, note))
        else:
            _print(context, deck, note, options.language(language) or context.language)
        return Exit.DONE


def find_note(context: Context, name: str) -> tuple[Deck, Note]:
    """The note of that id, of that card's id, the one it was merged into, or the only one whose id begins so."""
    wanted = note_of(CardId(name))
    found = context.catalogue.note(wanted) or context.catalogue.note(_goes_on_as(context, wanted))
    if found is None:
        near = context.catalogue.ids_with_prefix(wanted, limit=5)
        if len(near) == 1:
            found = context.catalogue.note(near[0])
    if found is not None:
        return found.deck, found.note
    told = (
        _("no note is called {note!r}; it may be {near}")
        if near
        else _("no note is called {note!r} (studycli search finds them)")
    )
    raise Stop(Exit.NO_SUCH_ID, "no-such-note", told.format(note=name, near=", ".join(near)))


def _goes_on_as(context: Context, note: NoteId) -> NoteId:
    from studycli.history.joined import root

    return note_of(context.log.ask(lambda history: root(history, CardId(note))))


def _write(output: str, note: Note) -> None:
    """As it would stand in a deck."""
    from studycli.cli.files import write_whole
    from studycli.decks.writer import write_note

    if output == "-":
        put_as_file()
        put(write_note(note).rstrip("\n"))
    else:
        write_whole(Path(output), write_note(note).encode())


def _facts(context: Context, deck: Deck, note: Note) -> dict[str, Any]:
    day, parameters = context.study_day(), context.settings.parameters
    return {
        "id": note.id,
        "deck": deck.name,
        "path": deck.path,
        "line": note.line,
        "note": note_data(note),
        "cards": [facts.card(context.log.progress(card.id), day, parameters) for card in cards_of(note)],
    }


def _print(context: Context, deck: Deck, note: Note, language: str) -> None:
    from studycli.ui.console import stdout_console
    from studycli.ui.whole import note_view

    console = stdout_console()
    standings = [(card.id, _standing(context.log.progress(card.id))) for card in cards_of(note)]
    whole = with_deck_tags(deck, note)
    console.print(note_view(deck, whole, standings, language, console.width))


def _standing(progress: Progress) -> str:
    """Where a card stands, in a few words."""
    due = facts.due_for_people(progress.state, progress.due)
    return clauses(
        shown(progress.state.word),
        n_("{n} review", "{n} reviews", progress.reps) if progress.reps else "",
        _("due {due}").format(due=due) if due else "",
        shown("suspended") if progress.suspended else "",
    )
