"""How often, in words."""

# A point that was missed in so many reviews of its card is said.
OFTEN = 3

_WORDS = ("never", "once", "twice", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def times_text(number: int) -> str:
    """ "once", "three times", "12 times"."""
    if number < len(_WORDS):
        return _WORDS[number] + (" times" if number > 2 else "")
    return f"{number} times"
