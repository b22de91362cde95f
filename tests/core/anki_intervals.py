"""Run by a test in a process of its own: what the real Anki would promise for cards in given states, without fuzz.

Standard input: JSON lines {"state", "step", "stability", "difficulty", "interval", "elapsed", "reps", "lapses"}; standard
output: one line [again, hard, good, easy] each, days when positive, seconds when negative.
"""

import json
import os
import sys
import tempfile
import time

# Anki leaves out its fuzz where this is set.
os.environ["ANKI_TEST_MODE"] = "1"

import anki.collection

import anki.cards  # isort: skip  # it cannot be the first of Anki's modules

NEW, LEARNING, REVIEW, RELEARNING = range(4)


def main():
    collection = anki.collection.Collection(f"{tempfile.mkdtemp()}/collection.anki2")
    collection.set_config("fsrs", True)
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"] = "question", "answer"
    collection.add_note(note, 1)
    card_id = note.cards()[0].id
    for line in sys.stdin:
        case = json.loads(line)
        collection.update_card(prepared(collection, card_id, case))
        states = collection._backend.get_scheduling_states(card_id)
        print(json.dumps([interval(getattr(states, rating)) for rating in ("again", "hard", "good", "easy")]))
    collection.close()


def prepared(collection, card_id, case):
    card = collection.get_card(card_id)
    card.type = case["state"]
    if case["state"] == NEW:
        card.queue, card.ivl, card.reps, card.memory_state = 0, 0, 0, None
        return card
    card.memory_state = anki.cards.FSRSMemoryState(stability=case["stability"], difficulty=case["difficulty"])
    card.desired_retention, card.decay = 0.9, 0.1542
    card.reps, card.lapses = case["reps"], case["lapses"]
    card.last_review_time = int(time.time()) - case["elapsed"] * 86_400
    if case["state"] == REVIEW:
        card.queue, card.left, card.ivl = 2, 0, case["interval"]
        card.due = collection.sched.today - case["elapsed"] + case["interval"]
    else:
        steps = 2 if case["state"] == LEARNING else 1
        card.queue, card.left, card.due = 1, steps - case["step"], int(time.time()) - 1
        card.ivl = 0 if case["state"] == LEARNING else 1
    return card


def interval(state):
    kind = state.normal.WhichOneof("kind")
    if kind == "review":
        return state.normal.review.scheduled_days
    step = state.normal.learning if kind == "learning" else state.normal.relearning.learning
    return -step.scheduled_secs


if __name__ == "__main__":
    main()
