"""Today's queue: what the history says is due, as far as the library has it, and new cards up to the day's limit."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from studycli.cli.context import Context
from studycli.core.model import CardId
from studycli.core.query_tree import Query
from studycli.core.queue import Due, Queue, Quota, build
from studycli.core.settings import Configuration, Order, Settings
from studycli.history.fault import HistoryError

_DAY_MS = 86_400_000


def todays_queue(
    context: Context, query: Query, *, new: int | None = None, order: Order | None = None, days_on: int = 0
) -> Queue:
    """`new` stands in for what is left of every limit of new cards, `order` for the one that is set.

    With `days_on` it is the queue of so many days later, if nothing is studied until then.
    """
    settings, catalogue = context.settings, context.catalogue
    day, now = context.study_day() + days_on, context.now_ms() + days_on * _DAY_MS
    seen = _seen_today(context, day)
    new_quota = _quota(context.configuration, seen[True], lambda settings: settings.new_per_day, new)
    review_quota = _quota(context.configuration, seen[False], lambda settings: settings.reviews_per_day)
    studied = context.log.studied(day)
    learning = catalogue.learning_cards(query, study_day=day, now_ms=now, ahead_ms=settings.learn_ahead * 1000)
    # A note of which a card was taken before gives none, so there have to be as many more.
    taken = len(studied) + len(learning)
    reviews = _reviews(context, query, (day, now), _most(review_quota, taken), order or settings.order)
    new_notes = _most(new_quota, taken + min(len(reviews), sum(review_quota.left.values())))
    return build(
        learning,
        reviews,
        catalogue.new_cards(query, study_day=day, now_ms=now, notes=new_notes, place=_place_of_new(context)),
        review_quota=review_quota,
        new_quota=new_quota,
        studied=studied,
        bury_siblings=settings.bury_siblings,
    )


def crammed(context: Context, query: Query) -> Queue:
    """All cards that a query selects, in library order, due or not."""
    rows = context.catalogue.select_cards(query, study_day=context.study_day(), now_ms=context.now_ms())
    return Queue(rest=tuple(Due(row.card, row.deck, context.log.progress(row.card).state) for row in rows))


def _reviews(context: Context, query: Query, at: tuple[int, int], notes: int | None, order: Order) -> list[Due]:
    """Reviews in order; at random all that are due take part, another way each day."""
    day, now = at
    most = None if order is Order.RANDOM else notes
    reviews = context.catalogue.review_cards(query, study_day=day, now_ms=now, notes=most, order=order)
    if order is Order.RANDOM:
        from random import Random

        Random(day).shuffle(reviews)
    return reviews


def _place_of_new(context: Context) -> str:
    """Where new cards begin; kept with the history, as it is what was seen that says so."""
    from studycli.history.derived import PLACE_OF_NEW

    known = context.log.fact(PLACE_OF_NEW)
    place = context.catalogue.place_of_new(known)
    if place != known:
        with suppress(HistoryError):  # then it is looked for again next time
            context.log.keep_fact(PLACE_OF_NEW, place)
    return place


def _seen_today(context: Context, day: int) -> dict[bool, Counter[str]]:
    """How many cards were answered today in each pool of decks: the new ones under True."""
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for card, first in context.log.answered(day):
        seen[first][context.configuration.pool_of(_deck_of(context, card))] += 1
    return seen


def _deck_of(context: Context, card: CardId) -> str:
    found = context.catalogue.card(card) if context.configuration.tables else None
    return found[0].name if found else ""


def _quota(
    configuration: Configuration, seen: Counter[str], limit: Callable[[Settings], int], instead: int | None = None
) -> Quota:
    """What is left today of each pool's limit; the pool "" holds the decks that no table names."""
    pools = {"": configuration.settings} | {
        name: configuration.for_pool(name) for name, _values in configuration.tables
    }
    left = {name: max(0, limit(settings) - seen[name]) for name, settings in pools.items()}
    return Quota(configuration.pool_of, left if instead is None else dict.fromkeys(left, instead))


def _most(quota: Quota, taken: int) -> int | None:
    """How many notes have enough candidates where so many may be left out; with several pools nobody knows."""
    return sum(quota.left.values()) + taken if len(quota.left) == 1 else None
