"""Where the decks of an import go, and how they get there: all files of a bank, or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from studycli.cli.bank_files import BankFile
from studycli.cli.context import Context
from studycli.cli.files import make_folder, write_whole
from studycli.cli.import_report import Choices
from studycli.cli.last_import import keep
from studycli.cli.output import put, put_as_file
from studycli.cli.stop import Exit, Stop
from studycli.core.media import digest_of
from studycli.core.messages import _
from studycli.core.model import Deck

# What a deck file may hold.
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A deck and where it goes, None for standard output; `media` are the files beside it, by their paths."""

    target: Path | None
    deck: Deck
    media: Mapping[Path, Path | bytes] = field(default_factory=dict)


def is_file(output: str) -> bool:
    return output.endswith((".yaml", ".yml"))


def folder_of(context: Context, output: str | None) -> Path:
    """The folder that decks go to unless a file is named for them."""
    return Path(output) if output else context.folders.own_decks


def target_of(context: Context, file: BankFile, output: str | None) -> Path | None:
    """Where the one deck of a bank goes; None for standard output."""
    if output == "-":
        return None
    if output and is_file(output):
        return Path(output)
    return folder_of(context, output) / file.place.with_name(f"{file.place.name}.yaml")


def digest_at(path: Path) -> str | None:
    """What a file that is there is told by."""
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return None


def write_decks(context: Context, files: Iterable[DeckFile], choices: Choices, targets: set[Path]) -> bool:
    """Whether they were written, or were only to be shown. `targets` are the decks of this run."""
    from studycli.decks.writer import write_deck

    texts = [(file, write_deck(file.deck)) for file in files]
    for file, text in texts:
        if len(text.encode()) > _MOST_BYTES:
            message = _("deck {deck} would have more than {megabytes} MB; split it")
            told = message.format(deck=file.deck.name, megabytes=_MOST_BYTES // 1_000_000)
            raise Stop(Exit.DECKS, "too-large", told)
        if file.target:
            claim(file.target, choices, targets)
    for file, text in texts:
        if file.target is None:
            put_as_file()
            put(text.removesuffix("\n"))
        elif not choices.dry_run:
            write_deck_file(file, file.target, text)
            keep(context.folders.data, file.target, text)
    return not choices.dry_run and any(file.target for file, _text in texts)


def claim(target: Path, choices: Choices, targets: set[Path]) -> None:
    """Take the target for one bank of this run; a deck that is there is no hindrance where the person said so."""
    if target in targets:
        message = _("{path}: another bank of this run has become this deck; import it alone")
        raise Stop(Exit.OUTPUT, "exists", message.format(path=target))
    targets.add(target)
    if target.exists() and not (choices.force or choices.update):
        message = _("{path}: there is a deck already; --update joins the newer bank to it, --force replaces it")
        raise Stop(Exit.OUTPUT, "exists", message.format(path=target))


def write_deck_file(file: DeckFile, target: Path, text: str) -> None:
    """The media first, so that no deck names what is not there yet."""
    write_media(file)
    make_folder(target.parent)
    write_whole(target, text.encode("utf-8"))


def write_media(file: DeckFile) -> None:
    for path, content in file.media.items():
        make_folder(path.parent)
        if not path.exists():
            write_whole(path, content if isinstance(content, bytes) else content.read_bytes())
