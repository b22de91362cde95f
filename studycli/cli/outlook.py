"""What comes after a session: what is left for today, what tomorrow brings, and how to go on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from studycli.cli import facts
from studycli.cli.context import Context
from studycli.cli.output import counted
from studycli.cli.today import todays_queue
from studycli.core.clock import day_text
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
        tuple(_ways(context, asked, left, next_due)) if matches else (_SEARCH,),
        matches,
    )


_SEARCH = Way("Look for cards", "studycli search")


def _ways(context: Context, asked: Asked, left: Queue, next_due: Due | None) -> list[Way]:
    """Commands that would each ask something now."""
    if left.cards:
        return [Way(f"Go on with {counted(len(left.cards), 'card')} left for today", asked.command())]
    ways = []
    new = todays_queue(context, asked.query, new=_MORE_NEW).count(Reason.NEW)
    if new:
        ways.append(Way(f"Learn {counted(new, 'more new card')}", asked.command("--new", str(_MORE_NEW))))
    if asked.words:
        ways.append(Way("Repeat all of these, due or not", asked.command("--cram")))
    elif next_due is not None:
        ways.append(Way("Repeat what you saw this week", asked.command("--cram", words=["reviewed<7"])))
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
    return " ".join(filter(None, (_next(context, outlook.next_due), _tomorrow(outlook.tomorrow))))


def _next(context: Context, next_due: Due | None) -> str:
    if next_due is None or next_due.due is None:
        return ""
    if next_due.state is State.REVIEW:
        days = next_due.due - context.study_day()
        when = "today" if days <= 0 else "tomorrow" if days == 1 else f"on {day_text(next_due.due)}"
        return f"The next review is due {when}."
    wait = max(0, next_due.due - context.now_ms()) / 1000
    return f"The next card is due in {duration_text(wait)}." if wait else "The next card is due now."


def _tomorrow(queue: Queue) -> str:
    """Cards in a learning step are reviews to the person who waits for them."""
    reviews = queue.count(Reason.DUE) + queue.count(Reason.LEARNING)
    new = queue.count(Reason.NEW)
    parts = [counted(number, noun) for number, noun in ((reviews, "review"), (new, "new card")) if number]
    return f"Tomorrow: {' and '.join(parts)}." if parts else "Tomorrow: nothing."
