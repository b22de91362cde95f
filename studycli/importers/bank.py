"""Somebody's file as text: decoded, with LF line ends, or the reason why it cannot be read."""

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePath

from studycli.core.messages import N_, _
from studycli.core.problem import Problem, error

MAXIMUM_BYTES = 20_000_000

# utf-32 comes first because its little-endian mark begins with that of utf-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"%PDF-", N_("this is a PDF, not text; save it as Markdown")),
    (b"PK\x03\x04", N_("this is a zip archive, such as a Word document, not text; save it as Markdown")),
    (b"\xd0\xcf\x11\xe0", N_("this is an old Office document, not text; save it as Markdown")),
    (b"{\\rtf", N_("this is a rich text document, not text; save it as Markdown")),
)
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Bank:
    """`name` is the file's name with its suffix, `path` the file as problems show it; lines of `text` end in LF."""

    name: str
    path: str
    text: str
    encoding: str


def decode(data: bytes, *, path: str, encoding: str | None = None, limited: bool = True) -> Bank | Problem:
    """The bank in a file's bytes. Without `encoding`: a byte order mark decides, else UTF-8, else GB18030.

    One larger than usual is refused where it is `limited`.
    """
    if fault := _fault_of_bytes(data, path, limited):
        return fault
    decoded = _decode_as(data, encoding, path) if encoding else _decode_unnamed(data, path)
    if isinstance(decoded, Problem):
        return decoded
    text, used = decoded
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _fault_of_text(text, path) or Bank(PurePath(path).name, path, text, used)


def _fault_of_bytes(data: bytes, path: str, limited: bool) -> Problem | None:
    if not data:
        return error(path, 0, 0, "empty", _("the file is empty"))
    if limited and len(data) > MAXIMUM_BYTES:
        size, cap = len(data) / 1e6, MAXIMUM_BYTES // 1_000_000
        message = _("{size:.1f} MB, and at most {cap} MB are read; split the file, or take --no-limit")
        return error(path, 0, 0, "too-large", message.format(size=size, cap=cap))
    for magic, message in _FOREIGN:
        if data.startswith(magic):
            return error(path, 0, 0, "not-text", _(message))
    return None


def _fault_of_text(text: str, path: str) -> Problem | None:
    if not text.strip():
        return error(path, 0, 0, "empty", _("the file holds nothing but white space"))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = _("a NUL character: this is no text, or its encoding has to be named, as in --encoding utf-16")
        return error(path, line, 0, "not-text", message)
    if _HTML.match(text):
        return error(path, 0, 0, "html", _("this is a web page; save its text as Markdown"))
    return None


def _decode_as(data: bytes, encoding: str, path: str) -> tuple[str, str] | Problem:
    try:
        text = data.decode(encoding)
        used = codecs.lookup(encoding).name
    except UnicodeDecodeError as fault:
        message = _("byte {at} is not {encoding}; name the file's encoding with --encoding")
        return _undecodable(path, message, fault, encoding)
    except (LookupError, ValueError):
        message = _("no text encoding is called {encoding!r}; usual ones are utf-8, gb18030, big5, utf-16")
        return error(path, 0, 0, "encoding", message.format(encoding=encoding))
    if found := _SURROGATE.search(text):
        message = _("character {at} is half a surrogate pair; not {encoding}")
        return error(path, 0, 0, "encoding", message.format(at=found.start(), encoding=encoding))
    return text, used


def _decode_unnamed(data: bytes, path: str) -> tuple[str, str] | Problem:
    if marked := next((name for mark, name in _MARKS if data.startswith(mark)), None):
        return _decode_as(data, marked, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        not_utf8 = fault
    if b"\0" in data:
        message = _("byte {at} is no text; name the file's encoding with --encoding")
        return _undecodable(path, message, not_utf8)
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        message = _("byte {at} is neither UTF-8 nor GB18030; name the file's encoding with --encoding")
        return _undecodable(path, message, not_utf8)


def _undecodable(path: str, message: str, fault: UnicodeDecodeError, encoding: str = "") -> Problem:
    line = fault.object.count(b"\n", 0, fault.start) + 1
    return error(path, line, 0, "encoding", message.format(at=fault.start, encoding=encoding))
