"""Bags of shingles by the thousand: which have much in common, found without comparing every two, and how much.

What a bag shares with others is looked for by its rarest shingles, so that boilerplate, which all of them share, links
nothing; the number of comparisons grows with the number of bags and not with its square.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from typing import Any

# As many of a bag's rarest shared shingles are looked up, as many bags at most are met at each, and as many of those
# met most often are compared with it.
LOOKED_UP = 16
MET = 24
COMPARED = 8


class Overlap:
    """Shingles that only one bag has are counted and not kept."""

    def __init__(self, bags: Iterable[Collection[str]]) -> None:
        number: defaultdict[str, int] = defaultdict(count().__next__)
        numbered = [array("I", map(number.__getitem__, bag)) for bag in bags]
        times = Counter[int]()
        for each in numbered:
            times.update(each)
        names = list(number)
        shared = sorted((each for each in times if times[each] > 1), key=lambda each: (times[each], names[each]))
        rank = [-1] * len(names)
        for place, shingle in enumerate(shared):
            rank[shingle] = place
        self.sizes = [len(each) for each in numbered]
        # Numbers by rarity, so that each bag's rarest come first.
        self._bags = [array("I", sorted(place for each in bag if (place := rank[each]) >= 0)) for bag in numbered]
        self._weights = [math.log(1 + len(numbered) / times[each]) for each in shared]
        alone = math.log(1 + len(numbered))
        self._totals = [
            sum(map(self._weights.__getitem__, bag)) + alone * (size - len(bag))
            for bag, size in zip(self._bags, self.sizes, strict=True)
        ]
        self._open: tuple[int, frozenset[int]] = (-1, frozenset())

    def candidates(self, least: float) -> Iterator[tuple[int, int]]:
        """Pairs worth comparing, the lesser number first; some come twice.

        `least` is the share of the shingles looked up that a bag must have to be compared; two at least.
        """
        met: defaultdict[int, list[int]] = defaultdict(list)
        for bag, shingles in enumerate(self._bags):
            for shingle in shingles[:LOOKED_UP]:
                met[shingle].append(bag)
        groups = {shingle: parted(bags, self.sizes) for shingle, bags in met.items()}
        for bag, shingles in enumerate(self._bags):
            others = Counter[int]()
            for shingle in shingles[:LOOKED_UP]:
                others.update(groups[shingle][bag])
            del others[bag]
            needed = max(min(2, len(shingles)), least * min(LOOKED_UP, len(shingles)))
            found = [other for other, times in others.items() if times >= needed]
            if len(found) > COMPARED:
                found = sorted(found, key=lambda other: (-others[other], other))[:COMPARED]
            for other in found:
                yield (bag, other) if bag < other else (other, bag)

    def share(self, one: int, other: int) -> float:
        """What both have, as a share of what either has; 1 for equal bags, 0 for empty ones."""
        both = len(self._both(one, other))
        return both / (self.sizes[one] + self.sizes[other] - both or 1)

    def weighted(self, one: int, other: int) -> float:
        """The same, where a shingle counts the more the rarer it is."""
        both = sum(map(self._weights.__getitem__, self._both(one, other)))
        return both / (self._totals[one] + self._totals[other] - both or 1)

    def _both(self, one: int, other: int) -> frozenset[int]:
        # Pairs come with the same first bag in turn.
        if self._open[0] != one:
            self._open = (one, frozenset(self._bags[one]))
        return self._open[1].intersection(self._bags[other])


def parted(members: Sequence[int], order: Sequence[Any]) -> dict[int, Sequence[int]]:
    """For each member those it meets: all, or of many those next to it by `order`, which gives each its key."""
    if len(members) <= MET:
        return dict.fromkeys(members, members)
    ordered = sorted(members, key=lambda member: (order[member], member))
    parts = [ordered[at : at + MET] for at in range(0, len(ordered), MET)]
    return {member: part for part in parts for member in part}
