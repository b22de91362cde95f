"""Compiles the translated messages when the package is built or installed for development."""

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALES = Path(__file__).parent / "studycli" / "locale"


class CompileMessages(BuildHookInterface):  # type: ignore[type-arg]  # its configuration is not used
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # as the hook is called
        for language in LOCALES.iterdir():
            compile_messages(language)


def compile_messages(language: Path) -> None:
    """All .po files of a language, each with the messages of a part of the program, into the one file that is read."""
    whole = Catalog(language.name)
    for part in sorted(language.glob("*.po")):
        with part.open("rb") as file:
            for message in read_po(file, locale=language.name):
                whole[message.id] = message
    target = language / "LC_MESSAGES" / "studycli.mo"
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, whole)
