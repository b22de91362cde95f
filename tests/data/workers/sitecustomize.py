"""For programs of the cards that start workers: these end as soon as their work is done, with the status that it had.

torch leaves gloo's threads behind even where a process group was destroyed. One that asks for Python's lock while the
interpreter is torn down is ended by Python before 3.14, which C++ answers with an abort of the process.
"""

import multiprocessing.spawn
import os
import sys

_spawn_main = multiprocessing.spawn.spawn_main


def spawn_main(*arguments, **named):
    try:
        _spawn_main(*arguments, **named)
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code)


multiprocessing.spawn.spawn_main = spawn_main
