"""due, rate, undo, history, decks and show: what --json promises, and how each command ends."""

import json

import pytest

RATED = {"version", "card", "rating", "at", "state", "stability", "difficulty", "interval_days", "due"}


def test_due_lists_the_new_cards_and_why(own):
    told = own("due", "--json").json
    assert set(told) == {"version", "study_day", "counts", "cards"}
    assert told["study_day"] == 20_513
    assert told["counts"] == {"learning": 0, "review": 0, "new": 3}
    assert [card["card"] for card in told["cards"]] == ["dropout", "dropout-rate/c1", "bn-axis"]
    assert told["cards"][0] == {
        "card": "dropout", "deck": "nets", "state": "new", "due": None, "retrievability": None, "reason": "new",
    }  # fmt: skip


def test_rate_answers_with_where_the_card_stands(own):
    told = own("rate", "dropout", "good", "--json").json
    assert set(told) == RATED
    assert (told["card"], told["rating"], told["state"]) == ("dropout", 3, "learning")
    assert (told["at"], told["due"], told["interval_days"]) == ("2026-03-01T12:00:00Z", "2026-03-01T12:10:00Z", 0)
    assert told["stability"] == pytest.approx(2.3065)


def test_a_review_is_due_on_a_day(own):
    told = own("rate", "dropout", "4", "--json").json
    assert (told["state"], told["interval_days"], told["due"]) == ("review", 8, "2026-03-09")


def test_a_sibling_waits_until_tomorrow(own):
    own("rate", "dropout-rate/c2", "easy")
    assert "dropout-rate/c1" not in [card["card"] for card in own("due", "--json").json["cards"]]


def test_the_days_limit_counts_what_was_seen(own, home):
    (home / "config" / "config.toml").write_text("fuzz = false\nnew_per_day = 2\n", encoding="utf-8")
    own("rate", "dropout", "easy")
    assert own("due", "--json").json["counts"]["new"] == 1


def test_an_earlier_review_is_put_where_it_belongs(own):
    own("rate", "dropout", "easy", "--at", "2026-02-10T12:00:00Z")
    own("rate", "dropout", "easy", "--at", "2026-01-10T12:00:00Z")
    times = [event["at"] for event in own("history", "dropout", "--json").json["events"]]
    assert times == ["2026-01-10T12:00:00Z", "2026-02-10T12:00:00Z"]


def test_rate_reads_lines_and_answers_each_in_its_place(own):
    lines = [
        {"card": "dropout", "rating": 3, "at": "2026-02-01T09:00:00+08:00"},
        {"card": "dropout", "rating": "easy"},
        {"card": "nowhere", "rating": 3},
        {"card": "dropout", "rating": 9},
        {"card": "bn-axis", "rating": 1},
    ]
    text = "\n".join(json.dumps(line) for line in lines) + "\nnot json\n"
    done = own("rate", "-", stdin=text)
    assert done.status == 4
    assert [answer.get("card") or answer["line"] for answer in done.lines] == ["dropout", "dropout", 3, 4, "bn-axis", 6]
    assert [answer["error"]["code"] for answer in done.lines if "error" in answer] == ["no-such-card", "usage", "usage"]
    assert len(own("history", "--json").json["events"]) == 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[]", "expected an object"),
        ("{}", "expected an object"),
        ('{"card": "dropout"}', "expected an object"),
        ('{"card": 7, "rating": 3}', "expected an object"),
        ('{"card": "dropout", "rating": true}', "rating must be"),
        ('{"card": "dropout", "rating": 2.5}', "rating must be"),
        ('{"card": "dropout", "rating": 3, "at": "noon"}', "at must be ISO 8601"),
        ('{"card": "dropout", "rating": 3, "at": 7}', "at must be a string"),
        ("\ud800", "not a JSON object"),
        ("[" * 100_000, "not a JSON object"),
    ],
)  # fmt: skip
def test_a_bad_line_is_worded_and_records_nothing(own, line, words):
    done = own("rate", "-", stdin=line.encode("utf-8", "replace").decode())
    assert done.status == 2
    assert words in done.lines[0]["error"]["message"]
    assert own("history", "--json").json["events"] == []


