"""The language that messages are in: taken up by the program, and by the processes that help it."""

from contextlib import suppress
from pathlib import Path

from studycli.core import messages

LOCALES = Path(__file__).resolve().parent / "locale"


def speak_in(language: str) -> None:
    """Take the messages of a language; English where they were never compiled."""
    if language == messages.spoken():
        return
    translations = None
    if language != "en":
        import gettext

        with suppress(OSError):
            translations = gettext.translation("studycli", LOCALES, [language])
    messages.use(language if translations else "en", translations)
