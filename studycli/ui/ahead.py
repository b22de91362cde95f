"""What the next keys will show, laid out while the person thinks: the key itself only puts it on the screen."""

from dataclasses import replace

from studycli.core.settings import LANGUAGES
from studycli.ui.desk import Desk
from studycli.ui.face import Face
from studycli.ui.frame import Frame


def look_ahead(frame: Frame, face: Face, desk: Desk) -> None:
    """Lay out the answer, what can be asked for below it, and the other language; formulas and code take their time.

    What changes with each key, such as what is typed and the points gone through, is not laid out ahead.
    """
    if face.walking or face.help or (face.draft and face.draft.text):
        return
    shown = completed(face if face.revealed else face.reveal(), desk)
    frame.body(shown)
    frame.body(replace(shown, explanation=not shown.explanation))
    frame.body(replace(shown, language=next_language(shown.language)))


def completed(face: Face, desk: Desk) -> Face:
    """With what is told of a card once its answer is shown."""
    if not face.revealed:
        return face
    promised = desk.promises(face.deck.name, face.progress) if face.promised is None else face.promised
    often = desk.misses(face.card.id) if face.often is None else face.often
    return replace(face, promised=promised, often=often)


def next_language(language: str) -> str:
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
