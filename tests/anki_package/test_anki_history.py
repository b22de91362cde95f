"""Reviews that were given in the real Anki come home."""

import random
from datetime import datetime

import pytest

from studycli.core.clock import study_day

pytestmark = pytest.mark.anki
pytest.importorskip("anki.collection", reason="the real Anki is not installed")


PLAIN = {f"n{number}": f"question: Q{number}\n  answer: A" for number in range(30)}


def to_phone(home, studycli, phone, *options, **more):
    studycli("export", "-o", home / "out.apkg", *options)
    return phone.take(home / "out.apkg", **more)


def today():
    return study_day(datetime.now().astimezone().replace(tzinfo=None), 4)


@pytest.mark.parametrize("legacy", [False, True])
def test_thirty_random_histories_agree(home, studycli, phone, library, legacy):
    library(PLAIN)
    to_phone(home, studycli, phone)
    dice = random.Random(11)
    cards = {note: phone.card(note) for note in PLAIN}
    given = 0
    for _ in range(12):
        for card in cards.values():
            if dice.random() < 0.6:
                for _ in range(dice.choice((1, 1, 1, 2, 3))):
                    phone.answer(card, dice.choice((1, 2, 3, 3, 3, 4)))
                    given += 1
        phone.sleep(dice.choice((1, 1, 2, 3, 7, 20)))
    package = phone.export(legacy=legacy)
    taken = studycli("import", package, "--history")
    assert taken["history"] == {"taken": given, "known": 0, "unknown": 0}
    assert studycli("import", package, "--history")["history"] == {"taken": 0, "known": given, "unknown": 0}
    assert sum(phone.standing(card)[0] is not None for card in cards.values()) > 15
    for note, card in cards.items():
        (ours,) = studycli("show", note)["cards"]
        due, stability = phone.standing(card)
        if due is not None:
            assert (datetime.fromisoformat(ours["due"]).date() - datetime(1970, 1, 1).date()).days == today() + due
        if stability is not None:
            assert ours["stability"] == pytest.approx(stability, rel=0.005)


MIXED = {
    "both": "question: Q\n  answer: A\n  reversed: true",
    "gaps": 'cloze: "{{c1::one}} {{c3::three}}"',
    "pick": "question: Q\n  choices: [{text: a, correct: true}, {text: b}]",
}


def kinds(studycli, card):
    return [(event["kind"], event["mode"], event["interval"]) for event in studycli("history", card)["events"]]


def home_again(studycli, phone):
    return studycli("import", phone.export(), "--history")["history"]


def test_each_card_is_known_by_its_place(home, studycli, phone, library):
    library(MIXED)
    to_phone(home, studycli, phone)
    places = {
        "both": ("both", 0),
        "both/reverse": ("both", 1),
        "gaps/c1": ("gaps", 0),
        "gaps/c3": ("gaps", 2),
        "pick": ("pick", 0),
    }
    for note, place in places.values():
        phone.answer(phone.card(note, place), 4)
    assert home_again(studycli, phone) == {"taken": 5, "known": 0, "unknown": 0}
    for card in places:
        assert [kind[:2] for kind in kinds(studycli, card)] == [("review", "anki")]


def test_cards_that_are_gone_are_counted_and_come_when_they_are_back(home, studycli, phone, library):
    library(PLAIN)
    to_phone(home, studycli, phone)
    for note in ("n1", "n2"):
        phone.answer(phone.card(note), 4)
    library({"n1": PLAIN["n1"]})
    assert home_again(studycli, phone) == {"taken": 1, "known": 0, "unknown": 1}
    library(PLAIN)
    assert home_again(studycli, phone) == {"taken": 1, "known": 1, "unknown": 0}


def test_a_card_made_new_and_a_date_that_was_set(home, studycli, phone, library):
    library(PLAIN)
    to_phone(home, studycli, phone)
    anew, moved, forced = (phone.card(note) for note in ("n1", "n2", "n3"))
    for card in (anew, moved, forced):
        phone.answer(card, 4)
    phone.sleep(2)
    phone.col.sched.schedule_cards_as_new([anew])
    phone.col.sched.set_due_date([moved], "5")
    phone.col.sched.set_due_date([forced], "5!")
    home_again(studycli, phone)
    assert kinds(studycli, "n1")[1] == ("reset", None, None)
    assert studycli("show", "n1")["cards"][0]["state"] == "new"
    for note in ("n2", "n3"):
        assert kinds(studycli, note)[1] == ("reschedule", None, 7)
        assert day_of(studycli, note) == today() + 5


