"""The zip that a package is: its database is compressed in pieces, of which those that stayed the same are kept."""

import hashlib
import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from studycli.exporters.anki_cache import keep_pieces, pieces

# What the zip says of its members; the year is the first that a zip can name.
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o644 << 16

_PIECE = 1 << 20
# The best level but for the first makes packages a tenth smaller in twice the time.
_LEVEL = 1
_NOTHING_MORE = b"\x03\x00"


def package_file(database: sqlite3.Connection, media: Mapping[str, bytes]) -> bytes:
    """The package whose database this is; `media` are the files that its notes name, by their names."""
    content, names = database.serialize(), sorted(media)
    collection, packed = _member("collection.anki2"), _deflated(database, content)
    collection.CRC, collection.file_size, collection.compress_size = zlib.crc32(content), len(content), len(packed)
    collection.header_offset, file = 0, io.BytesIO()
    # A zip goes on behind what is there, so it does not compress this once more.
    file.write(collection.FileHeader())
    file.write(packed)
    with zipfile.ZipFile(file, "w") as made:
        made.infolist().append(collection)
        made.writestr(_member("media"), json.dumps(dict(enumerate(names))), compresslevel=_LEVEL)
        for number, name in enumerate(names):
            made.writestr(_member(str(number)), media[name], compresslevel=_LEVEL)
    return file.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _READABLE
    return member


def _deflated(database: sqlite3.Connection, content: bytes) -> bytes:
    whole = memoryview(content)
    parts = [whole[at : at + _PIECE] for at in range(0, len(content), _PIECE)]
    keys = [hashlib.sha256(part).digest() for part in parts]
    done = pieces(database, keys)
    left = {key: part for key, part in zip(keys, parts, strict=True) if key not in done}
    if left:
        fresh = dict(zip(left, _each_deflated(list(left.values())), strict=True))
        keep_pieces(database, keys, fresh)
        done |= fresh
    return b"".join([done[key] for key in keys]) + _NOTHING_MORE


def _each_deflated(parts: Sequence[memoryview]) -> list[bytes]:
    """In threads, which the library lets run at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        return list(pool.map(_piece, parts))


def _piece(part: memoryview) -> bytes:
    """Whole bytes that know of nothing before them, and do not end the stream."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
