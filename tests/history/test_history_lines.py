import json
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycli.core.history import Event
from studycli.history.lines import dump, parse
from studycli.history.log import Log

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe = st.none() | texts
events = st.builds(
    Event,
    id=texts, device=texts, card=texts, at=st.integers(0, 10**14), study_day=st.integers(0, 10**6),
    kind=st.sampled_from(["review", "undo", "reset", "kind of a later version"]),
    rating=st.none() | st.integers(1, 4), duration_ms=st.none() | st.integers(0, 10**9), mode=maybe,
    interval=st.none() | st.integers(-(10**9), 10**9),
    missed=st.lists(st.tuples(st.integers(0, 99), texts), max_size=3).map(tuple), target=maybe, text=maybe,
)  # fmt: skip


@given(events)
def test_an_event_comes_back_from_its_line(event):
    line = dump(event)
    assert "\n" not in line and json.loads(line)["version"] == 1
    assert parse(line) == event


@settings(deadline=None, max_examples=30)
@given(st.lists(events, max_size=8, unique_by=lambda event: event.id))
def test_every_event_that_a_line_may_hold_can_be_recorded(tmp_path_factory, given_events):
    with closing(Log.open(tmp_path_factory.mktemp("log"))) as log:
        assert log.take_in(map(parse, map(dump, given_events))) == len(given_events)
        assert log.take_in(given_events) == 0
        assert sorted(log.events(), key=lambda event: event.id) == sorted(given_events, key=lambda event: event.id)
        assert log.faults() == ()


GOOD = {"version": 1, "id": "1-a", "device": "a", "card": "c", "at": 5, "study_day": 0, "kind": "review"}


def test_what_may_be_null_may_be_left_out():
    assert parse(json.dumps(GOOD)) == Event(id="1-a", device="a", card="c", at=5, study_day=0, kind="review")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": 2}, "version must be 1"),
        ({"version": None}, "version must be 1"),
        ({"id": ""}, "id must be text"),
        ({"id": 7}, "id must be text"),
        ({"card": "\ud800"}, "card must be text"),
        ({"at": 1.5}, "at must be milliseconds"),
        ({"at": True}, "at must be milliseconds"),
        ({"at": 2**63}, "at must be milliseconds"),
        ({"at": -1}, "at must be milliseconds"),
        ({"study_day": 10**9}, "study_day must be days"),
        ({"kind": None}, "kind must be text"),
        ({"rating": 5}, "rating must be 1 to 4"),
        ({"interval": "4d"}, "interval must be days"),
        ({"missed": [["x", 1]]}, "missed must be a list"),
        ({"missed": None}, "missed must be a list"),
        ({"target": 4}, "target must be the id"),
        ({"mood": "good"}, "'mood' is not a field"),
    ],
)
def test_a_line_that_is_no_event_is_worded(change, words):
    assert words in parse(json.dumps(GOOD | change))


@pytest.mark.parametrize("line", ["", "[]", "7", "{", "null", "[" * 100_000, '{"version": NaN'])
def test_what_is_no_object_is_said(line):
    assert parse(line) == "not a JSON object"


@pytest.mark.parametrize("name", ["id", "device", "card", "at", "study_day", "kind"])
def test_what_is_missing_is_named(name):
    assert parse(json.dumps({key: value for key, value in GOOD.items() if key != name})) == f"{name} is missing"
