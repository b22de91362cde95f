"""Options that every command has."""

from pathlib import Path
from typing import Annotated

import typer

from studycli.cli.stop import usage
from studycli.core.messages import _
from studycli.core.settings import LANGUAGES

Decks = Annotated[
    list[Path] | None,
    typer.Option("--decks", metavar="PATH", help="Deck file or folder instead of the library; again for more."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object for programs.")]
Query = Annotated[
    list[str] | None, typer.Argument(metavar="[QUERY]", show_default=False, help="In the search language.")
]
Language = Annotated[str | None, typer.Option("--lang", metavar="en|zh|both", help="Language of the cards.")]


def language(given: str | None) -> str | None:
    """The value of --lang when it is one of those there are."""
    if given is not None and given not in LANGUAGES:
        raise usage(_("--lang must be en, zh or both, not {given!r}").format(given=given))
    return given
