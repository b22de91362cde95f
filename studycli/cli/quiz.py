"""`quiz`: the study session."""

import sys
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.output import put_json
from studycli.cli.query import parse_query
from studycli.cli.stop import Exit, Stop, usage
from studycli.cli.study_desk import StudyDesk
from studycli.cli.today import crammed, todays_queue
from studycli.core.messages import _
from studycli.core.schedule import Rating
from studycli.core.session import Session, start
from studycli.core.settings import Order
from studycli.ui.summary import Summary

if TYPE_CHECKING:
    from studycli.cli.outlook import Asked, Outlook

SUMMARY = "Study what is due today."

HELP = """\
studycli quiz                       what is due today
studycli quiz deck:deep-learning    from one deck
studycli quiz dropout --limit 5
studycli quiz --lang zh
studycli quiz --type                each answer is typed and laid beside the card's
studycli quiz tag:interview --cram  tomorrow is the day: everything, whatever is due

Study in the terminal. Space shows the answer, a letter picks a choice, 1 to 4 rate, ? shows the other keys. Every
answer is saved at once."""


class Manner(NamedTuple):
    """How a sitting is held."""

    cram: bool
    typed: bool
    plain: bool


def run(
    query: options.Query = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most that many cards.")] = None,
    new: Annotated[int | None, typer.Option("--new", metavar="N", min=0, help="At most that many new cards.")] = None,
    order: Annotated[
        Order | None,
        typer.Option(
            "--order",
            metavar="ORDER",
            help="Order of reviews, instead of the one that is set: due, difficulty, retrievability or random.",
        ),
    ] = None,
    cram: Annotated[
        bool, typer.Option("--cram", help="All matching cards, due or not; what is due stays as it is.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="For screen readers: no boxes, no colour, one thing a line.")
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
        is_due = session.next_card(desk.now()) is not None
        manner = Manner(cram=cram, typed=typed, plain=plain)
        summary = _study(desk, session, shown_language, manner) if is_due else None
        from studycli.cli.outlook import Asked

        _tell(context, Asked(wanted, tuple(query or ()), tuple(decks or ())), summary, plain=plain)
        return Exit.DONE


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise usage(
            _("quiz needs a terminal; without one, studycli due lists the queue and studycli rate takes answers")
        )


def _study(desk: StudyDesk, session: Session, language: str, manner: Manner) -> Summary:
    """Hold one sitting; what was answered is on the disk however it ends."""
    from studycli.ui.console import plain_console, stdout_console
    from studycli.ui.frame import Frame
    from studycli.ui.keymap import keymap
    from studycli.ui.keys import TerminalClosed, open_keys
    from studycli.ui.quiz import Quiz

    console = plain_console() if manner.plain else stdout_console()
    frame: Frame = Frame(console)
    if manner.plain or console.is_dumb_terminal:
        from studycli.ui.plain_frame import PlainFrame

        frame = PlainFrame(console)
    changed = keymap(dict(desk.keys))
    try:
        with open_keys(full_screen=not manner.plain, bare=manner.plain) as keys:
            quiz = Quiz(desk, keys, frame, session, language, cram=manner.cram, typed=manner.typed, keymap=changed)
            return quiz.run()
    except TerminalClosed as closed:
        message = _("the terminal was closed; what was answered is saved")
        raise Stop(Exit.INTERRUPTED, "terminal-closed", message) from closed


def _tell(context: Context, asked: "Asked", summary: Summary | None, *, plain: bool) -> None:
    """What the session came to, when to come back and how to go on; without a summary nothing was due."""
    from studycli.cli.outlook import come_back, outlook

    ahead = outlook(context, asked)
    if context.json:
        put_json(_facts(summary or Summary(reviewed=0, seconds=0.0, ratings={}), ahead))
        return
    from studycli.ui.closing import nothing_due_view, summary_view
    from studycli.ui.console import plain_console, stdout_console

    console = plain_console() if plain else stdout_console()
    when = come_back(context, ahead)
    if summary is not None:
        console.print(
            summary_view(summary, console.width, when, ahead.ways, bars=not (plain or console.is_dumb_terminal))
        )
    else:
        console.print(nothing_due_view(when, ahead.ways, has_match=ahead.has_match))


def _facts(summary: Summary, ahead: "Outlook") -> dict[str, Any]:
    from studycli.cli.outlook import told

    return {
        "reviewed": summary.reviewed,
        "cards": summary.cards,
        "seconds": round(summary.seconds, 1),
        "ratings": {rating.word: summary.ratings.get(rating, 0) for rating in Rating},
        "decks": [deck._asdict() for deck in summary.decks],
        "missed": list(summary.missed),
        "missed_often": [{"point": point, "times": times} for point, times in summary.often],
        **told(ahead),
    }
