"""Why a command ends early: an exit status, a word for programs and a sentence for people."""

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    FAULT = 1
    USAGE = 2
    DECKS = 3
    NO_SUCH_ID = 4
    HISTORY = 5
    OUTPUT = 6
    INTERRUPTED = 130


class Stop(Exception):  # noqa: N818  # not every stop is an error
    """Raised anywhere in a command; `main` words it on standard error, and with --json on standard output too."""

    def __init__(self, status: Exit, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def usage(message: str) -> Stop:
    return Stop(Exit.USAGE, "usage", message)
