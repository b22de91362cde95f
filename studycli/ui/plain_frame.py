"""The terminal as paper: what is new is written below what was said before."""

from studycli.core.messages import N_, _
from studycli.ui.face import Face
from studycli.ui.frame import Frame, Page
from studycli.ui.plain_view import face_lines, labelled
from studycli.ui.view import Status

# Said again after the points.
_CHANGING = (N_("Ratings"), N_("Progress"), N_("Keys"), N_("Message"))


class PlainFrame(Frame):
    """For screen readers and terminals that cannot move their cursor: no boxes, bars, colours or escape sequences."""

    _last: Face | None = None
    _card: tuple[str, ...] = ()
    _said: tuple[str, ...] = ()

    def body(self, face: Face) -> tuple[str, ...]:  # noqa: ARG002  # as a Frame is asked
        """Nothing scrolls here, and nothing is laid out."""
        return ()

    def draw(self, face: Face, status: Status) -> Page:
        """Only the lines that were not said just before; the whole card when it is asked, and after the help."""
        lines = tuple(face_lines(face, status))
        last, self._last = self._last, face
        goes_on = last is not None and last.card.id == face.card.id and (face.revealed or not last.revealed)
        # After the points the card is not said again.
        known = {*self._said, *(() if face.walking else self._card)} if goes_on else set()
        new = tuple(line for line in lines if line not in known)
        self._said = lines
        changing = tuple(labelled(_(word), "") for word in _CHANGING)
        if not face.walking:
            self._card = () if face.help else tuple(line for line in lines if not line.startswith(changing))
        return Page(new, 0, 0)

    def _text(self, page: Page) -> str:
        return "".join(f"{line}\n" for line in page.lines)
