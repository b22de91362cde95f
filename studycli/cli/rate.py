"""`rate`: one review without a screen, or many from standard input."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import typer

from studycli.cli import facts, options
from studycli.cli.context import EXAMPLE_INSTANT, Context
from studycli.cli.mark import no_such_card
from studycli.cli.output import mention, put, put_json
from studycli.cli.shown import shown
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.clock import parse_instant, to_ms
from studycli.core.history import Kind, Progress
from studycli.core.messages import _
from studycli.core.model import CardId
from studycli.core.review import becomes_leech, previews, review
from studycli.core.schedule import Rating

SUMMARY = "Record an answer without a screen."

HELP = """\
studycli rate dropout good
studycli rate dropout 3 --seconds 20
studycli rate dropout again --at 2026-03-01T09:00:00+01:00
echo '{"card": "dropout", "rating": 3}' | studycli rate -

Record one answer without a screen. RATING is again, hard, good or easy, or 1 to 4.

With - as CARD, JSON lines with card, rating and at are read from standard input, and each is answered by one line."""


@dataclass(frozen=True, slots=True)
class Answer:
    card: CardId
    rating: Rating
    at: datetime | None = None
    duration_ms: int | None = None


def run(
    card: Annotated[str, typer.Argument(metavar="CARD", help="A card's id, or - for standard input.")],
    rating: Annotated[str | None, typer.Argument(metavar="RATING")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help="When, as ISO 8601 with an offset.")] = None,
    seconds: Annotated[
        float | None, typer.Option("--seconds", metavar="SECONDS", min=0, help="How long the answer took.")
    ] = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json) as context:
        if card == "-":
            status = _rate_lines(context)
        elif rating is None:
            raise usage(_("rate takes a card and a rating, such as: studycli rate dropout good"))
        else:
            duration = None if seconds is None else round(seconds * 1000)
            status = _rate_one(context, Answer(CardId(card), _rating(rating), _instant(at), duration))
        if trouble := context.back_up():
            mention(trouble)
        return status


def _rate_one(context: Context, answer: Answer) -> Exit:
    done = _record(context, answer)
    if context.json:
        put_json(done)
    else:
        told = _("{card}: {state}, due {due}")
        put(told.format(card=done["card"], state=shown(done["state"]), due=done["due"]))
    sys.stdout.flush()
    return Exit.DONE


def _rate_lines(context: Context) -> Exit:
    """Answer each line in its place; the status is that of the first bad one."""
    status = Exit.DONE
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            put_json(_record(context, _parse(line)), flush=True)
        except Stop as stop:
            put_json({"line": number, "error": {"code": stop.code, "message": stop.message}}, flush=True)
            status = status or stop.status
    return status


def _record(context: Context, answer: Answer) -> dict[str, Any]:
    """Commit one answer, and give where the card stands after it."""
    found = context.catalogue.card(answer.card)
    if found is None:
        raise no_such_card(answer.card)
    settings = context.configuration.for_deck(found[0].name)
    instant = answer.at or context.now()
    at = to_ms(instant)
    day, before = context.study_day(instant), _before(context, answer.card, at)
    promised = previews(before, day, settings.plan, context.days_ahead(day) if settings.balance else None)
    interval, duration = promised[answer.rating], answer.duration_ms
    event = review(answer.card, answer.rating, interval, at=at, study_day=day, mode="rate", duration_ms=duration)
    event = context.log.append(event, context.now_ms())
    after = context.log.progress(answer.card)
    if becomes_leech(before, after) and settings.leeches == "suspend":
        context.mark(answer.card, Kind.SUSPEND)
        after = context.log.progress(answer.card)
    return facts.answer(event, after)


def _before(context: Context, card: CardId, at: int) -> Progress:
    """The progress that the answer met: today's, or that of an earlier instant."""
    progress = context.log.progress(card)
    return progress if progress.at is None or progress.at <= at else context.log.as_of(card, at)


def _parse(line: bytes) -> Answer:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise usage(_("not a JSON object: {fault}").format(fault=fault)) from fault
    if not isinstance(values, dict) or not isinstance(values.get("card"), str) or "rating" not in values:
        raise usage(_('expected an object such as {"card": "dropout", "rating": 3}'))
    at = values.get("at")
    if at is not None and not isinstance(at, str):
        raise usage(_("at must be a string, ISO 8601 with an offset"))
    return Answer(CardId(values["card"]), _rating(values["rating"]), _instant(at))


def _rating(value: object) -> Rating:
    """A rating from its name, its digit or its number."""
    named = {rating.word: rating for rating in Rating} | {str(int(rating)): rating for rating in Rating}
    found = named.get(str(value).lower()) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
    if found is None:
        raise usage(_("rating must be again, hard, good, easy or 1 to 4, not {given!r}").format(given=value))
    return found


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    instant = parse_instant(text)
    if instant is None:
        told = _("at must be ISO 8601 with an offset, such as {example}, not {given!r}")
        raise usage(told.format(example=EXAMPLE_INSTANT, given=text))
    return instant
