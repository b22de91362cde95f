"""The card as it is asked. This is the first screen: it may import the lightest parts of Rich only."""

from collections.abc import Sequence
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
    card: Card, deck_title: str, language: str, width: int, *, order: Sequence[int] = (), boxed: bool = True
) -> RenderableType:
    """The question in a panel. `order` is the order of the choices; without `boxed` no line is drawn, for terminals
    that give two columns to what lines are made of."""
    width = min(width, WIDEST)
    margin = 1 if width < NARROW else 2
    content = question_body(card, language, width - 2 - 2 * margin, order)
    title = Text(printable(deck_title), BOLD)
    if not boxed:
        return Padding(stacked([title, content]), (0, margin))
    return Panel(
        content, title=title, title_align="left", box=ROUNDED, border_style=BORDER, padding=(1, margin), width=width
    )


def question_body(card: Card, language: str, width: int, order: Sequence[int] = ()) -> RenderableType:
    """What is asked, without anything around it; `width` is for formulas."""
    shown = [question_text(prompt, width) for prompt in prompts(card, language)]
    if not isinstance(card.note.body, MultipleChoice):
        return stacked(shown)
    choices = ordered(card.note.body.choices, order)
    return stacked([*shown, Group(*(_choice(n, choice, language, width) for n, choice in enumerate(choices)))])


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


def ordered(choices: Sequence[Choice], order: Sequence[int]) -> list[Choice]:
    """The choices in that order; as the author wrote them without one."""
    return [choices[number] for number in order] or list(choices)


def letter(number: int) -> str:
    return chr(ord("A") + number)


def _choice(number: int, choice: Choice, language: str, width: int) -> Hanging:
    label = f"{letter(number)}  "
    texts = [question_text(text, width - len(label)) for text in variants(choice.text, language)]
    return Hanging(label, Group(*texts))
