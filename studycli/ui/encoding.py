"""What can be written where the locale has no UTF-8; in place of the rest stands what is nearest to it."""

import codecs
import sys
from io import TextIOWrapper
from typing import IO

NEAREST = "studycli.nearest"


def can_write(text: str) -> bool:
    """Whether standard output has every character of it."""
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:
        return False
    return True


def writable(text: str) -> str:
    """The text with signs of its own in place of what standard output has not."""
    return text if _encoding() == "utf-8" else text.encode(_encoding(), NEAREST).decode(_encoding())


def lenient(stream: IO[str] | None) -> None:
    """From now on nothing that is written to it is a fault."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=NEAREST)


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    from studycli.ui.nearest import nearest  # most terminals write all there is

    return "".join(map(nearest, fault.object[fault.start : fault.end])), fault.end


codecs.register_error(NEAREST, _nearest)
