"""What comes after a session: what is left for today, what tomorrow brings, and how to go on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from studycli.cli import facts
from studycli.cli.context import Context
from studycli.cli.output import sentences
from studycli.cli.today import todays_queue
from studycli.core.clock import day_text
from studycli.core.messages import _, n_
from studycli.core.query_tree import Everything, Query
from studycli.core.queue import Due, Queue, Reason
from studycli.core.schedule import State
from studycli.ui.footer import duration_text
from studycli.ui.summary import Way

# So many new cards are offered when the day's are done.
_MORE_NEW = 10


class Asked(NamedTuple):
    """What the command line asked for: the query, its words, and the paths of --decks."""

    query: Query
    words: tuple[str, ...] = ()
    decks: tuple[Path, ...] = ()

    def command(self, *more: str, words: Sequence[str] | None = None) -> str:
        """A command for the same decks and, without `words`, the same query."""
        import shlex

        chosen = self.words if words is None else words
        named = [part for path in self.decks for part in ("--decks", str(path))]
        # A word that begins with a dash would be taken for an option.
        behind = ["--", *chosen] if any(word.startswith("-") for word in chosen) else []
        return shlex.join(["studycli", "quiz", *([] if behind else chosen), *more, *named, *behind])


class Outlook(NamedTuple):
    """`left` is today's queue of the same query, `tomorrow` that of the whole library if nothing else is studied."""

    left: Queue
    tomorrow: Queue
    next_due: Due | None
    ways: tuple[Way, ...]
    has_match: bool = True


def outlook(context: Context, asked: Asked) -> Outlook:
    left = todays_queue(context, asked.query)
    next_due = context.catalogue.next_due()
    day, now = context.study_day(), context.now_ms()
    matches = not asked.words or bool(context.catalogue.select_cards(asked.query, study_day=day, now_ms=now))
    return Outlook(
        left,
        todays_queue(context, Everything(), days_on=1),
        next_due,
        tuple(_ways(context, asked, left, next_due)) if matches else (_search(),),
        matches,
    )


def _search() -> Way:
    return Way(_("Look for cards"), "studycli search")


def _ways(context: Context, asked: Asked, left: Queue, next_due: Due | None) -> list[Way]:
    """Commands that would each ask something now."""
    if left.cards:
        number = len(left.cards)
        go_on = n_("Go on with {n} card left for today", "Go on with {n} cards left for today", number)
        return [Way(go_on, asked.command())]
    ways = []
    new = todays_queue(context, asked.query, new=_MORE_NEW).count(Reason.NEW)
    if new:
        learn = n_("Learn {n} more new card", "Learn {n} more new cards", new)
        ways.append(Way(learn, asked.command("--new", str(_MORE_NEW))))
    if asked.words:
        ways.append(Way(_("Repeat all of these, due or not"), asked.command("--cram")))
    elif next_due is not None:
        ways.append(Way(_("Repeat what you saw this week"), asked.command("--cram", words=["reviewed<7"])))
    return ways


def told(outlook: Outlook) -> dict[str, Any]:
    """Under the keys of --json."""
    due = outlook.next_due
    return {
        "next_due": due and facts.due_text(due.state, due.due),
        "left": counts(outlook.left),
        "tomorrow": counts(outlook.tomorrow),
        "go_on": [way.command for way in outlook.ways],
    }


def counts(queue: Queue) -> dict[str, int]:
    return {
        "learning": queue.count(Reason.LEARNING),
        "review": queue.count(Reason.DUE),
        "new": queue.count(Reason.NEW),
    }


def come_back(context: Context, outlook: Outlook) -> str:
    """When the next card falls due and what tomorrow brings, in sentences."""
    return sentences(_next(context, outlook.next_due), _tomorrow(outlook.tomorrow))


def _next(context: Context, next_due: Due | None) -> str:
    if next_due is None or next_due.due is None:
        return ""
    if next_due.state is State.REVIEW:
        days = next_due.due - context.study_day()
        if days <= 0:
            return _("The next review is due today.")
        if days == 1:
            return _("The next review is due tomorrow.")
        return _("The next review is due on {day}.").format(day=day_text(next_due.due))
    wait = max(0, next_due.due - context.now_ms()) / 1000
    if not wait:
        return _("The next card is due now.")
    return _("The next card is due in {wait}.").format(wait=duration_text(wait))


def _tomorrow(queue: Queue) -> str:
    """Cards in a learning step are reviews to the person who waits for them."""
    due, unseen = queue.count(Reason.DUE) + queue.count(Reason.LEARNING), queue.count(Reason.NEW)
    reviews, new = n_("{n} review", "{n} reviews", due), n_("{n} new card", "{n} new cards", unseen)
    if due and unseen:
        return _("Tomorrow: {reviews} and {new}.").format(reviews=reviews, new=new)
    if due or unseen:
        return _("Tomorrow: {cards}.").format(cards=reviews if due else new)
    return _("Tomorrow: nothing.")
