"""The language of the interface: --ui-lang, else the setting `ui_language`, else the locale."""

import os
import sys
from collections.abc import Sequence

from studycli.cli.stop import usage
from studycli.core import messages
from studycli.core.messages import _
from studycli.core.settings import UI_LANGUAGES
from studycli.ui.encoding import can_write

OPTION = "--ui-lang"
_CHINESE = "中文"
# In the order in which gettext asks them.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def speak(arguments: Sequence[str]) -> list[str]:
    """Choose the language for this run; the command line without --ui-lang, which may stand anywhere in it."""
    rest, given = parted(arguments)
    if (language := _language(given)) != messages.spoken():
        from studycli.language import speak_in

        speak_in(language)
    if given is not None and given not in UI_LANGUAGES:
        raise usage(_("--ui-lang must be en or zh, not {given!r}").format(given=given))
    return rest


def locale_language() -> str:
    """zh where the locale is Chinese, else en."""
    named = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "") or _of_windows()
    return "zh" if named.lower().startswith("zh") else "en"


def parted(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The command line without --ui-lang, and the value given last; what follows `--` is left as it is."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest: list[str] = []
    given = None
    words = iter(arguments[:end])
    for word in words:
        if word == OPTION:
            given = next(words, "")
        elif word.startswith(f"{OPTION}="):
            given = word.partition("=")[2]
        else:
            rest.append(word)
    return [*rest, *arguments[end:]], given


def _language(given: str | None) -> str:
    """What was asked for, unless standard output has no signs for it: English can be read where Chinese is numbers."""
    wanted = given if given in UI_LANGUAGES else _set() or locale_language()
    return wanted if wanted == "en" or can_write(_CHINESE) else "en"


def _set() -> str:
    """The setting; "" where there is none. What is wrong with the file is told by the command that needs it."""
    from studycli.cli.folders import folders

    try:
        text = folders().config_file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    if "ui_language" not in text:
        return ""
    import tomllib

    try:
        value = tomllib.loads(text).get("ui_language")
    except tomllib.TOMLDecodeError:
        return ""
    return value if value in UI_LANGUAGES else ""


def _of_windows() -> str:
    """The language of the desktop, which names no locale in the environment."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
