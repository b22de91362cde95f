"""What a session came to."""

from collections.abc import Mapping
from typing import NamedTuple

from studycli.core.schedule import Rating


class Summary(NamedTuple):
    """`missed` are the texts of points that were not named, each once."""

    reviewed: int
    seconds: float
    ratings: Mapping[Rating, int]
    missed: tuple[str, ...] = ()
