"""What is shown below a card when it is asked for: the hint, and the explanation with the pitfalls."""

from dataclasses import replace

from studycli.ui.face import Face
from studycli.ui.frame import Frame


def hint(frame: Frame, face: Face) -> Face:
    if not face.card.note.hint:
        return replace(face, message="This note has no hint.")
    return _scrolled_to(frame, face, replace(face, hint=not face.hint))


def explanation(frame: Frame, face: Face) -> Face:
    if not face.card.note.explanation and not face.card.note.pitfalls:
        return replace(face, message="This note has no explanation.")
    return _scrolled_to(frame, face, replace(face, explanation=not face.explanation))


def _scrolled_to(frame: Frame, before: Face, after: Face) -> Face:
    """What came at the end is in view, from its beginning; where less is shown now, the view stays."""
    ends = len(frame.body(before))
    return replace(after, offset=max(after.offset, ends + 1)) if len(frame.body(after)) > ends else after
