"""Runs Python files one after another, each in a process forked after torch was imported once.

Standard input: a path a line; standard output: one JSON line for each, {"path", "status", "output"}. What starts
processes of its own is run as a program, since those import it again.
"""

import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

TIMEOUT_SECONDS = 120
WORKERS = Path(__file__).parent / "data" / "workers"


def main():
    os.environ["OMP_NUM_THREADS"] = "1"
    import torch

    torch.set_num_threads(1)
    for line in sys.stdin:
        path = line.strip()
        alone = "multiprocessing" in Path(path).read_text(encoding="utf-8")
        status, output = as_program(path) if alone else forked(path)
        print(json.dumps({"path": path, "status": status, "output": output}), flush=True)


def as_program(path):
    environment = {**os.environ, "PYTHONPATH": str(WORKERS)}
    done = subprocess.run(
        [sys.executable, path], capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False, env=environment
    )
    return done.returncode, done.stdout + done.stderr


def forked(path):
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if child == 0:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            signal.alarm(TIMEOUT_SECONDS)
            os._exit(run(path))
        _, status = os.waitpid(child, 0)
        output.seek(0)
        return os.waitstatus_to_exitcode(status), output.read().decode(errors="replace")


def run(path):
    import traceback

    warnings.simplefilter("error", UserWarning)
    try:
        runpy.run_path(path, run_name="__main__")
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    main()
