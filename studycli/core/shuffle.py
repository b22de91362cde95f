"""The order in which choices are shown: another one each day, and the same all day for the same card."""

from studycli.core.model import Card, MultipleChoice


def choice_order(card: Card, study_day: int) -> tuple[int, ...]:
    """The numbers of the author's choices in the order to show them; none for other kinds of card."""
    if not isinstance(card.note.body, MultipleChoice):
        return ()
    from hashlib import sha256  # it loads OpenSSL, which most cards do without

    numbers = range(len(card.note.body.choices))
    return tuple(sorted(numbers, key=lambda number: sha256(f"{card.id} {study_day} {number}".encode()).digest()))
