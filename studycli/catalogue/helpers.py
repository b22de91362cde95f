"""Preparing many decks at once in helper processes: reading YAML takes three times as long as writing the tables.

A helper is this module run by the same Python. It gets its files on standard input and gives the prepared decks, in
order, on standard output; so it ends when the program that started it does. Where helpers cannot be had, or fail,
the decks are prepared in this process.
"""

import gc
import marshal
import os
import subprocess
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import studycli
from studycli.catalogue.prepared import PreparedDeck, PreparedNote, prepare
from studycli.catalogue.scan import Found
from studycli.core.messages import spoken
from studycli.language import speak_in

# Less is read before a helper has started.
WORTH_BYTES = 4 << 20
_MOST_HELPERS = 4
_LENGTH_BYTES = 8


def prepared_in_turn(files: Sequence[Found]) -> Generator[PreparedDeck | OSError, None, None]:
    """Each of the files, in order; an OSError where it cannot be read."""
    helpers = _start(files)
    try:
        for number, found in enumerate(files):
            ready = _receive(helpers[number % len(helpers)].stdout) if helpers else None
            yield ready or _prepare_here(found)
    finally:
        _stop(helpers)


def _prepare_here(found: Found) -> PreparedDeck | OSError:
    try:
        data = found.path.read_bytes()
    except OSError as fault:
        return fault
    return prepare(data, path=found.shown, name=found.name)


def _start(files: Sequence[Found]) -> "list[subprocess.Popen[bytes]]":
    """Helpers that share the files like cards that are dealt; none where that is not worth it or cannot be."""
    count = min(os.cpu_count() or 1, _MOST_HELPERS, len(files))
    # A program that was packed into one file is no Python that could be started.
    has_python = sys.executable and not getattr(sys, "frozen", False)
    if count < 2 or not has_python or sum(file.size for file in files) < WORTH_BYTES:
        return []
    helpers: list[subprocess.Popen[bytes]] = []
    try:
        for number in range(count):
            helpers.append(_helper())
            jobs = [(str(file.path), file.shown, file.name) for file in files[number::count]]
            _send(helpers[-1].stdin, marshal.dumps((spoken(), jobs)))
    except OSError:
        _stop(helpers)
        return []
    return helpers


def _helper() -> "subprocess.Popen[bytes]":
    package = str(Path(studycli.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        # -P: nothing in the folder that the program is called from may pose as a module.
        [sys.executable, "-P", "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )


def _stop(helpers: "Iterable[subprocess.Popen[bytes]]") -> None:
    for helper in helpers:
        helper.kill()
        with helper:
            pass


def _send(pipe: IO[bytes] | None, message: bytes) -> None:
    assert pipe is not None
    with pipe:
        pipe.write(message)


def _receive(pipe: IO[bytes] | None) -> PreparedDeck | None:
    """The next deck, or None when its file could not be read or the helper is no more."""
    assert pipe is not None
    length = int.from_bytes(pipe.read(_LENGTH_BYTES), "big")
    message = pipe.read(length)
    if not length or len(message) < length:
        return None
    digest, deck, problems, pieces, notes = marshal.loads(message)
    return PreparedDeck(digest, deck, problems, pieces, tuple(map(PreparedNote._make, notes)))


def _help() -> None:
    """What a helper does. A file that cannot be read is an empty message."""
    gc.disable()
    language, jobs = marshal.loads(sys.stdin.buffer.read())
    speak_in(language)
    for path, shown, name in jobs:
        message = b""
        with suppress(OSError):
            ready = prepare(Path(path).read_bytes(), path=shown, name=name)
            message = marshal.dumps((*ready[:-1], [tuple(note) for note in ready.notes]))
        sys.stdout.buffer.write(len(message).to_bytes(_LENGTH_BYTES, "big") + message)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _help()
