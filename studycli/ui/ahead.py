"""What the next keys will show, laid out while the person thinks: the key itself only puts it on the screen."""

from dataclasses import replace

from studycli.ui.desk import Desk
from studycli.ui.face import Face
from studycli.ui.frame import Frame

_LANGUAGES = ("en", "zh", "both")


def look_ahead(frame: Frame, face: Face, desk: Desk) -> None:
    """Lay out the answer, all that can be asked for below it, and the other language; formulas and code take time."""
    if face.revealed:
        return
    revealed = completed(face.reveal(), desk)
    frame.body(revealed)
    frame.body(replace(revealed, explanation=True))
    frame.body(replace(revealed, language=next_language(face.language)))


def completed(face: Face, desk: Desk) -> Face:
    """With what is told of a card once its answer is shown."""
    if not face.revealed:
        return face
    promised = desk.promises(face.deck.name, face.progress) if face.promised is None else face.promised
    often = desk.misses(face.card.id) if face.often is None else face.often
    return replace(face, promised=promised, often=often)


def next_language(language: str) -> str:
    return _LANGUAGES[(_LANGUAGES.index(language) + 1) % len(_LANGUAGES)]
