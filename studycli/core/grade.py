"""From what was said to a rating: the share of points that an answer named proposes one."""

from studycli.core.schedule import Rating


def propose(named: int, points: int) -> Rating:
    """The rating that naming so many of the points suggests; the person may overrule it."""
    if points <= 0 or named >= points:
        return Rating.GOOD
    share = named / points
    if share >= 0.75:
        return Rating.GOOD
    return Rating.HARD if share >= 0.5 else Rating.AGAIN
