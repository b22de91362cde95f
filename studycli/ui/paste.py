"""What is pasted: the terminal says where it begins and ends, and it is one key, whose name holds the text."""

import re

ON, OFF = b"\x1b[?2004h", b"\x1b[?2004l"

_KEY = "paste:"
_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_WHOLE = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.S)


def pasted_key(typed: str) -> tuple[str, str] | None:
    """The name of the key and what was typed after it; None while the end has not come, or where none begins."""
    end = typed.find(_END)
    if end < 0 or not typed.startswith(_BEGIN):
        return None
    return _KEY + typed[len(_BEGIN) : end], typed[end + len(_END) :]


def is_open(typed: str) -> bool:
    """Whether it begins with a paste whose end has not come."""
    return typed.startswith(_BEGIN) and _END not in typed


def closed(typed: str) -> str:
    """The same with the end that did not come."""
    return typed + _END


def left_of_pastes(typed: str) -> tuple[str, str]:
    """What was typed beside pastes, and the beginning of one whose end is still to come, or ""."""
    keys, begin, _ = _WHOLE.sub("", typed).partition(_BEGIN)
    return keys, begin


def text_of(key: str) -> str | None:
    """What was pasted, with line ends as newlines and tabs as blanks; None for another key."""
    if not key.startswith(_KEY):
        return None
    text = key.removeprefix(_KEY).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return "".join(character for character in text if character == "\n" or character.isprintable())
