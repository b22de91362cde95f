"""`quiz`: the study session."""

import sys
from typing import Annotated, Any

import typer

from studycli.cli import facts, options
from studycli.cli.context import Context
from studycli.cli.output import put, put_json
from studycli.cli.query import parse_query
from studycli.cli.stop import Exit, Stop, usage
from studycli.cli.study_desk import StudyDesk
from studycli.cli.today import crammed, todays_queue
from studycli.core.clock import day_text
from studycli.core.queue import Due
from studycli.core.schedule import Rating, State
from studycli.core.session import Session, start
from studycli.core.settings import Order
from studycli.ui.footer import duration_text
from studycli.ui.summary import Summary

SUMMARY = "Study what is due today."

HELP = """\b
studycli quiz                      what is due today
studycli quiz deck:deep-learning   from one deck
studycli quiz dropout --limit 5
studycli quiz --lang zh
studycli quiz --type               each answer is typed and laid beside the card's
studycli quiz tag:interview --cram tomorrow is the day: everything, whatever is due

Study in the terminal. Space shows the answer, a letter picks a choice, 1 to 4 rate, ? shows the other keys. Every
answer is saved at once.
"""


def run(
    query: options.Query = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most that many cards.")] = None,
    new: Annotated[int | None, typer.Option("--new", min=0, help="At most that many new cards.")] = None,
    order: Annotated[
        Order | None, typer.Option("--order", help="Order of reviews, instead of the one that is set.")
    ] = None,
    cram: Annotated[
        bool, typer.Option("--cram", help="All matching cards, due or not; what is due stays as it is.")
    ] = False,
    typed: Annotated[bool, typer.Option("--type", help="Type each answer; it is laid beside the card's.")] = False,
    language: options.Language = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json) as context:
        shown_language = options.language(language) or context.language
        wanted = parse_query(query)
        _need_terminal()
        context.warn_of_faults()
        queue = crammed(context, wanted) if cram else todays_queue(context, wanted, new=new, order=order)
        session = start(queue.first(limit), context.settings.learn_ahead * 1000)
        desk = StudyDesk(context)
        asked = session.next_card(desk.now()) is not None
        summary = (
            _study(desk, session, shown_language, cram=cram, typed=typed)
            if asked
            else Summary(reviewed=0, seconds=0.0, ratings={})
        )
        _tell(context, summary, asked=asked, json=json)
        return Exit.DONE


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise usage("quiz needs a terminal; without one, studycli due lists the queue and studycli rate takes answers")


def _study(desk: StudyDesk, session: Session, language: str, *, cram: bool, typed: bool) -> Summary:
    """Hold one sitting; what was answered is on the disk however it ends."""
    from studycli.ui.console import stdout_console
    from studycli.ui.frame import Frame
    from studycli.ui.keys import TerminalClosed, open_keys
    from studycli.ui.quiz import Quiz

    try:
        with open_keys(full_screen=True) as keys:
            return Quiz(desk, keys, Frame(stdout_console()), session, language, cram=cram, typed=typed).run()
    except TerminalClosed as closed:
        message = "the terminal was closed; what was answered is saved"
        raise Stop(Exit.INTERRUPTED, "terminal-closed", message) from closed


def _tell(context: Context, summary: Summary, *, asked: bool, json: bool) -> None:
    """What the session came to, and when to come back."""
    next_due = context.catalogue.next_due()
    if json:
        put_json(_facts(summary, next_due))
        return
    from studycli.ui.closing import summary_view
    from studycli.ui.console import stdout_console

    console = stdout_console()
    come_back = _come_back(context, next_due)
    if asked:
        console.print(summary_view(summary, console.width, come_back))
    else:
        put(f"Nothing is due. {come_back} Try studycli quiz --new 10 for more new cards.".replace("  ", " "))


def _facts(summary: Summary, next_due: Due | None) -> dict[str, Any]:
    return {
        "reviewed": summary.reviewed,
        "seconds": round(summary.seconds, 1),
        "ratings": {rating.word: summary.ratings.get(rating, 0) for rating in Rating},
        "missed": list(summary.missed),
        "next_due": next_due and facts.due_text(next_due.state, next_due.due),
    }


def _come_back(context: Context, next_due: Due | None) -> str:
    """When the next card falls due, as a sentence."""
    if next_due is None or next_due.due is None:
        return ""
    if next_due.state is State.REVIEW:
        days = next_due.due - context.study_day()
        when = "today" if days <= 0 else "tomorrow" if days == 1 else f"on {day_text(next_due.due)}"
        return f"The next review is due {when}."
    wait = max(0, next_due.due - context.now_ms()) / 1000
    return f"The next card is due in {duration_text(wait)}." if wait else "The next card is due now."
