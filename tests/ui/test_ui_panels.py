from cards_on_screen import TEMPERATURE, drawn
from hypothesis import given
from hypothesis import strategies as st

from studycli.core.model import Text
from studycli.ui.panels import missed_points, points_order, points_view

POINTS = tuple(Text((("en", f"point {n}"), ("zh", f"要点 {n}"))) for n in range(4))


def test_what_was_missed_comes_first() -> None:
    assert points_order(POINTS, ((3, "point 3"), (1, "要点 1"))) == (1, 3, 0, 2)


def test_a_point_is_known_by_its_text_and_not_by_its_number() -> None:
    assert missed_points(POINTS, ((0, "point 2"), (1, "a point that was taken out"))) == (2,)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["point 0", "要点 2", "gone"]))))
def test_every_point_is_gone_through_once(missed: list[tuple[int, str]]) -> None:
    assert sorted(points_order(POINTS, missed)) == list(range(len(POINTS)))


def test_the_checklist() -> None:
    view = points_view(POINTS, {1}, 0, "zh", missed=((1, "point 1"),))
    assert drawn(view, 40).splitlines() == [
        " Points: 1 of 4",
        " › [x] 要点 1",
        "       missed last time",
        "   [ ] 要点 0",
        "   [ ] 要点 2",
        "   [ ] 要点 3",
    ]


def test_the_points_of_a_note_have_formulas() -> None:
    assert "T 小则尖锐" in drawn(points_view(TEMPERATURE.points, (), 0, "zh"), 60)