def day_of(studycli, note):
    due = datetime.fromisoformat(studycli("show", note)["cards"][0]["due"])
    return (due.date() - datetime(1970, 1, 1).date()).days


def test_cramming_is_kept_and_moves_nothing(home, studycli, phone, library):
    library({"n1": PLAIN["n1"]})
    to_phone(home, studycli, phone)
    card = phone.card("n1")
    phone.answer(card, 4)
    before = phone.standing(card)
    deck = phone.col.sched.get_or_create_filtered_deck(0)
    deck.config.search_terms[0].search, deck.config.reschedule = "", False
    phone.col.sched.add_or_update_filtered_deck(deck)
    phone.answer(card, 1)
    home_again(studycli, phone)
    assert [kind[:2] for kind in kinds(studycli, "n1")] == [("review", "anki"), ("review", "cram")]
    (shown,) = studycli("show", "n1")["cards"]
    assert shown["reps"] == 1
    assert shown["stability"] == pytest.approx(before[1], rel=0.005)


def test_suspending_there_suspends_here_and_only_that_is_undone(home, studycli, phone, library):
    library(PLAIN)
    to_phone(home, studycli, phone)
    there = phone.card("n1")
    phone.col.sched.suspend_cards([there])
    studycli("suspend", "n2")
    home_again(studycli, phone)
    assert suspended(studycli) == ["n1", "n2"]
    home_again(studycli, phone)
    assert len(kinds(studycli, "n1")) == 1
    phone.col.sched.unsuspend_cards([there])
    phone.col.db.execute("update cards set mod = mod + 60 where id = ?", there)
    home_again(studycli, phone)
    assert suspended(studycli) == ["n2"]


def suspended(studycli):
    return [hit["id"] for hit in studycli("search", "is:suspended")["results"]]


def test_burying_by_hand_lasts_for_the_day(home, studycli, phone, library):
    library(PLAIN)
    to_phone(home, studycli, phone)
    phone.col.sched.bury_cards([phone.card("n1")])
    home_again(studycli, phone)
    assert [hit["id"] for hit in studycli("search", "is:buried")["results"]] == ["n1"]


def test_two_devices_that_read_one_phone_have_the_same_events(home, studycli, phone, library, monkeypatch):
    library(PLAIN)
    to_phone(home, studycli, phone)
    phone.answer(phone.card("n1"), 3)
    package, logs = phone.export(), []
    for device in ("one", "two"):
        monkeypatch.setenv("STUDYCLI_HOME", str(home / device))
        studycli("import", package, "--history")
        logs.append(studycli("history")["events"])
    assert logs[0] == logs[1] != []


@pytest.mark.parametrize("legacy", [False, True])
def test_a_deck_that_is_shared_with_its_progress_is_enough(home, studycli, phone, library, legacy):
    library(PLAIN)
    to_phone(home, studycli, phone)
    phone.answer(phone.card("n1"), 4)
    phone.sleep(3)
    phone.answer(phone.card("n1"), 3)
    path = phone.share(legacy=legacy)
    assert studycli("import", path, "--history")["history"] == {"taken": 2, "known": 0, "unknown": 0}
    due, stability = phone.standing(phone.card("n1"))
    assert day_of(studycli, "n1") == today() + due
    assert studycli("show", "n1")["cards"][0]["stability"] == pytest.approx(stability, rel=0.005)
    assert home_again(studycli, phone) == {"taken": 0, "known": 2, "unknown": 0}


def test_reviews_of_a_note_that_was_merged_here_count_for_the_other(home, studycli, phone, library):
    """It is still on the phone; that it is suspended there says nothing of the note it became."""
    same = "question: What is a latch?\n  answer: A lock that is held for a moment."
    library({"latch": same, "latches": same})
    to_phone(home, studycli, phone)
    for note in ("latch", "latches"):
        phone.answer(phone.card(note), 3)
    (merged,) = studycli("dedupe", "--merge", "--yes")["merged"]
    phone.col.sched.suspend_cards([phone.card(merged["absorbed"])])
    assert home_again(studycli, phone) == {"taken": 2, "known": 0, "unknown": 0}
    (card,) = studycli("show", merged["kept"])["cards"]
    assert card["reps"] == 2
    assert {kind for kind, _, _ in kinds(studycli, merged["kept"])} == {"review", "alias"}
    assert home_again(studycli, phone) == {"taken": 0, "known": 2, "unknown": 0}
