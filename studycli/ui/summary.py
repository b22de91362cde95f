"""What a session came to."""

from collections.abc import Mapping
from dataclasses import dataclass

from studycli.core.schedule import Rating


@dataclass(frozen=True, slots=True)
class Summary:
    """`missed` are the texts of points that were not named, each once."""

    reviewed: int
    seconds: float
    ratings: Mapping[Rating, int]
    missed: tuple[str, ...] = ()
