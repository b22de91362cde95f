"""`export`: the decks, or the notes a query selects, for Anki and others."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.export_progress import study
from studycli.cli.files import write_whole
from studycli.cli.media_beside import media_beside
from studycli.cli.output import clauses, mention, put_json, say
from studycli.cli.query import parse_query
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.clock import to_ms
from studycli.core.messages import _, n_
from studycli.core.model import Deck, Note, NoteId, cards_of
from studycli.core.problem import Problem

if TYPE_CHECKING:
    from studycli.exporters.exporter import Exporter, Options

SUMMARY = "Write decks for Anki, as a table, as JSON or as Markdown."

HELP = """\
studycli export -o decks.apkg                     everything, for Anki
studycli export deck:deep-learning -o dl.apkg     one deck
studycli export tag:interview -o interview.csv
studycli export -o first.apkg --with-progress     with what was learned, for a first import

Write decks by the suffix of FILE: .apkg (Anki), .csv, .json or .md. Importing a package again into Anki updates what
changed and keeps every review."""


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
        from studycli.exporters.edition import edition

        context.warn_of_faults()
        selected, skipped = _selected(context, query)
        if not any(deck.notes for deck in selected):
            mention(_("nothing matches, nothing was written"))
            return _report(json, None, exporter, selected, skipped)
        selected = list(edition(selected, options.language(language) or context.language))
        wanted = _options(context, exporter, selected, language)
        if with_progress:
            wanted = replace(wanted, study=study(context, selected))
        write_whole(output, exporter.render(selected, wanted))
        return _report(json, output, exporter, selected, skipped)


def _exporter(output: Path) -> "Exporter":
    from studycli.exporters import EXPORTERS

    found = next((exporter for exporter in EXPORTERS if exporter.suffix == output.suffix.lower()), None)
    if found is None:
        known = ", ".join(exporter.suffix for exporter in EXPORTERS)
        raise usage(_("{path}: the suffix must be one of {suffixes}").format(path=output, suffixes=known))
    return found


def _selected(context: Context, words: list[str] | None) -> tuple[list[Deck], int]:
    """The decks with the notes that match and have cards, and how many notes were left out."""
    catalogue, unanswered = context.catalogue_to_read, 0
    decks: dict[str, tuple[Deck, list[Note]]] = {}
    query = parse_query(words)
    for deck, note in catalogue.select_notes(query, study_day=context.study_day(), now_ms=context.now_ms()):
        if not cards_of(note):
            unanswered += 1
            continue
        decks.setdefault(deck.name, (deck, []))[1].append(note)
    selected = [replace(deck, notes=tuple(notes)) for deck, notes in decks.values()]
    return selected, unanswered + _left_out(catalogue.problems())


def _left_out(problems: tuple[Problem, ...]) -> int:
    """How many notes the library lacks: those with faults, and those whose id another deck has too."""
    from studycli.decks.reader import read_bytes as read_deck

    faulty = {problem.path for problem in problems if problem.is_error and Path(problem.path).is_file()}
    doubled = sum(problem.code == "equal-ids" for problem in problems)
    return doubled + sum(read_deck(Path(path).read_bytes(), path=path, name="").left_out for path in faulty)


def _options(context: Context, exporter: "Exporter", decks: list[Deck], language: str | None) -> "Options":
    from studycli.exporters.exporter import Options

    language = options.language(language) or context.language
    if exporter.suffix != ".apkg":
        return Options(language=language)
    from studycli.exporters.apkg import content_hashes
    from studycli.exporters.edition import BOTH
    from studycli.exporters.html_cache import HtmlCache

    # The decks are of one edition already.
    contents = content_hashes(decks, BOTH, media_beside)
    cache = HtmlCache(context.folders.cache / "anki-html.db")
    modified = _modified(context, contents)
    return Options(language=BOTH, modified=modified, contents=contents, cache=cache, media=media_beside)


def _modified(context: Context, contents: Mapping[NoteId, str]) -> Mapping[NoteId, int]:
    """When each note's content last changed; what is new or changed is written down beside the history."""
    from studycli.exporters import lock

    path = context.folders.data / "anki-lock.json"
    known = lock.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    if isinstance(known, lock.LockFault):
        told = _("{place}: {fault}; move it away to begin anew")
        raise Stop(Exit.HISTORY, "lock", told.format(place=f"{path}:{known.line}", fault=known.message))
    advanced = lock.advance(known, contents, to_ms(context.now()) // 1000)
    if advanced != known:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, lock.dump(advanced).encode("utf-8"))
    return lock.modified(advanced)


def _report(json: bool, output: Path | None, exporter: "Exporter", decks: list[Deck], skipped: int) -> int:
    notes = [note for deck in decks for note in deck.notes]
    cards = sum(len(cards_of(note)) for note in notes)
    if json:
        path = str(output) if output else None
        put_json({"path": path, "format": exporter.suffix[1:], "notes": len(notes), "cards": cards, "skipped": skipped})
    elif output:
        left_out = n_("{n} note left out", "{n} notes left out", skipped) if skipped else ""
        written = n_("{n} note", "{n} notes", len(notes)), n_("{n} card", "{n} cards", cards)
        say(f"{output}: {clauses(*written, left_out)}")
    return Exit.DONE
