"""The words of the interface: messages are English in the code, and what `use` was given puts them otherwise.

`_` words a message now, `n_` one that counts, and `N_` only marks a message that stands in a table until it is shown.
Values go in by name, after wording: `_("{path}: no such file").format(path=path)`.
"""

from typing import Protocol


class Translations(Protocol):
    """What `gettext` makes of a catalogue of messages."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...


_translations: Translations | None = None
_language = "en"


def use(language: str, translations: Translations | None) -> None:
    """From now on messages are in this language; without translations they are in English."""
    global _translations, _language  # one process speaks one language, as in the gettext module
    _translations, _language = translations, language


def spoken() -> str:
    """The language that messages are in: en or zh."""
    return _language


def _(message: str) -> str:
    # To an empty message gettext answers with the head of the catalogue.
    return _translations.gettext(message) if _translations and message else message


def n_(one: str, many: str, n: int) -> str:
    """The form that goes with the number, which is put in as `{n}`, with commas between thousands."""
    chosen = (one if n == 1 else many) if _translations is None else _translations.ngettext(one, many, n)
    return chosen.replace("{n}", f"{n:,}")


def N_(message: str) -> str:  # noqa: N802  # the name that gettext's tools know
    return message
