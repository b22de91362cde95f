"""The screens as people see them. Look at the difference before you regenerate: STUDYCLI_REGENERATE=1."""

import os
from pathlib import Path

import pytest
from cards_on_screen import AXES, CARDS, INTERVALS, TEMPERATURE, drawn
from rich.console import Group, RenderableType
from rich.text import Text

from studycli.core.model import Card
from studycli.core.schedule import Rating
from studycli.ui.answer import answer_view_of
from studycli.ui.closing import help_view, nothing_due_view, summary_view
from studycli.ui.footer import hint_line, progress_bar, rating_bar
from studycli.ui.keymap import When
from studycli.ui.one_line import Line
from studycli.ui.panels import explanation_view, hint_view, pitfalls_view, points_view
from studycli.ui.question import question_view
from studycli.ui.reading import stacked
from studycli.ui.summary import DeckSummary, Summary, Way
from studycli.ui.typed_line import typed_view

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (40, 80, 120)
OFTEN = {"Small $T$ is sharp, large $T$ is flat": 4}
MISSED = ((1, "Small $T$ is sharp, large $T$ is flat"),)


def check(name: str, renderable: RenderableType, width: int) -> None:
    path = GOLDEN / f"{name}-{width}.txt"
    screen = drawn(renderable, width)
    if os.environ.get("STUDYCLI_REGENERATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(screen, encoding="utf-8", newline="\n")
    assert screen == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", CARDS)
def test_question_and_answer(kind: str, language: str, width: int) -> None:
    card = CARDS[kind]
    missed = MISSED if kind == "open" else ()
    check(
        f"{kind}-{language}",
        Group(
            question_view(card, "Decoding", language, width),
            progress_bar(12, 18, 380, width),
            hint_line(When.QUESTION, width),
            Text(),
            answer_view_of(card, "Decoding", language, width, missed=missed, often=OFTEN if missed else None),
            Text(),
            rating_bar(INTERVALS, width, Rating.GOOD),
            hint_line(When.ANSWER, width),
        ),
        width,
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_picked_choice(language: str, width: int) -> None:
    card, order = CARDS["choices"], (2, 0, 1)
    check(
        f"picked-{language}",
        Group(
            question_view(card, "Decoding", language, width, order=order),
            hint_line(When.CHOICES, width, ["enter"], letters="abc"),
            Text(),
            answer_view_of(card, "Decoding", language, width, order=order, picked={1}),
            Text(),
            rating_bar(INTERVALS, width, Rating.AGAIN),
            hint_line(When.ANSWER, width),
        ),
        width,
    )


TYPED = {
    "en": "It is the logits that are divided by the temperature, so a small T is sharp and a large T is flat.\n\nThat is all.",
    "zh": "温度除的是 logit 而不是概率，T 小则分布尖锐，T 大则分布平缓，而且类别的顺序保持不变，梯度也随之缩小。",
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_typed_answer(language: str, width: int) -> None:
    card, line = CARDS["open"], Line("Your answer:", longest=10_000)
    for key in TYPED[language].replace("\n\n", " "):
        line = line.press(key)
    check(
        f"typed-{language}",
        Group(
            typed_view(line, width),
            hint_line(When.TYPING, width),
            Text(),
            answer_view_of(card, "Decoding", language, width, typed=TYPED[language]),
            Text(),
            rating_bar(INTERVALS, width, Rating.GOOD),
        ),
        width,
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_both_languages(width: int) -> None:
    card = Card(AXES)
    question = question_view(card, "Decoding", "both", width, order=(2, 0, 1), boxed=False)
    check("both", stacked([question, answer_view_of(card, "Decoding", "both", width, order=(2, 0, 1))]), width)


def on_demand(language: str, width: int) -> RenderableType:
    """All that can be asked for beside a card, of a note that has it and of one that has none."""
    views: list[RenderableType] = [
        hint_view(TEMPERATURE, language, width),
        explanation_view(TEMPERATURE, language),
        pitfalls_view(TEMPERATURE, language),
        points_view(TEMPERATURE.points, {1}, 1, language, missed=MISSED),
        hint_line(When.POINTS, width),
        hint_view(AXES, language, width),
        explanation_view(AXES, language),
        pitfalls_view(AXES, language),
    ]
    return stacked(views)


def a_summary(deck: str) -> Summary:
    """Of two decks; the second has this name."""
    return Summary(
        reviewed=12,
        seconds=400,
        ratings={Rating.AGAIN: 2, Rating.HARD: 1, Rating.GOOD: 9, Rating.EASY: 0},
        missed=("The order of the classes stays the same", "类别的顺序不变"),
        cards=10,
        decks=(DeckSummary("deep-learning/decoding", 9, 8), DeckSummary(deck, 3, 2)),
        often=(("类别的顺序不变", 3),),
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_shown_on_demand(language: str, width: int) -> None:
    check(f"on-demand-{language}", on_demand(language, width), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keys(width: int) -> None:
    check("help", help_view(), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_summary(width: int) -> None:
    ways = [Way("Learn 10 more new cards", "studycli quiz deck:deep-learning --new 10")]
    soon = "The next review is due tomorrow. Tomorrow: 3 reviews and 10 new cards."
    nothing = Summary(reviewed=0, seconds=3, ratings={})
    check(
        "summary",
        stacked(
            [
                summary_view(a_summary("caches"), width, soon, ways),
                summary_view(nothing, width),
                nothing_due_view(soon, ways),
            ]
        ),
        width,
    )
