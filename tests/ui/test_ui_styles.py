"""Colours that can be read on a light ground and on a dark one: the terminal's own, and no ground of ours."""

import io
import re

import pytest
from cards_on_screen import CARDS
from rich.console import Console
from rich.style import Style
from rich.theme import Theme

from studycli.ui import styles
from studycli.ui.answer import answer_view_of
from studycli.ui.question import question_view
from studycli.ui.styles import MARKDOWN_STYLES

NAMED = {name: value for name, value in vars(styles).items() if name.isupper() and isinstance(value, str)}
ALL = NAMED | styles.MARKDOWN_STYLES
# Red, green, blue, magenta and cyan; black, yellow, white and the bright ones are lost on one of the two.
LEGIBLE = {1, 2, 4, 5, 6}


@pytest.mark.parametrize("style", ALL.values(), ids=ALL.keys())
def test_only_what_can_be_read_on_light_and_on_dark(style):
    parsed = Style.parse(style)
    assert parsed.bgcolor is None and not parsed.reverse
    assert parsed.color is None or parsed.color.number in LEGIBLE


# Off, bold, dim, italic, underlined, the terminal's own two, and the five colours as a foreground.
WRITTEN = {"", "0", "1", "2", "3", "4", "39", "49", *(str(30 + number) for number in LEGIBLE)}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", CARDS)
def test_the_sequences_that_a_card_writes(kind, language):
    file = io.StringIO()
    console = Console(file=file, width=80, force_terminal=True, color_system="truecolor", theme=Theme(MARKDOWN_STYLES))
    console.print(question_view(CARDS[kind], "Deck", language, 80), answer_view_of(CARDS[kind], "Deck", language, 80))
    codes = {code for run in re.findall(r"\x1b\[([\d;]*)m", file.getvalue()) for code in run.split(";")}
    assert codes and codes <= WRITTEN
