"""A package's database out of its zip: the right member of three, unpacked, within bounds.

The package comes from a phone, a mail or a forum, so nothing in it is trusted: neither the sizes it claims nor that
what it holds is Anki's.
"""

import errno
import sqlite3
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from studycli.anki.fault import PackageFault
from studycli.core.messages import _

if TYPE_CHECKING:
    from types import ModuleType

# Today's package also holds a stub under the oldest name, so the newest that is there counts.
_ZSTD = "collection.anki21b"
_COLLECTIONS = (_ZSTD, "collection.anki21", "collection.anki2")

_BLOCK = 1 << 20
_LONGEST_VALUE = 100_000_000
_TABLES = frozenset(("col", "notes", "cards", "revlog"))


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a collection may become: bytes in all, and times its packed size once it is beyond `unsuspicious` bytes."""

    most: int = 4 << 30
    ratio: int = 200
    unsuspicious: int = 64 << 20


@contextmanager
def opened(path: Path | IO[bytes], bounds: Bounds = Bounds()) -> Iterator[sqlite3.Connection]:
    """The collection in a package, to be read only; a PackageFault says why there is none."""
    with TemporaryDirectory(prefix="studycli-") as folder:
        database = Path(folder) / "collection.db"
        _unpack(path, database, bounds)
        # Immutable: the file says that it has a write-ahead log, and there is none.
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            try:
                _distrust(connection)
                yield connection
            # The second is how damaged names come out of the library.
            except (sqlite3.Error, UnicodeDecodeError) as fault:
                message = _("its collection cannot be read ({fault}); export it from Anki again")
                raise PackageFault(message.format(fault=fault)) from fault


def _unpack(path: Path | IO[bytes], database: Path, bounds: Bounds) -> None:
    with unzipped(path) as package:
        name = next((name for name in _COLLECTIONS if name in package.namelist()), None)
        if name is None:
            raise PackageFault(
                _("holds no collection, so it is not an Anki package; of a Word document save the text as Markdown")
            )
        packed = package.getinfo(name).compress_size
        with member(package, name, is_zstd=name == _ZSTD) as source, database.open("xb") as target:
            _copy(source, target, packed, bounds)


@contextmanager
def unzipped(path: Path | IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The zip; a PackageFault says what is damaged in it, also while it is read."""
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    # What the zip and its methods raise for damage, encryption and methods that are not known.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as fault:
        raise _damaged(fault) from fault
    except OSError as fault:
        # Nor do files end before they begin, as a damaged zip may say.
        if fault.errno != errno.EINVAL:
            raise
        raise _damaged(fault) from fault


def _damaged(fault: Exception) -> PackageFault:
    return PackageFault(_("the package is damaged ({fault}); export it from Anki again").format(fault=fault))


@contextmanager
def member(package: zipfile.ZipFile, name: str, *, is_zstd: bool) -> Iterator[IO[bytes]]:
    """A file in the zip, unpacked while it is read."""
    with package.open(name) as packed:
        if not is_zstd:
            yield packed
            return
        with _unpacked(packed) as source:
            yield source


@contextmanager
def _unpacked(packed: IO[bytes]) -> Iterator[IO[bytes]]:
    zstd = _zstd()
    try:
        # Anki's frames do not say how long they are, so they can only be read as a stream.
        with zstd.ZstdFile(packed) as source:
            yield source
    except zstd.ZstdError as fault:
        raise _damaged(fault) from fault


def _zstd() -> "ModuleType":
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def _copy(source: IO[bytes], target: IO[bytes], packed: int, bounds: Bounds) -> None:
    size = 0
    while block := source.read(_BLOCK):
        size += len(block)
        if size > bounds.most:
            message = _("its collection is larger than {most} MB, which no collection is")
            raise PackageFault(message.format(most=bounds.most >> 20))
        if size > max(bounds.unsuspicious, bounds.ratio * packed):
            message = _("its collection unpacks to more than {ratio} times its size, which none does")
            raise PackageFault(message.format(ratio=bounds.ratio))
        target.write(block)


def _distrust(connection: sqlite3.Connection) -> None:
    """Refuse what is not Anki's, and let nothing in the file run."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.create_collation("unicase", _by_folded)
    # A view in place of a table could compute for ever.
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := sorted(_TABLES - tables):
        raise PackageFault(_("its collection has no table {name}, so it is not Anki's").format(name=missing[0]))


def _by_folded(one: str, other: str) -> int:
    a, b = one.casefold(), other.casefold()
    return (a > b) - (a < b)
