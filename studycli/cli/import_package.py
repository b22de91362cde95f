"""`import` of Anki's packages: anybody's notes become decks, with their pictures and sounds beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from studycli.cli.bank_files import BankFile
from studycli.cli.context import Context
from studycli.cli.import_files import DeckFile, digest_at, folder_of, is_file, target_of, write_decks
from studycli.cli.import_report import PACKAGE, Choices, Outcome, failed, faulty
from studycli.cli.stop import Stop
from studycli.core.media import Beside, safe_level
from studycli.core.messages import _, n_
from studycli.core.model import Deck, Note, Text
from studycli.core.problem import Problem, error, warning

if TYPE_CHECKING:
    from studycli.anki.card_files import CardFiles
    from studycli.anki.media import PackageMedia
    from studycli.anki.notes import AnkiNote
    from studycli.anki.package_decks import Contents, PackageDeck, Reader
    from studycli.cli.import_update import Standing
    from studycli.importers.importer import Imported


@dataclass(frozen=True, slots=True)
class _Place:
    """Decks of the package and where they go, None for standard output; `stem` is what they are called there.

    Several are in one place only in an update: notes that were moved in Anki stay in the deck that has them.
    """

    decks: "tuple[PackageDeck, ...]"
    target: Path | None
    stem: str


def import_package(
    context: Context, file: BankFile, source: Path | BytesIO, choices: Choices, targets: set[Path]
) -> Outcome:
    """All decks of one package, or none."""
    from studycli.anki.container import opened
    from studycli.anki.fault import PackageFault
    from studycli.anki.media import media_of
    from studycli.anki.package_decks import read_contents

    if choices.shape not in (None, PACKAGE):
        told = _("is a package of Anki; leave --shape {shape} out").format(shape=choices.shape)
        return failed(file, error(file.shown, 0, 0, "package", told))
    try:
        with opened(source) as collection:
            contents = read_contents(collection)
        if fault := _unfit(contents, file, choices):
            return failed(file, fault)
        with media_of(source) as media:
            return _import(context, file, contents, media, choices, targets)
    except PackageFault as fault:
        return failed(file, error(file.shown, 0, 0, "package", str(fault)))
    except Stop as stop:
        return failed(file, error(file.shown, 0, 0, stop.code, stop.message))


def _unfit(contents: "Contents", file: BankFile, choices: Choices) -> Problem | None:
    from studycli.importers.importer import MAXIMUM_NOTES

    if not contents.notes:
        return error(file.shown, 0, 0, "no-bank", _("holds no notes; export a deck from Anki that has some"))
    if choices.output and is_file(choices.output) and len(contents.decks) > 1:
        message = _("its {count} decks do not fit into one deck {path}; name a folder")
        told = message.format(count=len(contents.decks), path=choices.output)
        return error(file.shown, 0, 0, "several-decks", told)
    for deck in contents.decks:
        if len(deck.notes) > MAXIMUM_NOTES:
            return error(file.shown, 0, 0, "too-large", _too_large(deck, MAXIMUM_NOTES))
    return None


def _too_large(deck: "PackageDeck", most: int) -> str:
    told = _(
        "its deck {deck} has {count:,} notes, and a deck holds at most {most:,}; move some into another deck in Anki"
    )
    return told.format(deck="::".join(deck.levels), count=len(deck.notes), most=most)


def _import(
    context: Context, file: BankFile, contents: "Contents", media: "PackageMedia", choices: Choices, targets: set[Path]
) -> Outcome:
    from studycli.anki.card_files import CardFiles
    from studycli.anki.package_decks import Reader
    from studycli.importers.importer import Imported as Report

    reader = Reader(contents, file.path.name if file.shown == str(file.path) else file.shown, file.shown)
    named: set[str] = set()
    files: list[DeckFile] = []
    places = list(_places(context, file, contents.decks, choices.output))
    there = _there(context, file, choices) if choices.update else []
    for place in _settled(places, there) if there else places:
        kept = CardFiles(media, _beside(place))
        files.append(_deck_file(place, reader, kept))
        named |= kept.named
    unanswered = tuple(_unanswered(files, file, choices))
    files = [answered for each in files if (answered := _answered(each, choices)).deck.notes]
    problems = (*reader.problems, *unanswered, *_left(contents, media, named, files, file))
    imported = Report(PACKAGE, None, sum(len(each.deck.notes) for each in files), len(unanswered), problems)
    if not files:
        told = n_("none of its {n} note has an answer", "none of its {n} notes has an answer", contents.notes)
        nothing = error(file.shown, 0, 0, "no-bank", told)
        imported = replace(imported, problems=(*problems, nothing))
        return Outcome(file, None, imported, stop=faulty(imported.problems))
    return _written(context, file, imported, files, there, choices, targets)


def _written(
    context: Context,
    file: BankFile,
    imported: "Imported",
    files: Sequence[DeckFile],
    there: "Sequence[Standing]",
    choices: Choices,
    targets: set[Path],
) -> Outcome:
    target = files[0].target if len(files) == 1 else folder_of(context, choices.output) / file.place
    shown = str(target) if target and choices.output != "-" else None
    decks = tuple((each.target, each.deck) for each in files)
    media = sum(len(each.media) for each in files)
    outcome = Outcome(file, None, imported, shown, decks=decks, media=media)
    if there:
        from studycli.cli.import_update import updated

        return updated(context, outcome, files, there, choices, targets, ids_hold=True)
    try:
        return replace(outcome, written=shown) if write_decks(context, files, choices, targets) else outcome
    except Stop as stop:
        return replace(outcome, stop=stop)


def _places(context: Context, file: BankFile, decks: "Sequence[PackageDeck]", output: str | None) -> Iterator[_Place]:
    """One deck goes where a bank's would; several go below a folder of that name, their tree kept."""
    if len(decks) == 1:
        target = target_of(context, file, output)
        yield _Place((decks[0],), target, target.stem if target else file.place.name)
        return
    taken: set[str] = set()
    for deck in decks:
        place = PurePath(*map(safe_level, deck.levels))
        number = 1
        # Names that differ in what no file may be called, or in case alone, are one.
        while str(place).casefold() in taken:
            number += 1
            place = place.with_name(f"{safe_level(deck.levels[-1])}-{number}")
        taken.add(str(place).casefold())
        target = folder_of(context, output) / file.place / place.with_name(f"{place.name}.yaml")
        yield _Place((deck,), None if output == "-" else target, place.name)


