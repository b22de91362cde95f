"""One screenful: a body that scrolls above a footer that stays, written in one go so that nothing flickers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rich.console import Console, RenderableType

from studycli.core.messages import _
from studycli.ui import view
from studycli.ui.face import Face
from studycli.ui.keys import TerminalClosed
from studycli.ui.view import Status

_HOME, _CLEAR_LINE, _CLEAR_BELOW = "\x1b[H", "\x1b[K", "\x1b[J"


# A card's question, its answer, that with what can be asked for, both in another language, and one to spare.
_KEPT = 6


class Page(NamedTuple):
    """The lines in view, and how far the body can be scrolled."""

    lines: tuple[str, ...]
    offset: int
    last_offset: int


def page(body: Sequence[str], footer: Sequence[str], height: int, offset: int, more: str = "") -> Page:
    """What fits: the body from `offset` (kept within bounds), then the footer at the bottom."""
    footer = footer[-height:]
    room = max(0, height - len(footer))
    last = max(0, len(body) - room)
    offset = min(max(0, offset), last)
    shown = list(body[offset : offset + room])
    shown += [""] * (room - len(shown))
    if more and offset < last:
        footer = [more, *footer[1:]]
    return Page((*shown, *footer), offset, last)


class Frame:
    """The terminal as a place to draw; who opened the keys took the alternate screen."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bodies: list[tuple[tuple[Face, int], list[str]]] = []

    @property
    def width(self) -> int:
        return self._console.width

    @property
    def height(self) -> int:
        return self._console.height

    def draw(self, face: Face, status: Status) -> Page:
        footer = self._lines(view.footer(face, status, self.width))
        return page(self.body(face), footer, self.height, face.offset, _(view.MORE_BELOW))

    def body(self, face: Face) -> Sequence[str]:
        """All lines of the body, seen or not. Those of the last faces are kept: most keys only move what is seen."""
        laid_out = _without_place(face), self.width
        for known, lines in self._bodies:
            if known == laid_out:
                return lines
        lines = self._lines(view.body(face, self.width))
        self._bodies = [*self._bodies[1 - _KEPT :], (laid_out, lines)]
        return lines

    def show(self, page: Page) -> None:
        """Raises TerminalClosed when nobody is there to see it."""
        try:
            self._console.file.write(self._text(page))
            self._console.file.flush()
        except OSError as fault:
            raise TerminalClosed from fault

    def _text(self, page: Page) -> str:
        return _HOME + "\n".join(line + _CLEAR_LINE for line in page.lines) + _CLEAR_BELOW

    def _lines(self, renderable: RenderableType) -> list[str]:
        with self._console.capture() as capture:
            self._console.print(renderable)
        return capture.get().rstrip("\n").split("\n")


def _without_place(face: Face) -> Face:
    """The face without what only the footer tells, and without where it was scrolled to."""
    draft = face.draft if face.revealed else None
    return replace(face, offset=0, message="", line=None, draft=draft, promised=None, proposed=None)
