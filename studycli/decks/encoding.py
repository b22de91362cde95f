"""The bytes of a deck file -> its text."""

from studycli.core.problem import Problem, error

MOST_BYTES = 20_000_000


def decode(data: bytes, path: str) -> str | Problem:
    """The text as it stands, a byte order mark and the author's line ends included."""
    if len(data) > MOST_BYTES:
        message = f"{len(data) / 1e6:.1f} MB; a deck has at most {MOST_BYTES / 1e6:.0f}: part it into several files"
        return error(path, 0, 0, "too-large", message)
    try:
        return data.decode()
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else f"byte 0x{data[fault.start]:02x}"
        return error(path, line, column, "not-utf8", f"{what} is not UTF-8; save the file as UTF-8")
