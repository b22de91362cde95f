"""A package read without the command line: its decks, what is told of them, and the files beside them."""

from dataclasses import dataclass

from studycli.anki.card_files import CardFiles
from studycli.anki.container import opened
from studycli.anki.media import media_of
from studycli.anki.package_decks import Reader, read_contents
from studycli.core.media import Beside
from studycli.core.model import Deck


@dataclass(frozen=True)
class Read:
    decks: tuple
    problems: tuple
    files: dict

    @property
    def notes(self):
        return [note for deck in self.decks for note in deck.notes]

    @property
    def messages(self):
        return [problem.message for problem in self.problems]


def read_package(path):
    with opened(path) as collection:
        contents = read_contents(collection)
    reader, decks, files = Reader(contents, path.name, path.name), [], {}
    with media_of(path) as media:
        for deck in contents.decks:
            kept = CardFiles(media, Beside("deck"))
            description = reader.description(deck, kept)
            notes = tuple(reader.notes(deck, kept))
            decks.append(Deck(name="::".join(deck.levels), description=description, notes=notes))
            for name, content in kept.copies.items():
                files[name] = content if isinstance(content, bytes) else content.read_bytes()
    return Read(tuple(decks), tuple(reader.problems), files)
