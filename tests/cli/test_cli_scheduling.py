"""Marks on cards, leeches, limits of decks, orders and the configuration."""

import time

import pytest


def test_a_suspended_card_is_not_asked_until_it_is_unsuspended(own):
    told = own("suspend", "dropout", "--json").json
    assert set(told["cards"][0]) == {
        "card", "state", "stability", "difficulty", "interval_days", "due", "suspended", "buried",
    }  # fmt: skip
    assert told["cards"][0]["suspended"] is True
    assert "dropout" not in [card["card"] for card in own("due", "--json").json["cards"]]
    assert own("search", "is:suspended").out == "dropout\tnets\tDropout\n"
    assert own("decks", "--json").json["decks"][0]["suspended"] == 1
    own("unsuspend", "dropout")
    assert "dropout" in [card["card"] for card in own("due", "--json").json["cards"]]


def test_a_note_means_all_its_cards(own):
    assert own("suspend", "dropout-rate").out == "dropout-rate/c1: new, suspended\ndropout-rate/c2: new, suspended\n"


def test_a_buried_card_waits_until_tomorrow(own, monkeypatch):
    own("bury", "dropout")
    assert "dropout" not in [card["card"] for card in own("due", "--json").json["cards"]]
    assert own("search", "is:buried").out == "dropout\tnets\tDropout\n"
    monkeypatch.setenv("STUDYCLI_NOW", "2026-03-02T12:00:00+00:00")
    assert "dropout" in [card["card"] for card in own("due", "--json").json["cards"]]


def test_unbury_and_reset(own):
    own("bury", "dropout")
    assert own("unbury", "dropout").out == "dropout: new\n"
    own("rate", "dropout", "easy")
    assert own("reset", "dropout").out == "dropout: new\n"
    own("undo")
    assert own("show", "dropout", "--json").json["cards"][0]["state"] == "review"


def test_nothing_is_marked_when_one_card_is_unknown(own):
    assert own("suspend", "dropout", "nowhere").status == 4
    assert own("history", "--json").json["events"] == []


def lapse(own, times):
    """Forget the card that often: each time a review in days and an Again."""
    for number in range(times):
        own("rate", "dropout", "easy", "--at", f"2025-{number + 1:02}-01T12:00:00Z")
        own("rate", "dropout", "again", "--at", f"2025-{number + 1:02}-20T12:00:00Z")


@pytest.mark.parametrize(("leeches", "suspended"), [("mark", False), ("suspend", True)])
def test_a_leech_is_found_and_suspended_where_that_is_set(own, home, leeches, suspended):
    (home / "config" / "config.toml").write_text(f'leeches = "{leeches}"\n', encoding="utf-8")
    lapse(own, 7)
    assert own("search", "is:leech").out == ""
    lapse_eight = ("rate", "dropout", "easy", "--at", "2025-09-01T12:00:00Z")
    own(*lapse_eight)
    own("rate", "dropout", "again", "--at", "2025-09-20T12:00:00Z")
    assert own("search", "is:leech").out == "dropout\tnets\tDropout\n"
    assert bool(own("search", "is:suspended").out) is suspended


def test_limits_of_some_decks(own, library, home):
    many = "".join(f"- {{id: m{number}, question: q {number}, answer: a}}\n" for number in range(30))
    (library / "many.yaml").write_text(f"notes:\n{many}", encoding="utf-8")
    (home / "config" / "config.toml").write_text("new_per_day = 2\n[decks.many]\nnew_per_day = 5\n", encoding="utf-8")
    decks = [card["deck"] for card in own("due", "--json").json["cards"]]
    assert (decks.count("many"), decks.count("nets")) == (5, 2)
    own("rate", "m0", "easy")
    decks = [card["deck"] for card in own("due", "--json").json["cards"]]
    assert (decks.count("many"), decks.count("nets")) == (4, 2)


def test_steps_of_one_deck(own, home):
    (home / "config" / "config.toml").write_text(
        'fuzz = false\n[decks.nets]\nlearning_steps = ["3m"]\n', encoding="utf-8"
    )
    assert own("rate", "dropout", "again", "--json").json["due"] == "2026-03-01T12:03:00Z"


def test_the_same_rating_promises_the_same_interval_again(own, home):
    (home / "config" / "config.toml").write_text("", encoding="utf-8")
    first = own("rate", "dropout", "easy", "--json").json
    own("undo")
    assert own("rate", "dropout", "easy", "--json").json == first


def test_config_tells_value_origin_and_meaning(own, home):
    config = home / "config" / "config.toml"
    config.write_text("# mine\nnew_per_day = 3\n[decks.nets]\nnew_per_day = 4\n", encoding="utf-8")
    rows = {row["name"]: row for row in own("config", "--json").json["settings"]}
    assert rows["new_per_day"] == {
        "name": "new_per_day", "value": "3", "origin": f"{config}:2", "meaning": "New cards a day at most.",
    }  # fmt: skip
    assert rows['decks."nets".new_per_day']["origin"] == f"{config}:4"
    assert rows["rollover"]["origin"] == "default"
    assert rows["library"]["origin"] == "--decks"


