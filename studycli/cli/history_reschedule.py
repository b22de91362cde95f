"""`history reschedule`: new due days for cards in review after retention, steps or fuzz were set otherwise."""

from dataclasses import asdict

from studycli.cli.context import Context
from studycli.cli.output import put, put_json
from studycli.cli.stop import Exit
from studycli.core.history import Event, Kind, Progress
from studycli.core.messages import _, n_
from studycli.core.query_tree import EVERYTHING
from studycli.core.reschedule import Move, Preview, moves, preview
from studycli.core.schedule import Plan


def reschedule(context: Context, *, dry_run: bool) -> int:
    """Move every card of the library whose interval would be another today; with `dry_run` only say so."""
    found = _moves(context)
    told = preview(found, context.study_day())
    if not dry_run:
        context.log.append_all([_event(context, move) for move in found], context.now_ms())
    if context.json:
        put_json({**asdict(told), "written": not dry_run})
    else:
        put(_sentence(told, dry_run=dry_run))
    return Exit.DONE


def _moves(context: Context) -> list[Move]:
    """Cards of decks that are away keep their days: nobody knows what is set for them."""
    rows = context.catalogue.select_cards(EVERYTHING, study_day=context.study_day(), now_ms=context.now_ms())
    deck_of = {row.card: row.deck for row in rows}
    plans: dict[str, Plan] = {}

    def plan_of(progress: Progress) -> Plan:
        deck = deck_of[progress.card]
        if deck not in plans:
            plans[deck] = context.configuration.for_deck(deck).plan
        return plans[deck]

    return moves((progress for progress in context.log.all_progress() if progress.card in deck_of), plan_of)


def _event(context: Context, move: Move) -> Event:
    now, day = context.now_ms(), context.study_day()
    return Event(card=move.progress.card, at=now, study_day=day, kind=Kind.RESCHEDULE, interval=move.interval)


def _sentence(told: Preview, *, dry_run: bool) -> str:
    if not told.moved:
        return _("no card would move") if dry_run else _("no card was moved")
    sentence = _would_move(told.moved) if dry_run else _moved(told.moved)
    return sentence.format(
        sooner=f"{told.sooner:,}",
        later=f"{told.later:,}",
        median=f"{told.median_days:g}",
        most=told.most_days,
        overdue=f"{told.overdue:,}",
    )


def _would_move(cards: int) -> str:
    return n_(
        "{n} card would move, {sooner} sooner and {later} later, by {median} days at the median, {most} at most; "
        "{overdue} due by today that are not",
        "{n} cards would move, {sooner} sooner and {later} later, by {median} days at the median, {most} at most; "
        "{overdue} due by today that are not",
        cards,
    )


def _moved(cards: int) -> str:
    return n_(
        "{n} card moved, {sooner} sooner and {later} later, by {median} days at the median, {most} at most; "
        "{overdue} due by today that were not",
        "{n} cards moved, {sooner} sooner and {later} later, by {median} days at the median, {most} at most; "
        "{overdue} due by today that were not",
        cards,
    )
