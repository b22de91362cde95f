"""Pictures and sounds that lie beside a deck: which files they may be, and what they are called there.

The files of `cnn.yaml` lie in the folder `cnn-media` beside it. A file keeps its name, made safe; where two that differ
have one name, the later gets the first digits of its content's hash.
"""

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import unquote

PICTURES = frozenset("apng avif bmp gif heic ico jfif jpeg jpg png svg tif tiff webp".split())
PLAYED = frozenset("3gp aac avi flac flv m4a m4v mkv mov mp3 mp4 mpeg mpg oga ogg ogv ogx opus spx wav webm".split())

_UNSAFE = re.compile(r"[^\w.+-]+")
_LONGEST = 80
_HASH = re.compile(r"(.+)-([0-9a-f]{16})")
# Windows takes these for devices, with any suffix.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)


def suffix_of(name: str) -> str:
    """Without its dot, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_media(name: str) -> bool:
    return suffix_of(name) in PICTURES | PLAYED


def safe_name(name: str) -> str:
    """A name that every system can have for a file: one level without blanks, not hidden, not long."""
    stem, dot, suffix = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-.").rpartition(".")
    return _allowed(f"{_within(stem, _LONGEST)}{dot}{suffix[:12]}" if dot else _within(suffix, _LONGEST))


def safe_level(name: str) -> str:
    """A level of a deck's name as a folder or file; blanks and brackets stay."""
    plain = re.sub(r"[^\w.+ ()&,'!-]+", "-", unicodedata.normalize("NFC", name))
    return _allowed(_within(" ".join(plain.split()), _LONGEST))


def _allowed(name: str) -> str:
    name = name.strip("-. ") or "unnamed"
    return f"_{name}" if _DEVICE.match(name) else name


def _within(text: str, most: int) -> str:
    """File systems count bytes: a name holds 255 of them."""
    return text.encode()[: 2 * most].decode(errors="ignore")[:most]


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]


def hashed_name(name: str, digest: str) -> str:
    """A name that no other content has."""
    stem, dot, suffix = safe_name(name).rpartition(".")
    return f"{plain_name(stem, digest)}-{digest}{dot}{suffix.lower()}"


def plain_name(stem: str, digest: str) -> str:
    """A stem without the hash that `hashed_name` gave it."""
    found = _HASH.fullmatch(stem)
    return found[1] if found and found[2] == digest else stem


class Beside:
    """The files beside one deck. `digest_at` says what is there already, by its name, None for nothing."""

    def __init__(self, deck: str, digest_at: Callable[[str], str | None] = lambda _: None) -> None:
        self.folder = f"{deck}-media"
        self._digest_at = digest_at
        self._names: dict[str, str] = {}

    def name(self, wanted: str, digest: str) -> str:
        """What a file with this content is called here."""
        stem, dot, suffix = safe_name(wanted).rpartition(".")
        name = f"{plain_name(stem, digest)}{dot}{suffix}"
        known = self._names.get(name.casefold()) or self._digest_at(name)
        name = name if known in (None, digest) else hashed_name(name, digest)
        # Names that differ in case alone are one on some systems.
        self._names[name.casefold()] = digest
        return name

    def address(self, name: str) -> str:
        """How the deck's Markdown names a file of its folder."""
        return re.sub(r"[\s%()<>\\\"'$`|*_\[\]?#]", lambda found: _escaped(found[0]), f"{self.folder}/{name}")


def _escaped(character: str) -> str:
    # A low line is safe in an address, and people read it.
    return character if character == "_" else "".join(f"%{byte:02X}" for byte in character.encode())


def path_of(address: str) -> str | None:
    """The file that an address in a deck's Markdown means, as a relative path; None where it is no media beside it."""
    path = unquote(address).replace("\\", "/")
    levels = path.split("/")
    is_beside = not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", path) and ".." not in levels and "\0" not in path
    return path if is_beside and is_media(levels[-1]) else None
