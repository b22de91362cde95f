"""Addresses of links, as Markdown has them."""

import re

_WEB = re.compile(r"(?:(?:https?|ftp|mailto|tel|anki):|(?![^/?#]*:)(?=.))[^\s\0-\x1f]+", re.I)
_UNFIT = re.compile(r"[\s()<>\\$`|\x00-\x1f]")
_REFERENCE = re.compile(r"&(?=#?\w{1,40};)")
# Marks that end a sentence are no part of an address that stands in it.
_BARE = re.compile(r"(?:https?://|www\.|[\w.+-]+@)[\w~/?#@!&=+%,:.-]*[\w/]", re.A)


def is_address(url: str) -> bool:
    """Whether a link may lead there: to the web, a mailbox, Anki or a file beside it, and not into a script."""
    return _WEB.fullmatch(url) is not None


def destination(url: str) -> str:
    """An address as it may stand between the brackets of a link."""
    return _REFERENCE.sub("&amp;", _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", url))


def bare_forms(url: str) -> tuple[str, ...]:
    """How an address may stand in a text and be a link by itself."""
    forms = (url, url.removeprefix("http://" if url.startswith("http://www.") else "mailto:"))
    return tuple(form for form in dict.fromkeys(forms) if _BARE.fullmatch(form))
