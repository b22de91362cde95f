"""A face as renderables: the body, which scrolls, and the footer, which stays."""

from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from studycli.core.messages import N_, _
from studycli.ui.face import Face
from studycli.ui.footer import hint_line, progress_bar, rating_bar
from studycli.ui.keymap import KeyHelp, When
from studycli.ui.panels import hint_view, points_view
from studycli.ui.picking import correct_choices
from studycli.ui.question import question_view
from studycli.ui.reading import stacked
from studycli.ui.styles import BOLD, DIM
from studycli.ui.typed_line import typed_view
from studycli.ui.wrapping import wrapped

MORE_BELOW = N_(" ↓ more")


class Status(NamedTuple):
    """How far the session is; `seconds` is about how long the rest takes, None while nobody knows."""

    done: int
    left: int
    seconds: float | None = None


def body(face: Face, width: int) -> RenderableType:
    """The help screen, the points, or the card with what was asked for beside it."""
    if face.help:
        from studycli.ui.closing import help_view

        return help_view(keys_of_use(face))
    parts = [_card(face, width)]
    if face.hint and face.card.note.hint is not None:
        parts.append(hint_view(face.card.note, face.language, width))
    if face.walking:
        note = face.card.note
        missed = face.progress.missed
        return points_view(note.points, face.ticked, face.cursor, face.language, missed=missed)
    if face.explanation:
        from studycli.ui.panels import explanation_view, pitfalls_view

        parts.append(explanation_view(face.card.note, face.language))
        if face.card.note.pitfalls:
            parts.append(pitfalls_view(face.card.note, face.language))
    return stacked(parts)


def _card(face: Face, width: int) -> RenderableType:
    title = face.deck.title.show(face.language) if face.deck.title else face.deck.name
    if not face.revealed:
        return question_view(face.card, title, face.language, width, order=face.choices, picked=face.picked)
    from studycli.ui.answer import answer_view_of

    return answer_view_of(
        face.card,
        title,
        face.language,
        width,
        order=face.choices,
        picked=face.picked,
        typed=face.draft.text.strip() if face.draft else "",
        missed=face.progress.missed,
        remark=face.remark,
        often=face.often,
    )


def footer(face: Face, status: Status, width: int) -> RenderableType:
    """What was said last, where the ratings lead, how far the session is, which keys there are."""
    lines: list[RenderableType] = [Text()]
    if face.message:
        lines.append(Padding(Group(wrapped(Text(face.message, BOLD))), (0, 0, 0, 1)))
    if face.line is not None:
        return Group(*lines, typed_view(face.line, width), Text(_(" Enter keeps it, Esc drops it."), DIM))
    if face.help:
        return Group(*lines, Text(_(" ↑ ↓ scroll, any other key goes back."), DIM))
    if face.promised is not None and face.revealed:
        lines.append(rating_bar(face.promised, width, face.proposed))
    if face.draft is not None and not face.revealed:
        lines.append(typed_view(face.draft, width))
    lines.append(progress_bar(status.done, status.left, status.seconds, width))
    lines.append(hint_line(face.when, width, idle_keys(face), face.keys, face.letters))
    return Group(*lines)


def keys_of_use(face: Face) -> list[KeyHelp]:
    """The keys of the help screen, without those for other kinds of card."""
    idle = {
        When.CHOICES: not face.choices,
        When.TYPING: face.draft is None,
        When.POINTS: not face.card.note.points,
    }
    return [key for key in face.keys if not idle.get(key.when)]


def idle_keys(face: Face) -> list[str]:
    """Keys that would do nothing for this card."""
    note = face.card.note
    missing = {"h": not note.hint, "p": not note.points, "x": not note.explanation and not note.pitfalls}
    missing |= {"u": not face.undoable, "n": face.lapsed is None}
    if face.letters:
        missing["enter"] = len(correct_choices(face.card)) == 1
    return [key for key, idle in missing.items() if idle]
