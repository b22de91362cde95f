"""How often each point of a card was missed."""

from collections import Counter
from collections.abc import Iterable, Mapping

from studycli.core.history import Event, Kind, effective


def missed_points(events: Iterable[Event]) -> Mapping[str, int]:
    """From the events of one card: in how many reviews a point was missed, by its text."""
    reviews = (event for event in effective(events) if event.kind == Kind.REVIEW)
    return Counter(text for event in reviews for text in {text for _, text in event.missed})
