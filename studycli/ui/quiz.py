"""The quiz loop: a card is drawn, a key is read, and an answer is on the disk before the next card is drawn."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from studycli.core.history import Event, Kind, Progress
from studycli.core.messages import _
from studycli.core.model import Card, CardId, Deck
from studycli.core.review import becomes_leech, review
from studycli.core.schedule import Rating
from studycli.core.session import Session
from studycli.core.shuffle import choice_order
from studycli.ui import answering, asides
from studycli.ui.ahead import completed, look_ahead, next_language
from studycli.ui.deed import Deed
from studycli.ui.desk import Desk
from studycli.ui.face import Face
from studycli.ui.frame import Frame
from studycli.ui.keymap import Keymap, When
from studycli.ui.keys import Keys
from studycli.ui.one_line import Line
from studycli.ui.summary import Summary, summed_up
from studycli.ui.view import Status

_SCROLLING = ("up", "down", "pageup", "pagedown")

# Answers after which the pace is worth telling.
_ENOUGH_ANSWERS = 3


class Quiz:
    """One sitting at a terminal. Every deed is recorded through the desk at once."""

    def __init__(
        self,
        desk: Desk,
        keys: Keys,
        frame: Frame,
        session: Session,
        language: str,
        *,
        cram: bool = False,
        typed: bool = False,
        keymap: Keymap | None = None,
    ) -> None:
        """With `typed` each answer is typed before the card's is shown."""
        self._desk = desk
        self._keys = keys
        self._frame = frame
        self._session = session
        self._language = language
        self._started = desk.now()
        self._deeds: list[Deed] = []
        self._undone: CardId | None = None
        self._cram = cram
        self._typed = typed
        self._keymap = keymap or Keymap()
        self._notice = ""
        self._forgotten: CardId | None = None

    def run(self) -> Summary:
        """Ask until nothing is left or the person ends."""
        while (face := self._next_face()) is not None and self._ask(face):
            pass
        return self._summary()

    def _next_face(self) -> Face | None:
        """The card that an undo brought back, else the session's next one that is in the library still."""
        card, self._undone = self._undone or self._session.next_card(self._desk.now()), None
        while card is not None:
            found = self._desk.find(card)
            if found is not None:
                return self._turn_up(*found)
            self._session = self._session.without_card(card)
            card = self._session.next_card(self._desk.now())
        return None

    def _turn_up(self, deck: Deck, card: Card) -> Face:
        notice, self._notice = self._notice, ""
        progress = self._desk.progress(card.id)
        promised = dict.fromkeys(Rating) if self._cram else None
        choices = choice_order(card, self._desk.study_day())
        typed = self._typed and not choices
        return Face(
            deck=deck,
            card=card,
            progress=progress,
            language=self._language,
            shown_at=self._desk.now(),
            choices=choices,
            draft=answering.empty_draft() if typed else None,
            drafting=typed,
            promised=promised,
            message=notice,
            keys=self._keymap.table,
            remark=self._desk.remark(card.id),
            forgotten=self._forgotten,
            undoable=bool(self._deeds),
        )

    def _ask(self, face: Face) -> bool:
        """Show one card until something was done with it; False when the person wants to end."""
        shown = self._draw(face, first=True)
        if trouble := self._desk.idle():
            shown = self._draw(replace(shown, message=trouble))
        look_ahead(self._frame, shown, self._desk)
        while (key := self._read(shown)) not in answering.ending_keys(shown):
            after = self._press(shown, key or "")
            if after is None:
                return True
            shown = self._draw(after)
            look_ahead(self._frame, shown, self._desk)
        return False

    def _read(self, face: Face) -> str | None:
        """The next key, as the table has it; what is typed into a line is taken as it is."""
        key = self._keys.read()
        if key is None or face.line is not None or face.when is When.TYPING:
            return key
        return self._keymap.meant(key, face.letters)

    def _draw(self, face: Face, *, first: bool = False) -> Face:
        """The face as drawn: its offset is kept within what there is to scroll.

        At the first time keys are forgotten just before the card is seen, so that no earlier one rates it.
        """
        face = completed(face, self._desk)
        page = self._frame.draw(face, self._status())
        if first:
            self._keys.drop()
        self._frame.show(page)
        return replace(face, offset=page.offset)

    def _press(self, face: Face, key: str) -> Face | None:
        """The face after a key; None when the card is done with."""
        face = replace(face, message="")
        if face.help:
            return self._always()[key](face) if key in _SCROLLING else replace(face, help=False, offset=0)
        if face.line is not None:
            return self._type(face, face.line, key)
        if face.draft is not None and face.drafting and key not in _SCROLLING:
            return answering.typed(face, face.draft, key, self._keys, self._desk)
        if key in face.letters:
            return answering.picked(face, key, self._keys)
        if face.letters and len(key) == 1:
            key = key.lower()
        act = self._acts(face.when).get(key) or self._acts(When.ALWAYS).get(key)
        return act(face) if act is not None else face

    def _acts(self, when: When) -> Mapping[str, Callable[[Face], Face | None]]:
        """What each key does; `keymap` says it in words."""
        ratings = {str(int(rating)): partial(self._rate, rating) for rating in Rating}
        match when:
            case When.QUESTION:
                return {"space": Face.reveal, "enter": Face.reveal, "escape": Face.go_on_drafting}
            case When.CHOICES:
                return {"space": Face.reveal, "enter": Face.judge}
            case When.ANSWER:
                return {
                    **ratings,
                    "space": _scrolling(self._frame.height // 2),
                    "enter": self._take_proposed,
                    "p": Face.walk,
                    "x": partial(asides.explanation, self._frame),
                }
            case When.POINTS:
                moves = {"down": 1, "j": 1, "up": -1, "k": -1}
                done = {"enter": Face.finish_walk, "p": Face.finish_walk}
                return {**ratings, "space": Face.tick, **done, **{key: _moving(by) for key, by in moves.items()}}
            case _:
                return self._always()

    def _always(self) -> Mapping[str, Callable[[Face], Face | None]]:
        half = self._frame.height // 2
        scrolls = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": half, "pageup": -half}
        return {
            "u": self._undo,
            "b": partial(self._set_aside, Kind.BURY),
            "s": partial(self._set_aside, Kind.SUSPEND),
            "e": self._edit,
            "n": Face.note,
            "f": self._flag,
            "h": partial(asides.hint, self._frame),
            "l": self._next_language,
            "?": lambda face: replace(face, help=True, offset=0),
            **{key: _scrolling(lines) for key, lines in scrolls.items()},
        }

    def _rate(self, rating: Rating, face: Face) -> None:
        desk, card, now = self._desk, face.card.id, self._desk.now()
        event = review(
            card,
            rating,
            (face.promised or {}).get(rating),
            at=now,
            study_day=desk.study_day(),
            mode="cram" if self._cram else "quiz",
            duration_ms=max(0, now - face.shown_at),
            missed=face.missed,
        )
        before, recorded = self._session, desk.record(event)
        after = desk.progress(card)
        self._session = before.crammed(card, rating) if self._cram else before.answered(after)
        self._deeds.append(Deed(card, (recorded, *self._consequences(face, after)), before))
        self._forgotten = card if rating is Rating.AGAIN else None

    def _consequences(self, face: Face, after: Progress) -> tuple[Event, ...]:
        """What was recorded besides the answer: a leech may be suspended. It is told with the next card."""
        if not becomes_leech(face.progress, after):
            return ()
        events = self._desk.after_leech(face.deck.name, after)
        notice = _("{card} was forgotten {times} times: it is a leech.")
        if events:
            notice = _("{card} was forgotten {times} times: it is a leech, and suspended.")
            self._session = self._session.without_card(face.card.id)
        self._notice = notice.format(card=face.card.id, times=after.lapses)
        return events

    def _take_proposed(self, face: Face) -> Face | None:
        if face.proposed is None:
            return face
        self._rate(face.proposed, face)
        return None

    def _set_aside(self, kind: Kind, face: Face) -> None:
        """Bury or suspend the card."""
        now, day = self._desk.now(), self._desk.study_day()
        recorded = self._desk.record(Event(card=face.card.id, at=now, study_day=day, kind=kind))
        self._deeds.append(Deed(face.card.id, (recorded,), self._session))
        self._session = self._session.without_card(face.card.id)
        self._notice = asides.fate(kind, face.card.id)

    def _type(self, face: Face, line: Line, key: str) -> Face:
        """One key of a note on a lapse: Enter keeps it, Esc drops it."""
        if key not in ("enter", "escape"):
            return replace(face, line=line.press(key))
        face = replace(face, line=None)
        if key == "escape" or not line.text.strip() or face.lapsed is None:
            return face
        now, day = self._desk.now(), self._desk.study_day()
        remark = Event(card=face.lapsed, at=now, study_day=day, kind=Kind.REMARK, text=line.text.strip())
        self._deeds.append(Deed(face.card.id, (self._desk.record(remark),), self._session))
        message = _("Noted; it is shown at the next reveal.")
        return replace(face, remark=self._desk.remark(face.card.id), message=message)

    def _flag(self, face: Face) -> Face:
        """Mark the card for later, or take the mark away; it stays on the screen."""
        kind = Kind.UNFLAG if face.progress.flagged else Kind.FLAG
        now, day = self._desk.now(), self._desk.study_day()
        recorded = self._desk.record(Event(card=face.card.id, at=now, study_day=day, kind=kind))
        self._deeds.append(Deed(face.card.id, (recorded,), self._session))
        said = _("Flagged: studycli search is:flagged finds it.") if kind == Kind.FLAG else _("The flag is taken away.")
        return replace(face, progress=self._desk.progress(face.card.id), message=said)

    def _undo(self, face: Face) -> Face | None:
        """Take back the last deed of this session and show its card again."""
        if not self._deeds:
            return replace(face, message=_("Nothing to take back in this session."))
        deed = self._deeds.pop()
        for event in reversed(deed.events):
            self._desk.undo(event)
        self._session, self._undone = deed.before, deed.card
        self._forgotten = None
        return None

    def _edit(self, face: Face) -> Face:
        """Let the person edit the note; what was edited is on the screen at once."""
        with self._keys.suspended():
            message = self._desk.edit(face.card.id)
        found = self._desk.find(face.card.id)
        if found is not None:
            face = replace(face.edited(*found), choices=choice_order(found[1], self._desk.study_day()))
        return replace(face, message=message)

    def _next_language(self, face: Face) -> Face:
        self._language = next_language(face.language)
        return replace(face, language=self._language)

    def _status(self) -> Status:
        spent = [event.duration_ms or 0 for event in self._answers()]
        pace = sum(spent) / len(spent) / 1000 if len(spent) >= _ENOUGH_ANSWERS else None
        return Status(self._session.done, self._session.left, pace and pace * self._session.left)

    def _answers(self) -> list[Event]:
        return [event for deed in self._deeds for event in deed.events if event.kind == Kind.REVIEW]

    def _summary(self) -> Summary:
        return summed_up(self._answers(), (self._desk.now() - self._started) / 1000, self._desk, self._language)


def _moving(places: int) -> Callable[[Face], Face]:
    return lambda face: face.move(places)


def _scrolling(lines: int) -> Callable[[Face], Face]:
    return lambda face: face.scroll(lines)
