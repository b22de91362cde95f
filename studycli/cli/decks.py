"""`decks`: the library with its counts."""

from typing import TYPE_CHECKING, Any

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.output import mention, put_json, put_table
from studycli.cli.query import parse_query
from studycli.cli.stop import Exit
from studycli.core.messages import N_, _

if TYPE_CHECKING:
    from studycli.catalogue.due import DeckCounts
    from studycli.catalogue.lookup import DeckRow

SUMMARY = "List the decks with their counts."

HELP = """\
studycli decks
studycli decks tag:interview
studycli decks --decks notes --json

The decks of the library: how many notes and cards, how many are new, being learned, due and suspended. With a query,
those that hold what it finds, and how much of it."""

NUMBERS = (N_("notes"), N_("cards"), N_("new"), N_("learning"), N_("due"), N_("suspended"))


def run(query: options.Query = None, decks: options.Decks = None, json: options.Json = False) -> int:
    with Context(decks, json=json) as context:
        wanted = parse_query(query)
        rows = context.catalogue.deck_counts(wanted, study_day=context.study_day(), now_ms=context.now_ms())
        facts = [_facts(deck, counts, context.language) for deck, counts in rows]
        if json:
            put_json({"decks": facts})
            return Exit.DONE
        context.warn_of_faults()
        if not facts and query:
            mention(_("nothing found"))
        elif not facts:
            told = _("no decks yet; put one into {folder}, or see studycli import --help")
            mention(told.format(folder=context.folders.own_decks))
        lines = [(row["name"], row["title"] or "", *_numbers(row)) for row in facts]
        put_table((N_("name"), N_("title"), *NUMBERS), lines, optional=("title", "suspended", "learning", "cards"))
        return Exit.DONE


def _facts(deck: "DeckRow", counts: "DeckCounts", language: str) -> dict[str, Any]:
    return {
        "name": deck.name,
        "title": deck.title.show(language) if deck.title else None,
        "path": deck.path,
        "notes": deck.notes,
        "cards": deck.cards,
        "new": counts.new,
        "learning": counts.learning,
        "due": counts.due,
        "suspended": counts.suspended,
    }


def _numbers(facts: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(facts[name]) for name in NUMBERS)