def test_undo_takes_back_the_last_answer(own):
    before = own("due", "--json").json
    own("rate", "dropout", "good")
    told = own("undo", "--json").json
    assert set(told) == RATED
    assert (told["card"], told["rating"], told["state"], told["due"]) == ("dropout", 3, "new", None)
    assert own("due", "--json").json == before
    nothing = own("undo", "--json")
    assert (nothing.status, nothing.json["card"]) == (0, None)


def test_history_keeps_everything(own):
    own("rate", "dropout", "good", "--seconds", "7.5")
    own("undo")
    events = own("history", "--json").json["events"]
    assert [event["kind"] for event in events] == ["review", "undo"]
    assert set(events[0]) == {
        "id", "device", "card", "kind", "at", "study_day", "rating", "duration_ms", "interval", "mode", "missed",
    }  # fmt: skip
    assert (events[0]["interval"], events[0]["duration_ms"], events[0]["mode"]) == (-600, 7500, "rate")


def test_decks_counts(own, library):
    own("rate", "dropout", "good")
    (deck,) = own("decks", "--json").json["decks"]
    assert deck == {
        "name": "nets", "title": "Networks", "path": str(library / "nets.yaml"), "notes": 4, "cards": 4, "new": 3,
        "learning": 1, "due": 0, "suspended": 0,
    }  # fmt: skip


def test_show_gives_the_note_as_in_the_file(own):
    told = own("show", "dropout-rate", "--json").json
    assert set(told) == {"version", "id", "deck", "path", "line", "note", "cards"}
    assert told["line"] == 11
    assert told["note"]["cloze"].startswith("At test time")
    assert [card["card"] for card in told["cards"]] == ["dropout-rate/c1", "dropout-rate/c2"]
    assert set(told["cards"][0]) == {
        "card", "state", "due", "stability", "difficulty", "reps", "lapses", "retrievability",
    }  # fmt: skip


def test_show_takes_the_beginning_of_an_id_that_only_one_note_has(own):
    assert own("show", "bn", "--json").json["id"] == "bn-axis"
    unclear = own("show", "drop", "--json")
    assert unclear.status == 4
    assert "it may be dropout, dropout-rate" in unclear.json["error"]["message"]


def test_show_for_people(own):
    shown = own("show", "dropout", "--lang", "zh")
    assert "训练时随机屏蔽神经元" in shown.out and "只在训练时" in shown.out


def test_a_card_that_is_not_there(own):
    told = own("rate", "nowhere", "good", "--json")
    assert told.status == 4
    assert told.json == {
        "version": 1,
        "error": {"code": "no-such-card", "message": "no card is called 'nowhere' (studycli search finds them)"},
    }


def test_quiz_without_a_terminal_names_the_other_ways(own):
    told = own("quiz")
    assert told.status == 2
    assert "studycli due" in told.err and "studycli rate" in told.err


def test_progress_follows_the_note_to_another_deck(own, library):
    own("rate", "dropout", "easy")
    text = (library / "nets.yaml").read_text(encoding="utf-8")
    (library / "nets.yaml").unlink()
    (library / "sub").mkdir()
    (library / "sub" / "other.yaml").write_text(text.replace("silences", "switches off"), encoding="utf-8")
    told = own("show", "dropout", "--json").json
    assert (told["deck"], told["cards"][0]["state"]) == ("sub/other", "review")


def test_events_of_an_absent_deck_are_kept(own, library):
    own("rate", "dropout", "easy")
    (library / "nets.yaml").unlink()
    assert own("rate", "dropout", "easy").status == 4
    assert len(own("history", "dropout", "--json").json["events"]) == 1
