"""What a typed answer comes to beside the card's: points ticked beforehand, and a rating proposed."""

from typing import NamedTuple, assert_never

from studycli.core.cloze import ClozeFault, Gap, parse
from studycli.core.grade import covered, fills, propose
from studycli.core.messages import _
from studycli.core.model import Card, Cloze, MultipleChoice, Note, OpenQuestion
from studycli.core.schedule import Rating
from studycli.ui.question import gap_number


class Verdict(NamedTuple):
    """`ticked` are numbers of points, None where there are none to go through; `says` is told at the bottom."""

    proposed: Rating | None = None
    ticked: frozenset[int] | None = None
    says: str = ""


def verdict(card: Card, typed: str) -> Verdict:
    note = card.note
    match note.body:
        case OpenQuestion(question=asked) if card.part == "reverse":
            right = fills((*asked.every(), *_names(note)), typed) or bool(covered([asked], typed, _names(note)))
            return Verdict(Rating.GOOD, says=_("Right.")) if right else Verdict()
        case OpenQuestion():
            return _of_points(note, typed)
        case Cloze():
            return _of_gap(card, typed)
        case MultipleChoice():
            return Verdict()
        case _:
            assert_never(note.body)


def _of_points(note: Note, typed: str) -> Verdict:
    if not note.points:
        return Verdict()
    ticked = covered(note.points, typed, _names(note))
    named, points = len(ticked), len(note.points)
    says = _("Points named: {named} of {points}; p shows them.").format(named=named, points=points)
    return Verdict(propose(named, points), ticked, says)


def _of_gap(card: Card, typed: str) -> Verdict:
    hidden = _hidden(card)
    if fills(hidden, typed):
        return Verdict(Rating.GOOD, says=_("Right."))
    if any("\\" in text for text in hidden):  # a formula may be written in many ways
        return Verdict()
    return Verdict(Rating.AGAIN, says=_("Not what the gap hides."))


def _hidden(card: Card) -> list[str]:
    """What the gap hides in every language, and where it stands several times all of it, too."""
    found: list[str] = []
    for text in card.note.prompt.every():
        pieces = parse(text)
        if isinstance(pieces, ClozeFault):
            continue
        hidden = [gap.hidden for gap in pieces if isinstance(gap, Gap) and gap.number == gap_number(card)]
        found += [*dict.fromkeys((*hidden, " ".join(hidden)))]
    return found


def _names(note: Note) -> tuple[str, ...]:
    return (*note.aliases, *(note.title.every() if note.title else ()))
