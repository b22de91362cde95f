"""The card with its answer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import assert_never

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from studycli.core.messages import _
from studycli.core.model import Card, Choice, Cloze, MultipleChoice, OpenQuestion, Text
from studycli.ui.gaps import with_gap_filled
from studycli.ui.hanging import Hanging
from studycli.ui.markdown import answer_view, question_text
from studycli.ui.panels import missed_points
from studycli.ui.printable import printable
from studycli.ui.question import gap_number, letter, prompts
from studycli.ui.reading import stacked, variants
from studycli.ui.styles import BOLD, BORDER, DIM, RIGHT, WIDEST, WRONG
from studycli.ui.times import OFTEN, times_text
from studycli.ui.wrapping import wrapped


def answer_view_of(
    card: Card,
    deck_title: str,
    language: str,
    width: int,
    *,
    order: Sequence[int] = (),
    picked: Collection[int] = (),
    typed: str = "",
    missed: Sequence[tuple[int, str]] = (),
    remark: str = "",
    often: Mapping[str, int] | None = None,
) -> RenderableType:
    """The question small, what was noted of the last lapse, the points missed last time and often, what was typed, the
    answer, its sources."""
    width = min(width, WIDEST) - 2
    head = Group(Line(printable(deck_title), BOLD), *_question(card, language, width), Line("─" * width, BORDER))
    parts = [
        *_remark(remark),
        *_missed(card.note.points, missed, language, width),
        *_often(card.note.points, often or {}, language, width),
        *_beside(typed, _answer(card, language, width, order, picked)),
        *_references(card),
    ]
    return Padding(Group(head, stacked(parts)), (0, 1))


def _question(card: Card, language: str, width: int) -> Iterator[RenderableType]:
    """A cloze is shown once only: its answer is the sentence again."""
    if not isinstance(card.note.body, Cloze):
        for prompt in prompts(card, language):
            question = question_text(prompt, width)
            question.style = DIM
            yield question


def _remark(remark: str) -> Iterator[RenderableType]:
    if remark:
        yield Group(Line(_("Your note"), BOLD), wrapped(Line(printable(remark))))


def _beside(typed: str, answer: RenderableType) -> Iterator[RenderableType]:
    """The card's answer, under what was typed if anything was."""
    if typed:
        yield Group(Line(_("Your answer"), DIM), wrapped(Line(printable(typed))))
        answer = Group(Line(_("The card's answer"), DIM), answer)
    yield answer


def _missed(
    points: Sequence[Text], missed: Sequence[tuple[int, str]], language: str, width: int
) -> Iterator[RenderableType]:
    if numbers := missed_points(points, missed):
        texts = (text for number in numbers for text in variants(points[number], language))
        yield Group(Line(_("Missed last time"), BOLD), *(Hanging("• ", question_text(text, width)) for text in texts))


def _often(points: Sequence[Text], misses: Mapping[str, int], language: str, width: int) -> Iterator[RenderableType]:
    """Points by their texts, for the note may have been edited since."""
    for point in points:
        times = sum(misses.get(text, 0) for text in set(point.every()))
        if times >= OFTEN:
            texts = Group(*(question_text(text, width) for text in variants(point, language)))
            head = _("Missed {times}:").format(times=times_text(times))
            yield Group(Line(head, f"{BOLD} {WRONG}"), Hanging("• ", texts))


def _answer(card: Card, language: str, width: int, order: Sequence[int], picked: Collection[int]) -> RenderableType:
    match card.note.body:
        case OpenQuestion(question=text) if card.part == "reverse":
            return stacked(answer_view(variant) for variant in variants(text, language))
        case OpenQuestion(answer=text):
            return stacked(answer_view(variant) for variant in variants(text, language))
        case Cloze(text):
            filled = (with_gap_filled(variant, gap_number(card)) for variant in variants(text, language))
            return stacked(answer_view(variant) for variant in filled)
        case MultipleChoice(choices=choices):
            shown = enumerate(order or range(len(choices)))
            return Group(*(_choice(at, choices[n], language, width, n in picked) for at, n in shown))
        case _:
            assert_never(card.note.body)


def _choice(place: int, choice: Choice, language: str, width: int, picked: bool) -> Hanging:
    mark, style = ("✓", RIGHT) if choice.correct else ("✗", WRONG)
    label = f"{mark} {letter(place)}  "
    lines = [question_text(text, width - len(label)) for text in variants(choice.text, language)]
    if picked:
        lines.append(Line(_("your choice: right") if choice.correct else _("your choice: wrong"), BOLD))
    for text in variants(choice.why, language) if choice.why else ():
        why = question_text(text, width - len(label))
        why.style = DIM
        lines.append(why)
    return Hanging(label, Group(*lines), style)


def _references(card: Card) -> Iterator[RenderableType]:
    if references := card.note.references:
        yield Group(*(Hanging("— ", wrapped(Line(printable(source), DIM)), DIM) for source in references))
