"""How often, in words."""

from studycli.core.messages import N_, _

# A point that was missed in so many reviews of its card is said.
OFTEN = 3

_TIMES = (
    N_("never"),
    N_("once"),
    N_("twice"),
    N_("three times"),
    N_("four times"),
    N_("five times"),
    N_("six times"),
    N_("seven times"),
    N_("eight times"),
    N_("nine times"),
    N_("ten times"),
)


def times_text(number: int) -> str:
    """ "once", "three times", "12 times"."""
    return _(_TIMES[number]) if number < len(_TIMES) else _("{times} times").format(times=number)
