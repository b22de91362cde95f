"""The card as it is asked. This is the first screen: it may import the lightest parts of Rich only."""

from collections.abc import Collection, Sequence
from typing import assert_never

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from studycli.core.model import Card, Choice, Cloze, MultipleChoice, OpenQuestion
from studycli.ui.gaps import with_gap_open
from studycli.ui.hanging import Hanging
from studycli.ui.markdown import question_text
from studycli.ui.printable import printable
from studycli.ui.reading import stacked, variants
from studycli.ui.styles import BOLD, BORDER, WIDEST

NARROW = 60


def question_view(
    card: Card,
    deck_title: str,
    language: str,
    width: int,
    *,
    order: Sequence[int] = (),
    picked: Collection[int] = (),
    boxed: bool = True,
) -> RenderableType:
    """The question in a panel.

    `order` is the order of the choices, `picked` are numbers of theirs; without `boxed` no line is drawn, for terminals
    that give two columns to what lines are made of.
    """
    width = min(width, WIDEST)
    margin = 1 if width < NARROW else 2
    content = question_body(card, language, width - 2 - 2 * margin, order, picked)
    title = Text(printable(deck_title), BOLD)
    if not boxed:
        return Padding(stacked([title, content]), (0, margin))
    return Panel(
        content, title=title, title_align="left", box=ROUNDED, border_style=BORDER, padding=(1, margin), width=width
    )


def question_body(
    card: Card, language: str, width: int, order: Sequence[int] = (), picked: Collection[int] = ()
) -> RenderableType:
    """What is asked, without anything around it; `width` is for formulas."""
    shown = [question_text(prompt, width) for prompt in prompts(card, language)]
    if not isinstance(card.note.body, MultipleChoice):
        return stacked(shown)
    choices = card.note.body.choices
    several = sum(choice.correct for choice in choices) > 1
    rows = [
        _choice(_box(number in picked, several) + letter(place), choices[number], language, width)
        for place, number in enumerate(order or range(len(choices)))
    ]
    return stacked([*shown, Group(*rows)])


def prompts(card: Card, language: str) -> tuple[str, ...]:
    """What is asked, as Markdown, once in each language that is shown."""
    match card.note.body:
        case OpenQuestion(answer=text) if card.part == "reverse":
            return variants(text, language)
        case OpenQuestion(question=text) | MultipleChoice(question=text):
            return variants(text, language)
        case Cloze(text):
            return tuple(with_gap_open(variant, gap_number(card)) for variant in variants(text, language))
        case _:
            assert_never(card.note.body)


def gap_number(card: Card) -> int:
    return int(card.part.removeprefix("c") or 0)


def letter(number: int) -> str:
    return chr(ord("a") + number)


def _box(picked: bool, several: bool) -> str:
    """Where several choices are right each is ticked."""
    if not several:
        return ""
    return "[x] " if picked else "[ ] "


def _choice(name: str, choice: Choice, language: str, width: int) -> Hanging:
    label = f"{name}  "
    texts = [question_text(text, width - len(label)) for text in variants(choice.text, language)]
    return Hanging(label, Group(*texts))
