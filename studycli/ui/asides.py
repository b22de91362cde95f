"""What is said and shown beside a card: the hint, the explanation with the pitfalls, and what became of the card."""

from dataclasses import replace

from studycli.core.history import Kind
from studycli.core.messages import _
from studycli.core.model import CardId
from studycli.ui.face import Face
from studycli.ui.frame import Frame


def fate(kind: Kind, card: CardId) -> str:
    """What is told after a card was buried or suspended."""
    if kind is Kind.BURY:
        told = _("{card} is buried until tomorrow; undo takes it back.")
    else:
        told = _("{card} is suspended, and not asked any more; undo takes it back.")
    return told.format(card=card)


def hint(frame: Frame, face: Face) -> Face:
    if not face.card.note.hint:
        return replace(face, message=_("This note has no hint."))
    return _scrolled_to(frame, face, replace(face, hint=not face.hint))


def explanation(frame: Frame, face: Face) -> Face:
    if not face.card.note.explanation and not face.card.note.pitfalls:
        return replace(face, message=_("This note has no explanation."))
    return _scrolled_to(frame, face, replace(face, explanation=not face.explanation))


def _scrolled_to(frame: Frame, before: Face, after: Face) -> Face:
    """What came at the end is in view, from its beginning; where less is shown now, the view stays."""
    ends = len(frame.body(before))
    return replace(after, offset=max(after.offset, ends + 1)) if len(frame.body(after)) > ends else after
