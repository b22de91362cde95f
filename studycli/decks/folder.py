"""Deck files on disk: which there are, and what each is called."""

import os
import unicodedata
from collections import deque
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from studycli.core.messages import _
from studycli.core.problem import Problem, error, warning
from studycli.decks.order import ORDER_FILE, Listed, read_order

_SUFFIXES = (".yaml", ".yml")
# What a folder that is named `.` puts before its entries.
_HERE = f".{os.sep}"


class DeckFile(NamedTuple):
    """`name` is the deck's: the path below the library without its suffix, `/` between levels.

    `path` is no Path: making one takes longer than listing and looking at the file.
    """

    path: str
    name: str
    suffix: str


class Listing(NamedTuple):
    """`files` by name; `problems` tell what could not be looked at; `order` holds names as order files list them."""

    files: tuple[DeckFile, ...]
    problems: tuple[Problem, ...] = ()
    order: tuple[str, ...] = ()


def deck_files(root: Path) -> Listing:
    """Every deck file below a folder, without hidden files and folders; or the one file that `root` is."""
    try:
        if root.is_dir():
            return _Walk().below(root)
        if root.is_file():
            return Listing((DeckFile(str(root), _composed(root.stem), root.suffix),))
    except OSError as fault:
        return Listing((), (_unreadable(str(root), fault),))
    message = _("no file or folder is here; check the path")
    return Listing((), (error(_shown(str(root)), 0, 0, "no-such-path", message),))


class _Walk:
    def __init__(self) -> None:
        self._files: list[DeckFile] = []
        self._problems: list[Problem] = []
        self._order: list[Listed] = []
        self._folders: deque[tuple[str, str]] = deque()
        self._seen: set[tuple[int, int]] = set()

    def below(self, root: Path) -> Listing:
        self._folders.append((str(root), ""))
        while self._folders:
            folder, prefix = self._folders.popleft()
            try:
                self._look_into(folder, prefix)
            except OSError as fault:
                self._problems.append(_unreadable(folder, fault))
        self._files.sort(key=lambda file: (file.name, file.path))
        self._warn_of_equal_names()
        self._warn_of_absent_decks()
        order = dict.fromkeys(_composed(listed.name) for listed in self._order)
        return Listing(tuple(self._files), tuple(sorted(self._problems)), tuple(order))

    def _look_into(self, folder: str, prefix: str) -> None:
        # A folder that links lead to is read once, so circles of links end.
        status = Path(folder).stat()
        if (status.st_dev, status.st_ino) in self._seen:
            return
        self._seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if not entry.name.startswith("."):
                    self._try_to_take(entry, prefix)

    def _try_to_take(self, entry: os.DirEntry[str], prefix: str) -> None:
        try:
            self._take(entry, prefix)
        except OSError as fault:
            self._problems.append(_unreadable(entry.path, fault))

    def _take(self, entry: os.DirEntry[str], prefix: str) -> None:
        stem, dot, letters = entry.name.rpartition(".")
        suffix = dot + letters
        is_deck = suffix.lower() in _SUFFIXES
        if entry.is_dir():
            # Links wait until the end, so that a folder is named by where it is.
            add = self._folders.append if entry.is_symlink() else self._folders.appendleft
            add((entry.path, f"{prefix}{entry.name}/"))
        elif is_deck and entry.is_file():
            self._files.append(DeckFile(entry.path.removeprefix(_HERE), _composed(prefix + stem), suffix))
        elif entry.name == ORDER_FILE:
            self._order += read_order(Path(entry.path), prefix)
        elif is_deck:
            message = _("no file that can be read, perhaps a link to nowhere; mend or remove it")
            self._problems.append(error(_shown(entry.path), 0, 0, "no-file", message))

    def _warn_of_equal_names(self) -> None:
        for one, other in pairwise(self._files):
            if one.name == other.name:
                message = _("{file} in the same folder is deck `{deck}` too; rename one of them")
                message = message.format(file=Path(one.path).name, deck=_shown(one.name))
                self._problems.append(warning(_shown(other.path), 0, 0, "equal-names", message))

    def _warn_of_absent_decks(self) -> None:
        names = {file.name for file in self._files}
        for listed in self._order:
            if _composed(listed.name) not in names:
                message = _("no deck is named `{name}`; mend the line or remove it").format(name=_shown(listed.name))
                self._problems.append(warning(_shown(listed.path), listed.line, 1, "absent-deck", message))


def _unreadable(path: str, fault: OSError) -> Problem:
    message = _("{reason}; check its permissions").format(reason=fault.strerror or fault)
    return error(_shown(path), 0, 0, "unreadable", message)


def _composed(name: str) -> str:
    """As people type it: file systems may take letters and their accents apart, or hold bytes that are no text."""
    return unicodedata.normalize("NFC", _shown(name))


def _shown(path: str) -> str:
    return path if path.isascii() else path.encode(errors="replace").decode()
