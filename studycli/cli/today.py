"""Today's queue: what the history says is due, as far as the library has it, and new cards up to the day's limit."""

from studycli.cli.context import Context
from studycli.core.query_tree import Query
from studycli.core.queue import Queue, build

# Candidates for each card that is asked: a note may have so many cards of which one is taken.
_SIBLINGS = 8


def todays_queue(context: Context, query: Query, *, new: int | None = None) -> Queue:
    """`new` stands in for what is left of the day's limit of new cards."""
    settings, catalogue, day, now = context.settings, context.catalogue, context.study_day(), context.now_ms()
    new_seen, reviewed = context.log.tally(day)
    most_new = max(0, settings.new_per_day - new_seen) if new is None else new
    most_reviews = max(0, settings.reviews_per_day - reviewed)
    return build(
        catalogue.learning_cards(query, study_day=day, now_ms=now, ahead_ms=settings.learn_ahead * 1000),
        catalogue.review_cards(query, study_day=day, now_ms=now, limit=most_reviews * _SIBLINGS),
        catalogue.new_cards(query, study_day=day, now_ms=now, limit=most_new * _SIBLINGS),
        most_reviews=most_reviews,
        most_new=most_new,
        studied=context.log.studied(day),
        bury_siblings=settings.bury_siblings,
    )