def _there(context: Context, file: BankFile, choices: Choices) -> "list[Standing]":
    """The decks that an earlier package became: one, or those in the folder of its name."""
    from studycli.cli.import_update import standing

    target = target_of(context, file, choices.output)
    if target is None:
        return []
    folder = () if choices.output and is_file(choices.output) else sorted(target.with_suffix("").rglob("*.yaml"))
    return [standing(context, path) for path in (target, *folder) if path.is_file()]


def _settled(places: Sequence[_Place], there: "Sequence[Standing]") -> Iterator[_Place]:
    """Each note in the place of the deck that has it; the others where the package has them."""
    from studycli.anki.package_decks import id_of

    homes = {note.id: each.target for each in there for note in each.deck.notes}
    settled: dict[Path | None, list[PackageDeck]] = {}
    for place in places:
        for deck in place.decks:
            runs: dict[Path | None, list[AnkiNote]] = {}
            for note in deck.notes:
                runs.setdefault(homes.get(id_of(note.guid), place.target), []).append(note)
            for target, run in runs.items():
                # The deck that the place is named for comes first: title and description are its own.
                at = 0 if target == place.target else len(settled.get(target, ()))
                settled.setdefault(target, []).insert(at, replace(deck, notes=tuple(run)))
    for target, decks in settled.items():
        yield _Place(tuple(decks), target, target.stem if target else "")


def _beside(place: _Place) -> Beside:
    """The files beside the deck, with those that are there already."""
    if place.target is None:
        return Beside(place.stem)
    folder = place.target.parent / f"{place.stem}-media"
    return Beside(place.stem, lambda name: digest_at(folder / name))


def _deck_file(place: _Place, reader: "Reader", files: "CardFiles") -> DeckFile:
    description = reader.description(place.decks[0], files)
    notes = tuple(note for deck in place.decks for note in reader.notes(deck, files))
    title = Text.plain(place.decks[0].levels[-1])
    deck = Deck(name=place.stem, title=title, description=description, notes=notes)
    if place.target is None:
        return DeckFile(None, deck)
    folder = place.target.parent / files.beside.folder
    return DeckFile(place.target, deck, {folder / name: content for name, content in files.copies.items()})


def _unanswered(files: Sequence[DeckFile], file: BankFile, choices: Choices) -> Iterator[Problem]:
    told = (
        _("note {id}: no answer to “{question}”, kept without one")
        if choices.allow_unanswered
        else _("note {id}: no answer to “{question}”, left out; --allow-unanswered keeps it")
    )
    for each in files:
        for note in each.deck.notes:
            if not note.is_answered:
                message = told.format(id=note.id, question=_shown(note))
                yield warning(file.shown, 0, 0, "unanswered", message)


def _answered(file: DeckFile, choices: Choices) -> DeckFile:
    if choices.allow_unanswered:
        return file
    return replace(file, deck=replace(file.deck, notes=tuple(note for note in file.deck.notes if note.is_answered)))


def _left(
    contents: "Contents", media: "PackageMedia", named: set[str], files: Sequence[DeckFile], file: BankFile
) -> Iterator[Problem]:
    """What of the package as a whole did not come in."""
    if contents.broken:
        message = n_(
            "{n} row of its notes cannot be read, left out",
            "{n} rows of its notes cannot be read, left out",
            contents.broken,
        )
        yield warning(file.shown, 0, 0, "left-out", message)
    if idle := len(media.names - named):
        message = n_(
            "{n} media file that no note names, not copied", "{n} media files that no note names, not copied", idle
        )
        yield warning(file.shown, 0, 0, "media", message)
    if named and all(each.target is None for each in files):
        message = n_(
            "{n} media file named and not copied; name a file with -o to have them beside it",
            "{n} media files named and not copied; name a file with -o to have them beside it",
            len(named),
        )
        yield warning(file.shown, 0, 0, "media", message)


def _shown(note: Note) -> str:
    text = " ".join(note.prompt.show().split())
    return text if len(text) <= 60 else f"{text[:59]}…"
