"""Choices picked by letter: which letters there are, and which choices are right."""

from collections.abc import Sequence

from studycli.core.model import Card, MultipleChoice
from studycli.ui.question import letter


def letters_of(choices: Sequence[int]) -> tuple[str, ...]:
    """The letters in the order in which the choices are shown."""
    return tuple(letter(place) for place in range(len(choices)))


def correct_choices(card: Card) -> frozenset[int]:
    """The author's numbers of the right ones."""
    if not isinstance(card.note.body, MultipleChoice):
        return frozenset()
    return frozenset(number for number, choice in enumerate(card.note.body.choices) if choice.correct)
