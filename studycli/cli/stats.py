"""`stats`: figures and plots over the history."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.output import mention, put, put_json
from studycli.cli.query import parse_query
from studycli.cli.stop import Exit
from studycli.core import stats
from studycli.core.clock import day_text
from studycli.core.messages import _
from studycli.core.model import CardId, NoteId
from studycli.core.query import EVERYTHING, Query

if TYPE_CHECKING:
    from studycli.catalogue.lookup import CardRow

SUMMARY = "Show figures and plots."

HELP = """\
studycli stats
studycli stats deck:deep-learning
studycli stats tag:interview --json

Reviews and time, true retention, what falls due in thirty days, a year's map, the hardest notes, the weakest decks and
tags, the points missed most often. True retention is the share of cards that were not forgotten, by the first answer of
the day to a card whose last interval was in days: young when that was below 21 days, mature from there. Crammed answers
count as reviews and time only, undone ones nowhere. Without a query the days count cards of absent decks too."""


def run(
    query: options.Query = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most that many rows of each list.")] = 5,
    language: options.Language = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json) as context:
        shown = options.language(language) or context.language
        wanted = parse_query(query)
        context.warn_of_faults()
        figures = _points_in(gather(context, wanted), context, shown, limit)
        titles = _titles(context, figures, limit, shown)
        if json:
            put_json({"query": " ".join(query or ()), **_facts(figures, titles, limit)})
        elif not figures.days:
            mention(_("nothing was answered yet"))
        elif sys.stdout.isatty():
            _print(figures, titles, limit)
        else:
            for line in _lines(_facts(figures, titles, limit)):
                put("\t".join(map(str, line)))
        return Exit.DONE


def gather(context: Context, wanted: Query) -> stats.Stats:
    """All figures. The days count every card there ever was, unless a query or --decks narrows them down."""
    from studycli.history import figures

    today, log, catalogue = context.study_day(), context.log, context.catalogue
    rows = catalogue.select_cards(wanted, study_day=today, now_ms=context.now_ms())
    places = {row.card: row for row in rows}
    narrowed = context.is_named or wanted != EVERYTHING
    tally = log.ask(lambda db: stats.tally(_only(places, figures.answers(db)) if narrowed else figures.answers(db)))
    standings = [standing for standing in log.ask(figures.standings) if standing.card in places]
    shares = [(places[card], share) for card, share in tally.cards.items() if card in places]
    tags = catalogue.tags() if shares else {}
    return stats.Stats(
        today=today,
        days=tally.days,
        streak=stats.streak((day.day for day in tally.days), today),
        forecast=stats.forecast(standings, today, lambda ms: _study_day(context, ms)),
        hardest=stats.hardest(standings),
        decks=stats.weakest((row.deck, share) for row, share in shares),
        tags=stats.weakest((tag, share) for row, share in shares for tag in tags.get(row.note, ())),
        missed=stats.most_missed(miss for miss in log.ask(figures.misses) if miss[0] in places),
    )


def _only(places: Mapping[CardId, "CardRow"], answers: Iterable[stats.Answer]) -> Iterator[stats.Answer]:
    return (answer for answer in answers if answer[0] in places)


def _study_day(context: Context, ms: int) -> int:
    return context.study_day(datetime.fromtimestamp(ms / 1000, UTC))


def _titles(context: Context, figures: stats.Stats, limit: int, language: str) -> dict[NoteId, str]:
    """Title, or first line of what is asked, of the notes that are shown."""
    shown = {row.note for row in figures.hardest[:limit]} | {row.note for row in figures.missed[:limit]}
    titles = {}
    for note_id in shown:
        if found := context.catalogue.note(note_id):
            text = (found.note.title or found.note.prompt).show(language)
            titles[note_id] = next((line.strip() for line in text.splitlines() if line.strip()), note_id)
    return titles


def _points_in(figures: stats.Stats, context: Context, language: str, limit: int) -> stats.Stats:
    """The missed points that are shown, in that language; what the note has no more stays as it was recorded."""
    missed = []
    for row in figures.missed[:limit]:
        found = context.catalogue.note(row.note)
        points = found.note.points if found else ()
        now = next((point.show(language) for point in points if row.point in point.every()), row.point)
        missed.append(replace(row, point=now))
    return replace(figures, missed=(*missed, *figures.missed[limit:]))


def _print(figures: stats.Stats, titles: Mapping[NoteId, str], limit: int) -> None:
    from studycli.ui.console import stdout_console
    from studycli.ui.stats import stats_view

    console = stdout_console()
    console.print(stats_view(figures, titles, console.width, limit))


def _facts(figures: stats.Stats, titles: Mapping[NoteId, str], limit: int) -> dict[str, Any]:
    return {
        "study_day": figures.today,
        "periods": {name: _period(period) for name, period in figures.periods.items()},
        "streak": {"current": figures.streak.current, "longest": figures.streak.longest},
        "days": [{"day": day_text(day.day), "reviews": day.reviews, "seconds": day.ms / 1000} for day in figures.days],
        "forecast": [
            {"day": day_text(figures.today + ahead), "cards": cards} for ahead, cards in enumerate(figures.forecast)
        ],
        "hardest": [
            {"id": row.note, "title": titles.get(row.note), "lapses": row.lapses, "difficulty": row.difficulty}
            for row in figures.hardest[:limit]
        ],
        "decks": [{"deck": group.name, **_share(group.share)} for group in figures.decks[:limit]],
        "tags": [{"tag": group.name, **_share(group.share)} for group in figures.tags[:limit]],
        "missed": [
            {"id": row.note, "title": titles.get(row.note), "point": row.point, "times": row.times}
            for row in figures.missed[:limit]
        ],
    }


def _period(period: stats.Period) -> dict[str, Any]:
    return {
        "days": period.days,
        "reviews": period.reviews,
        "seconds": period.ms / 1000,
        "young": _share(period.young),
        "mature": _share(period.mature),
    }


def _share(share: stats.Share) -> dict[str, Any]:
    return {"passed": share.passed, "tested": share.tested, "retention": share.ratio}


def _lines(facts: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The same as lines: what it is, whose it is, its numbers."""
    for name, period in facts["periods"].items():
        yield "period", name, period["days"], period["reviews"], period["seconds"]
        for age in ("young", "mature"):
            yield "retention", f"{name} {age}", *_numbers(period[age])
    yield "streak", "current", facts["streak"]["current"]
    yield "streak", "longest", facts["streak"]["longest"]
    for day in facts["days"]:
        yield "day", *day.values()
    for day in facts["forecast"]:
        yield "due", *day.values()
    for row in facts["hardest"]:
        yield "hard", row["id"], row["lapses"], row["difficulty"], row["title"]
    for row in facts["decks"]:
        yield "deck", row["deck"], *_numbers(row)
    for row in facts["tags"]:
        yield "tag", row["tag"], *_numbers(row)
    for row in facts["missed"]:
        yield "missed", row["id"], row["times"], row["point"], row["title"]


def _numbers(share: Mapping[str, Any]) -> tuple[int, int]:
    return share["passed"], share["tested"]
