"""The decks that banks became, as they were imported last: what a newer bank is compared with."""

import os
from hashlib import sha256
from pathlib import Path

from studycli.cli.files import make_folder, write_whole
from studycli.cli.output import mention
from studycli.cli.stop import Stop
from studycli.core.messages import _
from studycli.core.model import Deck


def _place(data: Path, target: Path) -> Path:
    """A file for each deck, told by where it is."""
    named = os.path.normcase(target.resolve())
    return data / "banks" / f"{sha256(named.encode(errors='surrogatepass')).hexdigest()[:24]}.yaml"


def keep(data: Path, target: Path, text: str) -> None:
    """Remember what a bank became; the deck is written already, so that a fault is told and does not end the import."""
    place = _place(data, target)
    try:
        make_folder(place.parent)
        write_whole(place, text.encode())
    except Stop as fault:
        told = _("{path} is written, but what --update compares with is not: {fault}")
        mention(told.format(path=target, fault=fault.message))


def last_import(data: Path, target: Path) -> Deck | None:
    """What the bank of this deck became when it was imported last; None where that is not known."""
    from studycli.decks.reader import read_bytes

    try:
        reading = read_bytes(_place(data, target).read_bytes(), path="", name=target.stem)
    except OSError:
        return None
    is_whole = not any(problem.is_error for problem in reading.problems)
    return reading.deck if is_whole else None
