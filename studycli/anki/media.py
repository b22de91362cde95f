"""The media of a package: which files it holds, unpacked into a folder of their own when they are asked for."""

import json
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from urllib.parse import unquote

from studycli.anki import protobuf
from studycli.anki.container import Bounds, member, unzipped
from studycli.anki.fault import PackageFault
from studycli.core.messages import _

_BLOCK = 1 << 20
_LARGEST_LIST = 64 << 20
_BOUNDS = Bounds()
_ZSTD = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file as it lies unpacked, and what its content is told by."""

    path: Path
    digest: str


@contextmanager
def media_of(source: Path | IO[bytes], bounds: Bounds = _BOUNDS) -> Iterator["PackageMedia"]:
    """Gone at the end are the files that were unpacked; a PackageFault says why one cannot be."""
    with TemporaryDirectory(prefix="studycli-") as folder, unzipped(source) as package:
        yield PackageMedia(package, Path(folder), bounds)


class PackageMedia:
    def __init__(self, package: zipfile.ZipFile, folder: Path, bounds: Bounds) -> None:
        self._package, self._folder, self._bounds = package, folder, bounds
        self._packed = sum(info.compress_size for info in package.infolist())
        self._size = 0
        self._is_zstd, self._members = _list_of(package)
        self._found: dict[str, MediaFile] = {}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._members)

    def name_of(self, wanted: str) -> str | None:
        """How the package calls the file that a field names, which may be written as in an address."""
        tries = (wanted, unquote(wanted), unicodedata.normalize("NFC", unquote(wanted)))
        return next((name for name in tries if name in self._members), None)

    def file(self, name: str) -> MediaFile:
        """One of `names`, unpacked."""
        if name not in self._found:
            self._found[name] = self._unpacked(self._members[name])
        return self._found[name]

    def _unpacked(self, place: str) -> MediaFile:
        path, digest = self._folder / str(len(self._found)), sha256()
        with member(self._package, place, is_zstd=self._is_zstd) as source, path.open("xb") as target:
            while block := source.read(_BLOCK):
                self._count(len(block))
                digest.update(block)
                target.write(block)
        return MediaFile(path, digest.hexdigest()[:16])

    def _count(self, size: int) -> None:
        """All media together have the bounds of one collection."""
        self._size += size
        most = max(self._bounds.unsuspicious, self._bounds.ratio * self._packed)
        if self._size > min(most, self._bounds.most):
            raise PackageFault(_("its media unpack beyond reason; export it from Anki again, or without media"))


def _list_of(package: zipfile.ZipFile) -> tuple[bool, Mapping[str, str]]:
    """Whether the files are packed once more, and where in the zip each name lies."""
    members = set(package.namelist())
    if "media" not in members:
        return False, {}
    with package.open("media") as packed:
        is_zstd = packed.read(4) == _ZSTD
    with member(package, "media", is_zstd=is_zstd) as source:
        content = source.read(_LARGEST_LIST)
    names = _of_json(content) if content.lstrip()[:1] == b"{" else _of_protobuf(content)
    return is_zstd, {name: place for name, place in names.items() if place in members}


def _of_json(content: bytes) -> dict[str, str]:
    try:
        made = json.loads(content)
    except (ValueError, RecursionError) as fault:
        message = _("its list of {what} is damaged ({fault}); export it from Anki again")
        raise PackageFault(message.format(what="media", fault=fault)) from fault
    return {name: place for place, name in made.items() if isinstance(name, str)} if isinstance(made, dict) else {}


def _of_protobuf(content: bytes) -> dict[str, str]:
    """Files lie under their number in the list, unless an old package gave them another."""
    entries = [value for number, value in protobuf.fields(content) if number == 1 and isinstance(value, bytes)]
    names: dict[str, str] = {}
    for at, entry in enumerate(entries):
        old = [value for number, value in protobuf.fields(entry) if number == 255 and isinstance(value, int)]
        names[protobuf.text(entry, 1)] = str(old[0] if old else at)
    return names
