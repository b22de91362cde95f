"""What the quiz's keys do to a card, for scripts: suspend, bury, reset, and taking it back."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from studycli.cli import facts
from studycli.cli.context import Context
from studycli.cli.output import clauses, put, put_json
from studycli.cli.shown import shown
from studycli.cli.stop import Exit, Stop
from studycli.core.history import Kind, Progress
from studycli.core.messages import _
from studycli.core.model import CardId, cards_of

Cards = Annotated[list[str], typer.Argument(metavar="CARD...", help="Ids of cards, or of notes for all their cards.")]


def mark(kind: Kind, names: Sequence[str], context: Context) -> int:
    """Record it for each card, once all are known, and tell where they stand then."""
    cards = [card for name in names for card in _cards(context, name)]
    for card in dict.fromkeys(cards):
        context.mark(card, kind)
    told = [_facts(context.log.progress(card), context.study_day()) for card in dict.fromkeys(cards)]
    if context.json:
        put_json({"cards": told})
    else:
        for row in told:
            put(_line(row))
    return Exit.DONE


def _cards(context: Context, name: str) -> list[CardId]:
    if context.catalogue.card(name) is not None:
        return [CardId(name)]
    found = context.catalogue.note(name)
    if found is None or not cards_of(found.note):
        raise no_such_card(name)
    return [card.id for card in cards_of(found.note)]


def no_such_card(name: str) -> Stop:
    told = _("no card is called {card!r} (studycli search finds them)").format(card=name)
    return Stop(Exit.NO_SUCH_ID, "no-such-card", told)


def _facts(progress: Progress, study_day: int) -> dict[str, Any]:
    aside = {"suspended": progress.suspended, "buried": progress.is_buried(study_day)}
    return {"card": progress.card, **facts.standing(progress), **aside}


def _line(row: dict[str, Any]) -> str:
    aside = [word for word in ("suspended", "buried") if row[word]]
    return f"{row['card']}: {clauses(*map(shown, (row['state'], *aside)))}"
