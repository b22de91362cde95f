"""The screens of the Chinese interface. Look at the difference before you regenerate: STUDYCLI_REGENERATE=1."""

import io

import pytest
from cards_on_screen import CARDS, INTERVALS, TEMPERATURE, line_widths
from rich.cells import cell_len
from rich.console import Console, Group
from rich.text import Text
from test_ui_screens import MISSED, OFTEN, a_summary, check, on_demand
from test_ui_stats import TITLES, a_year, figures

from studycli.core.history import Progress
from studycli.core.model import Card, Deck
from studycli.core.schedule import Rating
from studycli.ui.answer import answer_view_of
from studycli.ui.answering import empty_draft
from studycli.ui.closing import help_view, nothing_due_view, summary_view
from studycli.ui.face import Face
from studycli.ui.footer import duration_text, hint_line, interval_text, progress_bar, rating_bar
from studycli.ui.key_changes import read_keys
from studycli.ui.keymap import When
from studycli.ui.plain_frame import PlainFrame
from studycli.ui.prose import image_name
from studycli.ui.question import question_view
from studycli.ui.reading import stacked
from studycli.ui.stats import stats_view
from studycli.ui.summary import Summary, Way
from studycli.ui.typed_line import typed_view
from studycli.ui.view import Status

pytestmark = pytest.mark.usefixtures("chinese")
WIDTHS = (40, 80)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_question_and_answer(language: str, width: int) -> None:
    card, line = CARDS["open"], empty_draft().press("T")
    check(
        f"chinese-open-{language}",
        Group(
            question_view(card, "解码", language, width),
            progress_bar(12, 18, 380, width),
            hint_line(When.QUESTION, width),
            typed_view(line, width),
            hint_line(When.TYPING, width),
            Text(),
            answer_view_of(card, "解码", language, width, typed="T", missed=MISSED, often=OFTEN, remark="想错了"),
            Text(),
            rating_bar(INTERVALS, width, Rating.GOOD),
            hint_line(When.ANSWER, width),
        ),
        width,
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_choices(width: int) -> None:
    card, order = CARDS["choices"], (2, 0, 1)
    check(
        "chinese-choices",
        Group(
            question_view(card, "解码", "zh", width, order=order),
            hint_line(When.CHOICES, width, letters="abc"),
            Text(),
            answer_view_of(card, "解码", "zh", width, order=order, picked={1}),
        ),
        width,
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_shown_on_demand(width: int) -> None:
    check("chinese-on-demand", on_demand("zh", width), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keys(width: int) -> None:
    check("chinese-help", help_view(), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_summary(width: int) -> None:
    soon, ways = "下一次复习在明天。", [Way("再学 10 张新卡", "studycli quiz deck:deep-learning --new 10")]
    nothing = Summary(reviewed=0, seconds=3, ratings={})
    ends = [
        summary_view(a_summary("缓存"), width, soon, ways),
        summary_view(nothing, width),
        nothing_due_view(soon, ways),
    ]
    check("chinese-summary", stacked(ends), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_figures(width: int) -> None:
    check("chinese-stats", stats_view(figures(a_year()), TITLES, width, 5), width)


@pytest.mark.parametrize("width", [40, 47, 60, 80, 100, 120])
def test_no_line_of_the_figures_is_wider_than_the_screen(width: int) -> None:
    assert max(line_widths(stats_view(figures(a_year()), TITLES, width, 5), width)) <= width


@pytest.mark.parametrize(
    ("interval", "text"),
    [(-30, "30 秒"), (-90, "1.5 分"), (-600, "10 分"), (-5400, "1.5 小时"), (-86_400, "1 天"), (29, "29 天"),
     (64, "2.1 个月"), (475, "1.3 年")],
)  # fmt: skip
def test_intervals(interval: int, text: str) -> None:
    assert interval_text(interval) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(59, "59 秒"), (60, "1 分钟"), (400, "6 分 40 秒"), (3570, "1 小时"), (3900, "1 小时 5 分钟")]
)
def test_durations(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("interval", [-30, -5400, 64, 36_500])
def test_bars_fit(width: int, interval: int) -> None:
    lines = [
        *rating_bar(dict.fromkeys(Rating, interval), width, Rating.GOOD).plain.splitlines(),
        progress_bar(120, 1800, 38_000, width).plain,
        *(hint_line(when, width).plain for when in When),
    ]
    assert max(map(cell_len, lines)) <= width


def test_where_there_is_no_room_what_comes_next_and_the_way_out_stay() -> None:
    assert hint_line(When.QUESTION, 24).plain == " 空格 答案  ? 按键  q 退出"


def test_a_wide_colon_holds_its_own_blank() -> None:
    assert typed_view(empty_draft(), 40).plain == " 你的回答：▏"


def test_a_picture_is_named() -> None:
    assert [image_name("示意", "a/b.png"), image_name("", "")] == ["[图片：示意 (b.png)]", "[图片：无名称]"]


def test_a_clash_of_keys() -> None:
    _changes, problems = read_keys({"undo": "q"}, path="config.toml", text='[keys]\nundo = "q"\n')
    assert [problem.message for problem in problems] == ["undo 和 quit 都用了按键 'q'；请给其中一个换个按键"]


def test_plain_lines_are_said_once() -> None:
    """The card's lines are known again by their labels, which are Chinese."""
    file = io.StringIO()
    frame = PlainFrame(Console(file=file, width=80))
    card, deck = Card(TEMPERATURE), Deck(name="nets")
    face = Face(deck=deck, card=card, progress=Progress(card=card.id), language="zh", shown_at=0)
    walking = face.reveal().walk()
    for shown in (face, face.reveal(), walking, walking.tick(), walking.tick().finish_walk()):
        frame.show(frame.draw(shown, Status(0, 1)))
    said = file.getvalue().splitlines()
    assert said.count("牌组：nets") == said.count("问题：为什么 softmax 要除以温度 T？当 T → 0 时会发生什么？") == 1
    assert said[-6:-1] == [
        "要点：0 / 3",
        "要点 1 / 3，未勾选：温度作用于 logit，而不是概率",
        "按键：↑ ↓ 移动，空格 勾选，Enter 完成",
        "要点：1 / 3",
        "要点 2 / 3，未勾选：T 小则尖锐，T 大则平缓",
    ]
