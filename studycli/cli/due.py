"""`due`: today's queue."""

import sys
from typing import Any

from studycli.cli import facts, options
from studycli.cli.context import Context
from studycli.cli.output import mention, put_json, put_table
from studycli.cli.query import parse_query
from studycli.cli.stop import Exit
from studycli.cli.today import todays_queue
from studycli.core.messages import N_, _, n_
from studycli.core.queue import Due, Queue, Reason

SUMMARY = "List today's queue."

HELP = """\
studycli due
studycli due deck:deep-learning
studycli due --json

Today's queue, in the order in which the quiz asks, and why each card is in it."""


def run(query: options.Query = None, decks: options.Decks = None, json: options.Json = False) -> int:
    with Context(decks, json=json) as context:
        context.warn_of_faults()
        queue = todays_queue(context, parse_query(query))
        if json:
            put_json(
                {
                    "study_day": context.study_day(),
                    "counts": _counts(queue),
                    "cards": [_facts(context, due) for due in queue.cards],
                }
            )
            return Exit.DONE
        when = facts.due_for_people if sys.stdout.isatty() else facts.due_text
        rows = [(due.card, due.deck, due.reason, when(due.state, due.due) or "-") for due in queue.cards]
        put_table((N_("card"), N_("deck"), N_("why"), N_("due")), rows, optional=("deck",), worded=("why",))
        counts = _counts(queue)
        told = _("{learning} learning, {reviews}, {new} new")
        reviews = n_("{n} review", "{n} reviews", counts["review"])
        mention(told.format(learning=counts["learning"], reviews=reviews, new=counts["new"]))
        return Exit.DONE


def _counts(queue: Queue) -> dict[str, int]:
    return {
        "learning": queue.count(Reason.LEARNING),
        "review": queue.count(Reason.DUE),
        "new": queue.count(Reason.NEW),
    }


def _facts(context: Context, due: Due) -> dict[str, Any]:
    parameters = context.settings.parameters
    return {
        "card": due.card,
        "deck": due.deck,
        "state": due.state.word,
        "due": facts.due_text(due.state, due.due),
        "retrievability": facts.recall(context.log.progress(due.card), context.study_day(), parameters),
        "reason": due.reason,
    }
