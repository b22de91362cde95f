"""The bytes of a deck file -> its text."""

from studycli.core.messages import _
from studycli.core.problem import Problem, error

MOST_BYTES = 20_000_000


def decode(data: bytes, path: str) -> str | Problem:
    """The text as it stands, a byte order mark and the author's line ends included."""
    if len(data) > MOST_BYTES:
        message = _("{size:.1f} MB; a deck has at most {most:.0f}: part it into several files")
        return error(path, 0, 0, "too-large", message.format(size=len(data) / 1e6, most=MOST_BYTES / 1e6))
    try:
        return data.decode()
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            message = _("UTF-16 is not UTF-8; save the file as UTF-8")
        else:
            message = _("byte 0x{byte:02x} is not UTF-8; save the file as UTF-8").format(byte=data[fault.start])
        return error(path, line, column, "not-utf8", message)
