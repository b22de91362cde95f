"""The files that the notes of one deck name, and what of the notes could not be kept."""

import base64
import binascii
import re
from pathlib import Path
from urllib.parse import quote

from studycli.anki.media import PackageMedia
from studycli.core.media import Beside, digest_of, is_media, safe_name
from studycli.core.messages import _

_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp|bmp|avif)\s*;\s*base64\s*,(.*)", re.S | re.I)


class CardFiles:
    """For one deck. `copies` are the files to put beside it: a name there, and the file or its content.

    `lost` is what the note at hand could not keep, for people to read; whoever takes it empties it.
    """

    def __init__(self, media: PackageMedia, beside: Beside) -> None:
        self.media, self.beside = media, beside
        self.copies: dict[str, Path | bytes] = {}
        self.named: set[str] = set()
        self.lost: list[str] = []

    def address(self, name: str) -> str:
        found = self.media.name_of(name)
        shown = name.replace("\\", "/").rpartition("/")[2]
        if found is None:
            self.lose(_("the file {name!r}, which the package does not hold").format(name=shown[:80]))
            return quote(safe_name(shown))
        self.named.add(found)
        if not is_media(found):
            self.lose(_("the file {name!r}, which is neither picture nor sound").format(name=shown[:80]))
            return quote(safe_name(shown))
        file = self.media.file(found)
        return self._place(found, file.digest, file.path)

    def embedded(self, url: str) -> str:
        found = _DATA.match(url)
        try:
            content = base64.b64decode(found[2], validate=False) if found else b""
        except (binascii.Error, ValueError):
            content = b""
        if not found or not content:
            self.lose(_("an embedded picture that cannot be read"))
            return ""
        return self._place(f"picture-{digest_of(content)[:8]}.{found[1].lower()}", digest_of(content), content)

    def _place(self, name: str, digest: str, content: Path | bytes) -> str:
        placed = self.beside.name(name, digest)
        self.copies[placed] = content
        return self.beside.address(placed)

    def lose(self, what: str) -> None:
        self.lost.append(what)

    def taken(self) -> list[str]:
        """What was lost since this was last asked, each once."""
        lost, self.lost = list(dict.fromkeys(self.lost)), []
        return lost
