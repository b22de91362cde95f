"""Pictures and sounds beside a bank of text, to be copied beside its deck, and links that lead nowhere from there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from studycli.cli.bank_files import STANDARD_INPUT, BankFile
from studycli.cli.import_files import DeckFile, digest_at
from studycli.core.media import Beside, is_media
from studycli.core.messages import N_, _, n_
from studycli.core.model import Note
from studycli.core.problem import Problem, warning
from studycli.core.texts import each_variant, texts_of, with_texts

# Code as it is, else a link or picture: what opens it, its address, and what closes it.
_LINK = re.compile(
    r"(?P<code>```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|(?P<ticks>`+)[^`].*?(?P=ticks))"
    r"|(?P<open>!?\[[^\[\]\n]{0,500}\]\([ \t]{0,3})(?:<(?P<angled>[^<>\n]{1,500})>|(?P<bare>[^()<>\s]{1,500}))"
    r"(?P<rest>[^()\n]{0,200}\))",
    re.S,
)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def with_media(file: BankFile, deck_file: DeckFile) -> tuple[DeckFile, tuple[Problem, ...]]:
    """The deck with its pictures beside it, and what is not to be had; as it is where it goes to standard output."""
    target = deck_file.target
    if target is None or file.path == STANDARD_INPUT:
        return deck_file, ()
    folder = target.parent / f"{target.stem}-media"
    media = _BankMedia(file, Beside(target.stem, lambda name: digest_at(folder / name)))
    notes = tuple(media.placed(note) for note in deck_file.deck.notes)
    copies = {folder / name: path for name, path in media.copies.items()}
    return replace(deck_file, deck=replace(deck_file.deck, notes=notes), media=copies), tuple(media.problems())


class _BankMedia:
    """`copies` are the files to put beside the deck, by their names there."""

    def __init__(self, file: BankFile, beside: Beside) -> None:
        self.copies: dict[str, Path] = {}
        self._shown = file.shown
        self._folder = file.path.resolve().parent
        # Of a folder that was named, all may be used; of a file, what lies beside and below it.
        self._root = self._folder.parents[len(file.place.parts) - 2] if len(file.place.parts) > 1 else self._folder
        self._beside = beside
        self._lost: dict[tuple[int, str], str] = {}
        self._links: list[tuple[int, str]] = []

    def placed(self, note: Note) -> Note:
        if not any("](" in variant for text in texts_of(note) for variant in text.every()):
            return note
        return with_texts(note, lambda text: each_variant(text, lambda said: self._with_links(said, note.line)))

    def problems(self) -> Iterator[Problem]:
        for (line, address), why in self._lost.items():
            yield warning(self._shown, line, 0, "image", _(why).format(address=address))
        if self._links:
            line, address = self._links[0]
            yield warning(self._shown, line, 0, "link", _dangling(len(self._links) - 1).format(address=address))

    def _with_links(self, text: str, line: int) -> str:
        return _LINK.sub(lambda found: self._link(found, line), text)

    def _link(self, found: re.Match[str], line: int) -> str:
        address = found["angled"] or found["bare"]
        if found["code"] or _ELSEWHERE.match(address):
            return found[0]
        path = unquote(re.split(r"[?#]", address)[0]).replace("\\", "/")
        is_image = found["open"].startswith("!")
        if not is_image and not is_media(path):
            self._links.append((line, address))
            return found[0]
        source = self._source(path)
        if isinstance(source, str):
            self._lost[line, address] = source
            return found[0]
        source_path, digest = source
        name = self._beside.name(source_path.name, digest)
        self.copies[name] = source_path
        return f"{found['open']}{self._beside.address(name)}{found['rest']}"

    def _source(self, path: str) -> tuple[Path, str] | str:
        """The file and its digest, or why there is none."""
        try:
            file = (self._folder / path).resolve()
            if not file.is_relative_to(self._root):
                return N_("{address} lies outside the folder of the bank and is not copied")
            if not is_media(file.name):
                return N_("{address} is neither picture nor sound and is not copied")
            digest = digest_at(file) if file.is_file() else None
        except (OSError, ValueError):
            digest = None
        return (file, digest) if digest else N_("{address} is not beside the bank and is not copied")


def _dangling(others: int) -> str:
    if not others:
        return _("the link to {address} leads to nothing from where the deck is")
    return n_(
        "the link to {address} leads to nothing from where the deck is, and so do {n} more",
        "the link to {address} leads to nothing from where the deck is, and so do {n} more",
        others,
    )