def test_config_set_keeps_comments(studycli, home):
    config = home / "config" / "config.toml"
    config.write_text("# mine\nnew_per_day = 3  # few\n", encoding="utf-8")
    assert studycli("config", "set", "new_per_day", "5").status == 0
    assert studycli("config", "set", "language", "zh").status == 0
    assert studycli("config", "set", "new_per_day", "1", "--deck", "cnn").status == 0
    assert config.read_text(encoding="utf-8") == (
        '# mine\nnew_per_day = 5  # few\nlanguage = "zh"\n\n[decks.cnn]\nnew_per_day = 1\n'
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["set", "new_per_day", "many"], "a whole number from 0 to 9999"),
        (["set", "new_per_dya", "3"], "did you mean new_per_day?"),
        (["set", "rollover", "3", "--deck", "cnn"], "cannot be set for some decks"),
        (["set", "rollover"], "config takes nothing, or set with a key and a value"),
        (["get"], "config takes nothing, or set with a key and a value"),
    ],
)
def test_config_refuses_what_is_wrong_and_writes_nothing(studycli, home, arguments, words):
    told = studycli("config", *arguments)
    assert told.status == 2
    assert words in told.err
    assert (home / "config" / "config.toml").read_text(encoding="utf-8") == "fuzz = false\n"


def test_rescheduling_after_a_change_of_retention(own, home):
    config = home / "config" / "config.toml"
    own("rate", "dropout", "easy")
    assert own("history", "reschedule", "--dry-run").out == "no card would move\n"
    config.write_text("fuzz = false\ndesired_retention = 0.97\n", encoding="utf-8")
    told = own("history", "reschedule", "--dry-run", "--json").json
    assert {key: told[key] for key in ("moved", "sooner", "later", "overdue", "written")} == {
        "moved": 1, "sooner": 1, "later": 0, "overdue": 0, "written": False,
    }  # fmt: skip
    assert own("show", "dropout", "--json").json["cards"][0]["due"] == "2026-03-09"
    assert own("history", "reschedule").out.startswith("1 card moved, 1 sooner and 0 later, by ")
    sooner = own("show", "dropout", "--json").json["cards"][0]
    assert "2026-03-01" < sooner["due"] < "2026-03-09"
    assert [event["kind"] for event in own("history", "--json").json["events"]] == ["review", "reschedule"]
    own("undo")
    assert own("show", "dropout", "--json").json["cards"][0]["due"] == "2026-03-09"


@pytest.fixture
def travel(monkeypatch):
    """Go to another time zone."""

    def go(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield go
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="time zones of a process cannot be changed here")
def test_travel_another_rollover_and_a_clock_set_back_keep_every_day_as_it_was_lived(own, home, travel, monkeypatch):
    def rate(now):
        monkeypatch.setenv("STUDYCLI_NOW", now)
        assert own("rate", "dropout", "good").status == 0

    travel("Asia/Shanghai")
    rate("2026-03-01T21:00:00+00:00")  # five in the morning of the second
    travel("America/New_York")
    rate("2026-03-02T01:00:00+00:00")  # eight in the evening of the first
    (home / "config" / "config.toml").write_text("fuzz = false\nrollover = 0\n", encoding="utf-8")
    rate("2026-03-08T07:30:00+00:00")  # the hour that daylight saving skips
    rate("2026-03-05T12:00:00+00:00")  # the clock was set back
    events = own("history", "--json").json["events"]
    days = {event["at"]: event["study_day"] for event in events}
    assert days == {
        "2026-03-01T21:00:00Z": 20_514, "2026-03-02T01:00:00Z": 20_513,
        "2026-03-05T12:00:00Z": 20_517, "2026-03-08T07:30:00Z": 20_520,
    }  # fmt: skip
    assert own("show", "dropout", "--json").json["cards"][0]["reps"] == 4


def test_random_order_is_the_same_all_day(own, library):
    many = "".join(f"- {{id: m{number}, question: q {number}, answer: a}}\n" for number in range(12))
    (library / "many.yaml").write_text(f"notes:\n{many}", encoding="utf-8")
    lines = "".join(f'{{"card": "m{number}", "rating": 4, "at": "2026-01-01T12:00:00Z"}}\n' for number in range(12))
    own("rate", "-", stdin=lines)
    (library.parent.parent / "config" / "config.toml").write_text('order = "random"\n', encoding="utf-8")
    first = [card["card"] for card in own("due", "is:due", "--json").json["cards"]]
    assert sorted(first) == sorted(f"m{number}" for number in range(12))
    assert first != sorted(first)
    assert [card["card"] for card in own("due", "is:due", "--json").json["cards"]] == first


def new_cards(own):
    return [card["card"] for card in own("due", "--json").json["cards"] if card["reason"] == "new"]


def test_new_cards_are_found_wherever_they_come_from(own, library):
    """Where they begin is kept with the history, so whatever brings one back before that place is tried."""
    for card in ("dropout-rate/c1", "dropout-rate/c2", "dropout"):
        own("rate", card, "easy", "--at", "2026-02-28T12:00:00Z")
    assert new_cards(own) == ["bn-axis"] == new_cards(own)
    own("undo")
    assert new_cards(own) == ["dropout", "bn-axis"]
    own("reset", "dropout-rate/c2")
    assert new_cards(own) == ["dropout", "dropout-rate/c2", "bn-axis"]
    deck = "format: 1\nnotes:\n- {id: first, question: q, answer: a}\n"
    (library / "abc.yaml").write_text(deck, encoding="utf-8")
    assert new_cards(own) == ["first", "dropout", "dropout-rate/c2", "bn-axis"]


def test_a_note_of_many_cards_takes_no_place_of_another(own, library, home):
    (home / "config" / "config.toml").write_text("new_per_day = 2\n", encoding="utf-8")
    gaps = " ".join(f"{{{{c{number}::gap}}}}" for number in range(1, 31))
    deck = f"format: 1\nnotes:\n- {{id: many, cloze: '{gaps}'}}\n- {{id: next, question: q, answer: a}}\n"
    (library / "abc.yaml").write_text(deck, encoding="utf-8")
    assert new_cards(own) == ["many/c1", "next"]
