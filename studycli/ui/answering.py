"""Keys that give an answer before it is rated: a choice picked, or an answer typed."""

from dataclasses import replace

from studycli.core.messages import _
from studycli.ui.desk import Desk
from studycli.ui.face import Face
from studycli.ui.keymap import When
from studycli.ui.keys import Keys
from studycli.ui.one_line import Line

_LONGEST_ANSWER = 100_000
_LEAVING = ("ctrl-c", "ctrl-d")  # while a line is being typed and over the help, too


def empty_draft() -> Line:
    return Line(_("Your answer:"), longest=_LONGEST_ANSWER, is_one=False)


def ending_keys(face: Face) -> tuple[str, ...]:
    """Those that end the session."""
    if face.help or face.line is not None or face.when is When.TYPING:
        return _LEAVING
    return ("Q" if "q" in face.letters else "q", *_LEAVING)


def picked(face: Face, letter: str, keys: Keys) -> Face:
    """Once it is judged, what was typed too much is no command."""
    after = face.pick(letter)
    if after.revealed:
        keys.drop()
    return after


def typed(face: Face, draft: Line, key: str, keys: Keys, desk: Desk) -> Face:
    """One key of a typed answer; what comes after Enter, as from a paste of several lines, is no command."""
    match key:
        case "enter":
            keys.drop()
            return face.reveal()
        case "escape":
            return face.leave_draft()
        case "ctrl-e":
            with keys.suspended():
                text, message = desk.write(draft.text)
            return replace(face, draft=replace(draft, left=text, right=""), message=message)
    return replace(face, draft=draft.press(key))
