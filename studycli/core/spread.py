"""Where in its range an interval comes to lie: fuzz parts cards that were learnt together, load evens out the days."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studycli.core.model import CardId
from studycli.core.schedule import fuzz_range

# Intervals up to this many days go to the lighter day in their range.
BALANCED_DAYS = 90

# As far as such an interval can come to lie.
REACH_DAYS = 100

# An easy day of weight 0 is taken when nothing else is in the range.
_LEAST_WEIGHT = 0.001


@dataclass(frozen=True, slots=True)
class Days:
    """What is known of the days ahead: reviews due by study day, and a weight from 0 to 1 for each weekday, Monday
    first."""

    load: Mapping[int, int] = field(default_factory=dict)
    weights: tuple[float, ...] = (1.0,) * 7

    def burden(self, study_day: int) -> float:
        """How unwelcome one more review on that day is."""
        # 1970-01-01, study day 0, was a Thursday.
        weight = self.weights[(study_day + 3) % 7]
        return (self.load.get(study_day, 0) + 1) / max(weight, _LEAST_WEIGHT)


def fuzz(card: CardId, reps: int) -> float:
    """A share from 0 to 1, always the same for the same card after as many reviews."""
    from hashlib import sha256  # it loads OpenSSL, which the first card needs not wait for

    digest = sha256(f"{card} {reps}".encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48


@dataclass(frozen=True, slots=True)
class Spread:
    """Moves the intervals of one card, answered on a study day."""

    card: CardId
    reps: int
    study_day: int
    days: Days | None = None

    def __call__(self, interval: float, least: int, most: int) -> int:
        """A day of the range: the lightest when days are known and the interval is short, else by the fuzz alone."""
        first, last = fuzz_range(interval, least, most)
        share = fuzz(self.card, self.reps)
        drawn = first + int(share * (last - first + 1))
        days = self.days
        if days is None or last > BALANCED_DAYS:
            return drawn
        return min(range(first, last + 1), key=lambda day: (days.burden(self.study_day + day), abs(day - drawn)))
