"""Files that commands read and write for a person."""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from studycli.cli.stop import Exit, Stop
from studycli.core.messages import N_, _

# What systems say in English whatever the locale is.
_REASONS = {
    N_("no such file or directory"),
    N_("permission denied"),
    N_("operation not permitted"),
    N_("is a directory"),
    N_("not a directory"),
    N_("file exists"),
    N_("file name too long"),
    N_("no space left on device"),
    N_("read-only file system"),
    N_("input/output error"),
    N_("may not be written"),
}


def read_bytes(path: Path, *, status: Exit) -> bytes:
    """The file's bytes; `status` is how the command ends when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Stop(status, "unreadable", f"{path}: {reason(fault)}") from fault


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place at once: whoever looks sees the old one or the new one, and a fault leaves the old one.

    A link stays one, and permissions stay as they were.
    """
    import secrets

    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}")
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, N_("may not be written"))
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException as fault:
        with suppress(OSError):
            draft.unlink()
        if isinstance(fault, OSError):
            raise unwritten(path, fault) from fault
        raise


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise unwritten(folder, fault) from fault


def unwritten(path: Path, fault: OSError) -> Stop:
    message = _("{path}: could not be written: {reason}; nothing was changed").format(path=path, reason=reason(fault))
    return Stop(Exit.OUTPUT, "not-written", message)


def reason(fault: OSError) -> str:
    """What the system says, without the path and the number."""
    said = (fault.strerror or str(fault)).lower()
    return _(said) if said in _REASONS else said
