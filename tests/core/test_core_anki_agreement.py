"""Our intervals and those of the real Anki, for the same histories: FSRS on, fuzz off."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from studycli.core.history import Event, Kind, Progress, apply
from studycli.core.model import CardId
from studycli.core.review import previews
from studycli.core.schedule import Plan, Rating, State, days_until, next_memory

pytestmark = pytest.mark.anki

PLAN = Plan(fuzz=False)
HISTORIES = 150


def histories():
    """Progress before each answer and the days since the one before, over random histories."""
    dice = random.Random(7)
    for _ in range(HISTORIES):
        progress, day = Progress(card=CardId("card")), 20_000
        for _ in range(dice.randint(1, 14)):
            elapsed = 0 if progress.day is None else waited(dice, progress)
            yield progress, elapsed
            rating = dice.choice((1, 2, 3, 3, 3, 4))
            day += elapsed
            promised = previews(progress, day, PLAN)[Rating(rating)]
            event = Event(card=progress.card, at=day, study_day=day, kind=Kind.REVIEW, rating=rating, interval=promised)
            progress = apply(progress, event)


def waited(dice, progress):
    """On time, early, late, or once more on the same day."""
    if progress.state is not State.REVIEW:
        return dice.choice((0, 0, 0, 0, 1, 3))
    return dice.choice((0, 1, 2, progress.interval, progress.interval, int(progress.interval * dice.random() * 3)))


def case(progress, elapsed):
    memory = progress.memory
    return {
        "state": progress.state, "step": progress.step, "interval": progress.interval, "elapsed": elapsed,
        "stability": memory and memory.stability, "difficulty": memory and memory.difficulty,
        "reps": progress.reps, "lapses": progress.lapses,
    }  # fmt: skip


def test_every_interval_is_ankis():
    asked = list(histories())
    lines = "".join(json.dumps(case(*each)) + "\n" for each in asked)
    script = Path(__file__).with_name("anki_intervals.py")
    done = subprocess.run(
        [sys.executable, str(script)], input=lines, capture_output=True, text=True, timeout=120, check=True
    )
    theirs = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(theirs) == len(asked)
    differing = []
    for (progress, elapsed), promised in zip(asked, theirs, strict=True):
        day = 0 if progress.day is None else progress.day + elapsed
        ours = list(previews(progress, day, PLAN).values())
        differing += [
            (progress, elapsed, ours, promised)
            for rating, mine, their in zip(Rating, ours, promised, strict=True)
            if mine != their and not is_rounding(progress, elapsed, rating, mine, their)
        ]
    assert differing == []


def is_rounding(progress, elapsed, rating, mine, their):
    """Anki counts in single precision: where the interval lies within 1 in 20,000 of a half, or of the neighbour that
    it must exceed, it may fall on the other side. Double precision is the nearer one."""
    if mine < 0 or their < 0:
        return False
    ideal = days_until(next_memory(progress.memory, rating, elapsed), PLAN)
    return abs(mine - their) <= 1 + ideal / 10_000 and abs(ideal - their) <= 0.5 + ideal / 20_000
