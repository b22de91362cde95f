"""`export`: the decks, or the notes a query selects, for Anki and others."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.export_anki import package
from studycli.cli.files import write_whole
from studycli.cli.output import clauses, mention, put_json, say
from studycli.cli.query import parse_query
from studycli.cli.stop import Exit, usage
from studycli.core.messages import _, n_
from studycli.core.model import Deck, Note
from studycli.core.problem import Problem

if TYPE_CHECKING:
    from studycli.catalogue.lookup import Stored
    from studycli.exporters.exporter import Exporter

SUMMARY = "Write decks for Anki, as a table, as JSON or as Markdown."

HELP = """\
studycli export -o decks.apkg                     everything, for Anki
studycli export deck:deep-learning -o dl.apkg     one deck
studycli export tag:interview -o interview.csv
studycli export -o first.apkg --with-progress     with what was learned, for a first import

Write decks by the suffix of FILE: .apkg (Anki), .csv, .json or .md. Importing a package again into Anki updates what
changed and keeps every review."""


class Chosen(NamedTuple):
    """The notes to export, and how many were left out."""

    notes: "Sequence[Stored]"
    skipped: int


def run(
    query: options.Query = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write.")] = None,
    with_progress: Annotated[
        bool, typer.Option("--with-progress", help="Due days, memory and reviews too, for a first import into Anki.")
    ] = False,
    language: options.Language = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json) as context:
        if output is None:
            raise usage(_("export needs a file, such as: studycli export -o decks.apkg"))
        exporter = _exporter(output)
        if with_progress and exporter.suffix != ".apkg":
            raise usage(_("--with-progress is for Anki: name a file that ends in .apkg"))
        context.warn_of_faults()
        chosen, content = _made(context, exporter, query, language, with_progress=with_progress)
        if content:
            write_whole(output, content)
        else:
            mention(_("nothing matches, nothing was written"))
        return _report(json, output if content else None, exporter, chosen)


def _exporter(output: Path) -> "Exporter":
    from studycli.exporters.registry import EXPORTERS, exporter_for

    found = exporter_for(output.suffix)
    if found is None:
        known = ", ".join(exporter.suffix for exporter in EXPORTERS)
        raise usage(_("{path}: the suffix must be one of {suffixes}").format(path=output, suffixes=known))
    return found


def _made(
    context: Context, exporter: "Exporter", words: list[str] | None, language: str | None, *, with_progress: bool
) -> tuple[Chosen, bytes]:
    """What was chosen, and the file; nothing where that is nothing."""
    chosen = _chosen(context, words)
    try:
        return chosen, _content(context, exporter, chosen, language, with_progress=with_progress)
    except ValueError:
        # A note cannot be decoded. Asked for the notes themselves, the catalogue finds that out and is made anew.
        query, day, now = parse_query(words), context.study_day(), context.now_ms()
        context.catalogue_to_read.select_notes(query, study_day=day, now_ms=now)
    chosen = _chosen(context, words)
    return chosen, _content(context, exporter, chosen, language, with_progress=with_progress)


def _chosen(context: Context, words: list[str] | None) -> Chosen:
    """The notes that match and have cards."""
    catalogue = context.catalogue_to_read
    found = catalogue.select_stored(parse_query(words), study_day=context.study_day(), now_ms=context.now_ms())
    notes = [note for note in found if note.cards]
    return Chosen(notes, len(found) - len(notes) + _left_out(catalogue.problems()))


def _content(
    context: Context, exporter: "Exporter", chosen: Chosen, language: str | None, *, with_progress: bool
) -> bytes:
    from studycli.exporters.exporter import Options

    if not chosen.notes:
        return b""
    wanted = options.language(language) or context.language
    if exporter.suffix == ".apkg":
        return package(context, chosen.notes, wanted, with_progress=with_progress)
    return exporter.render(_decks(chosen.notes), Options(wanted))


def _decks(notes: "Sequence[Stored]") -> "list[Deck]":
    """The decks with these notes."""
    from studycli.catalogue.codec import decode_note

    decks: dict[str, tuple[Deck, list[Note]]] = {}
    for note in notes:
        decks.setdefault(note.deck.name, (note.deck, []))[1].append(decode_note(note.data, note.line))
    return [replace(deck, notes=tuple(of_deck)) for deck, of_deck in decks.values()]


def _left_out(problems: tuple[Problem, ...]) -> int:
    """How many notes the library lacks: those with faults, and those whose id another deck has too."""
    faulty = {problem.path for problem in problems if problem.is_error and Path(problem.path).is_file()}
    doubled = sum(problem.code == "equal-ids" for problem in problems)
    if not faulty:
        return doubled
    from studycli.decks.reader import read_bytes as read_deck

    return doubled + sum(read_deck(Path(path).read_bytes(), path=path, name="").left_out for path in faulty)


def _report(json: bool, output: Path | None, exporter: "Exporter", chosen: Chosen) -> int:
    notes, cards, skipped = len(chosen.notes), sum(note.cards for note in chosen.notes), chosen.skipped
    if json:
        path = str(output) if output else None
        put_json({"path": path, "format": exporter.suffix[1:], "notes": notes, "cards": cards, "skipped": skipped})
    elif output:
        left_out = n_("{n} note left out", "{n} notes left out", skipped) if skipped else ""
        written = n_("{n} note", "{n} notes", notes), n_("{n} card", "{n} cards", cards)
        say(f"{output}: {clauses(*written, left_out)}")
    return Exit.DONE
