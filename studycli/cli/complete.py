"""`complete`: what the word that is being typed may become. Hidden; the shells ask it at each Tab."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_type_hints

import typer

from studycli.cli.context import Context
from studycli.cli.interface import OPTION, parted
from studycli.cli.output import put
from studycli.cli.stop import Exit
from studycli.core.settings import UI_LANGUAGES

if TYPE_CHECKING:
    from studycli.catalogue.store import Catalogue

SUMMARY = "What a word may become."

HELP = "studycli complete -- search deck:"

# More would not be looked through.
_MOST = 500
_QUERIED = ("quiz", "search", "export", "due", "decks", "stats")
_ON_NOTES = ("show", "edit")
_ON_CARDS = ("rate", "suspend", "unsuspend", "bury", "unbury", "reset", "history")


def run(words: Annotated[list[str] | None, typer.Argument(metavar="WORD...", help="Typed so far.")] = None) -> int:
    """The last word is the one that is typed; the others follow `studycli`."""
    *before, word = words or [""]
    for each in dict.fromkeys(_found(before, word)):
        if each.startswith(word):
            put(each)
    return Exit.DONE


def _found(before: list[str], word: str) -> Iterable[str]:
    from studycli.cli.app import COMMANDS

    if before and before[-1] == OPTION:
        return UI_LANGUAGES
    before, _language = parted(before)
    if not before:
        return sorted(name for name, _module in COMMANDS)
    module = dict(COMMANDS).get(before[0])
    if module is None:
        return ()
    if word.startswith("-") and "--" not in before:
        return sorted(_options(module))
    with Context(_decks(before)) as context:
        return list(_of_library(before[0], word, context.index))


def _of_library(command: str, word: str, catalogue: "Catalogue") -> Iterator[str]:
    if command in _ON_NOTES:
        yield from catalogue.ids_with_prefix(word, _MOST)
    elif command in _ON_CARDS:
        yield from catalogue.cards_with_prefix(word, _MOST)
    elif command == "add":
        yield from (deck.name for deck in catalogue.decks())
    elif command in _QUERIED:
        yield from _of_query(word, catalogue)


def _of_query(word: str, catalogue: "Catalogue") -> Iterator[str]:
    from studycli.core.query_tree import Content, Standing

    minus = "-" * word.startswith("-")
    field, colon, value = word.removeprefix(minus).partition(":")
    if not colon:
        yield from (f"{minus}{name}:" for name in ("deck", "has", "id", "is", "lang", "tag"))
        return
    match field:
        case "deck":
            values = _with_folders(deck.name for deck in catalogue.decks())
        case "tag":
            values = sorted({tag for tags in catalogue.tags().values() for tag in tags})
        case "id":
            values = list(catalogue.ids_with_prefix(value, _MOST))
        case "is" | "has":
            values = list(Standing if field == "is" else Content)
        case "lang":
            values = ["en", "zh"]
        case _:
            values = []
    # A blank would end the word, so such a value is left to be typed in quotes.
    yield from (f"{minus}{field}:{each}" for each in values if not any(map(str.isspace, each)))


def _with_folders(names: Iterable[str]) -> list[str]:
    """The decks and what they lie below."""
    found: dict[str, None] = {}
    for name in names:
        parts = name.split("/")
        found.update(("/".join(parts[:depth]), None) for depth in range(1, len(parts) + 1))
    return list(found)


def _options(module: str) -> Iterator[str]:
    from importlib import import_module

    for hint in get_type_hints(import_module(module).run, include_extras=True).values():
        for said in getattr(hint, "__metadata__", ()):
            # Inside Annotated typer takes the first name for a default.
            names = (getattr(said, "default", None), *(getattr(said, "param_decls", None) or ()))
            yield from (name for name in names if isinstance(name, str) and name.startswith("--"))
    yield from ("--help", OPTION)


def _decks(before: list[str]) -> list[Path]:
    """What --decks names on the line."""
    return [Path(path) for option, path in pairwise(before) if option == "--decks"]
