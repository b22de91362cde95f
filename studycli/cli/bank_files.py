"""Which files an import reads: those that were named, those in folders, and standard input."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath

from studycli.cli.files import read_bytes, reason
from studycli.cli.stop import Exit, Stop
from studycli.core.messages import _

STANDARD_INPUT = Path("-")
_SUFFIXES = (".md", ".markdown", ".txt", ".org", ".csv", ".tsv", ".json", ".jsonl", ".apkg", ".colpkg")


@dataclass(frozen=True, slots=True)
class BankFile:
    """`place` is where its deck goes, below the output and without suffix.

    A file that a folder holds may be no bank; one that `is_named` has to be.
    """

    path: Path
    place: PurePath
    is_named: bool = True

    @property
    def shown(self) -> str:
        return _("standard input") if self.path == STANDARD_INPUT else str(self.path)

    def content(self) -> bytes | Path | BytesIO:
        """The bytes of a text; of a package of Anki what to open, for it may be larger than what fits into memory."""
        if self.path == STANDARD_INPUT:
            data = sys.stdin.buffer.read()
            return BytesIO(data) if _is_package(data) else data
        try:
            with self.path.open("rb") as file:
                if _is_package(file.read(4)):
                    return self.path
        except OSError as fault:
            raise Stop(Exit.DECKS, "unreadable", f"{self.path}: {reason(fault)}") from fault
        return read_bytes(self.path, status=Exit.DECKS)


def bank_files(paths: Iterable[Path]) -> list[BankFile]:
    """The files in the order they were named; those of a folder by name, at any depth."""
    return [file for path in paths for file in _files(path)]


def _files(path: Path) -> Iterator[BankFile]:
    if path == STANDARD_INPUT:
        yield BankFile(path, PurePath("stdin"))
    elif path.is_dir():
        found = list(_in_folder(path))
        if not found:
            message = _("{path}: no file that ends in {suffixes}").format(path=path, suffixes=", ".join(_SUFFIXES))
            raise Stop(Exit.DECKS, "no-bank", message)
        yield from found
    else:
        yield BankFile(path, PurePath(path.stem))


def _in_folder(folder: Path) -> Iterator[BankFile]:
    """Files of text that are not hidden; links to folders are not followed, so that none leads in a circle."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if path.suffix.lower() in _SUFFIXES and not name.startswith("."):
                yield BankFile(path, PurePath(path.relative_to(folder)).with_suffix(""), is_named=False)


def _is_package(head: bytes) -> bool:
    """Whether a file that begins so is a zip, as Anki's packages are."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))
