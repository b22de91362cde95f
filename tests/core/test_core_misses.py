from studycli.core.history import Event, Kind
from studycli.core.misses import missed_points
from studycli.core.model import CardId


def review(number, *missed):
    points = tuple(enumerate(missed))
    return Event(card=CardId("a"), at=number, study_day=1, kind=Kind.REVIEW, id=str(number), rating=1, missed=points)


def test_reviews_that_missed_a_point_are_counted_but_for_what_was_taken_back():
    undo = Event(card=CardId("a"), at=9, study_day=1, kind=Kind.UNDO, id="9", target="3")
    events = [review(1, "x", "y"), review(2, "x"), review(3, "x", "z"), undo]
    assert missed_points(events) == {"x": 2, "y": 1}
