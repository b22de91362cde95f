"""What was studied here goes into the real Anki, and what is studied there comes home without doubling."""

import random
from contextlib import closing
from datetime import date, datetime, time

import pytest

from studycli.core.clock import study_day, to_ms
from studycli.core.history import Event, Kind, Progress, apply
from studycli.core.model import CardId
from studycli.core.review import previews
from studycli.core.schedule import Plan, Rating, State
from studycli.history.log import Log

pytestmark = pytest.mark.anki
pytest.importorskip("anki.collection", reason="the real Anki is not installed")

CARDS = [CardId(f"n{number}") for number in range(30)]


def today():
    return study_day(datetime.now().astimezone().replace(tzinfo=None), 4)


def noon(day):
    local = datetime.combine(date.fromordinal(date(1970, 1, 1).toordinal() + day), time(12)).astimezone()
    return to_ms(local)


def studied(folder):
    """A history of thirty cards, each studied on its own days up to yesterday; their progress by card."""
    dice = random.Random(3)
    with closing(Log.open(folder)) as log:
        for card in CARDS:
            progress, day = Progress(card=card), today() - dice.randint(150, 300)
            while day < today():
                rating = Rating(dice.choice((1, 2, 3, 3, 3, 4)))
                at = noon(day) + progress.reps
                interval = previews(progress, day, Plan())[rating]
                event = Event(
                    card=card, at=at, study_day=day, kind=Kind.REVIEW, rating=rating, interval=interval, mode="quiz"
                )
                log.append(event, at)
                progress = apply(progress, event)
                day += max(0, progress.interval) + dice.choice((0, 0, 1, 5))
        return {card: log.progress(card) for card in CARDS}


def test_due_days_memory_and_log_are_carried(home, studycli, phone, library):
    library(dict.fromkeys(CARDS, "question: Q\n  answer: A"))
    here = studied(home / "home" / "data")
    studycli("suspend", "n5")
    studycli("export", "-o", home / "out.apkg", "--with-progress")
    phone.take(home / "out.apkg", scheduling=True)
    assert phone.col.fix_integrity() == ("Database rebuilt and optimized.", True)
    in_review = {card: progress for card, progress in here.items() if progress.state is State.REVIEW}
    assert len(in_review) > 15
    for card, progress in in_review.items():
        number = phone.card(card)
        due, stability = phone.standing(number)
        assert today() + due == progress.due
        assert stability == pytest.approx(progress.memory.stability, rel=0.005)
        # From the log alone Anki finds the same.
        assert phone.col._backend.compute_memory_state(number).state.stability == pytest.approx(stability, rel=0.005)
    assert phone.col.get_card(phone.card("n5")).queue == -1
    assert all(phone.col.get_card(phone.card(card)).type == 0 for card in CARDS if here[card].state is State.LEARNING)


def test_what_was_carried_is_known_when_it_comes_home(home, studycli, phone, library):
    library(dict.fromkeys(CARDS, "question: Q\n  answer: A"))
    here = studied(home / "home" / "data")
    studycli("export", "-o", home / "out.apkg", "--with-progress")
    phone.take(home / "out.apkg", scheduling=True)
    phone.answer(phone.card("n1"), 3)
    carried = sum(progress.reps for progress in here.values() if progress.state in (State.REVIEW, State.RELEARNING))
    package = phone.export()
    assert studycli("import", package, "--history")["history"] == {"taken": 1, "known": carried, "unknown": 0}
    assert studycli("import", package, "--history")["history"] == {"taken": 0, "known": carried + 1, "unknown": 0}
    _, stability = phone.standing(phone.card("n1"))
    (ours,) = studycli("show", "n1")["cards"]
    assert ours["stability"] == pytest.approx(stability, rel=0.005)
    # And out again: what came from Anki keeps its ids there.
    log = phone.col.db.all("select id, ease, ivl from revlog where cid = ?", phone.card("n1"))
    studycli("export", "id:n1", "-o", home / "again.apkg", "--with-progress")
    other = type(phone)(home / "decks")
    other.take(home / "again.apkg", scheduling=True)
    assert other.col.db.all("select id, ease, ivl from revlog") == log
    other.close()
