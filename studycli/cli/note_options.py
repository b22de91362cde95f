"""A note as the options of `add` give it."""

from typing import NamedTuple

from studycli.cli.stop import usage
from studycli.core.messages import _
from studycli.core.model import Note, NoteId, OpenQuestion, Text


class NoteOptions(NamedTuple):
    """Each as it was typed; nothing where an option was left out."""

    question: str | None = None
    answer: str = ""
    points: tuple[str, ...] = ()
    title: str | None = None
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note_id: str | None = None
    language: str | None = None

    def note(self) -> Note | None:
        """The note, with an empty id where none was given; None where no option was."""
        if self.question is None:
            if self != NoteOptions():
                raise usage(_("add needs --question with these options, or none of them for the editor"))
            return None
        return Note(
            id=NoteId(self.note_id or ""),
            body=OpenQuestion(self._text(self.question), self._text(self.answer)),
            title=self._text(self.title) if self.title else None,
            points=tuple(map(self._text, self.points)),
            aliases=self.aliases,
            tags=self.tags,
        )

    def _text(self, text: str) -> Text:
        if self.language not in (None, "en", "zh"):
            raise usage(_("--lang must be en or zh, not {given!r}").format(given=self.language))
        return Text(((self.language or "", text),))
