"""Text from a deck as it may go to a terminal: a deck must not move the cursor or clear the screen."""

from studycli.ui.encoding import writable

_FORBIDDEN = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}


def printable(text: str) -> str:
    """The text with line ends as newlines, and signs in place of other control characters and of what the terminal
    cannot write.
    """
    return writable(text.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN))
