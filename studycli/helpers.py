"""Much work of one kind done in helper processes.

A helper is this module run by the same Python. It gets its jobs on standard input and gives what became of them, in
order, on standard output; so it ends when the program that started it does. Where helpers cannot be had, or fail,
the work is done in this process.
"""

import gc
import marshal
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

import studycli
from studycli.core.messages import spoken
from studycli.language import speak_in

Job = TypeVar("Job")

_MOST_HELPERS = 4
_LENGTH_BYTES = 8


def in_turn(work: Callable[[Job], Any], jobs: Sequence[Job], *, is_much: bool) -> Generator[Any, None, None]:
    """What the work makes of each job, in order.

    `work` is a function of a module, and jobs can be pickled. It gives tuples, lists, strings, bytes and the like,
    for those travel fastest; where it gives an exception instead, it is asked once more in this process. `is_much`:
    whether starting helpers is worth it.
    """
    helpers = _start(work, jobs) if is_much else []
    try:
        for number, job in enumerate(jobs):
            made = _receive(helpers[number % len(helpers)].stdout) if helpers else None
            yield work(job) if made is None else made
    finally:
        _stop(helpers)


def _start(work: Callable[[Job], Any], jobs: Sequence[Job]) -> "list[subprocess.Popen[bytes]]":
    """Helpers that share the jobs like cards that are dealt; none where they cannot be had."""
    count = min(os.cpu_count() or 1, _MOST_HELPERS, len(jobs))
    # A program that was packed into one file is no Python that could be started.
    if count < 2 or not sys.executable or getattr(sys, "frozen", False):
        return []
    helpers: list[subprocess.Popen[bytes]] = []
    try:
        helpers.extend(_helper() for _ in range(count))
        for number, helper in enumerate(helpers):
            _send(helper.stdin, pickle.dumps((spoken(), work, jobs[number::count])))
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


def _receive(pipe: IO[bytes] | None) -> Any:
    """What became of the next job, or None when it gave an exception or the helper is no more."""
    assert pipe is not None
    length = int.from_bytes(pipe.read(_LENGTH_BYTES), "big")
    message = pipe.read(length)
    return marshal.loads(message) if length and len(message) == length else None


def _help() -> None:
    """What a helper does."""
    gc.disable()
    language, work, jobs = pickle.loads(sys.stdin.buffer.read())
    speak_in(language)
    for job in jobs:
        made = work(job)
        message = b"" if isinstance(made, Exception) else marshal.dumps(made)
        sys.stdout.buffer.write(len(message).to_bytes(_LENGTH_BYTES, "big") + message)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _help()
