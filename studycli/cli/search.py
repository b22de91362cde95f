"""`search`: any topic, by keyword."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studycli.cli import facts, options
from studycli.cli.context import Context
from studycli.cli.output import mention, put, put_json
from studycli.cli.query import parse_query
from studycli.cli.shown import shown
from studycli.cli.stop import Exit
from studycli.core.cloze import filled
from studycli.core.messages import _, n_
from studycli.core.unmarked import lines_of, unmarked
from studycli.core.words import spans

if TYPE_CHECKING:
    from studycli.catalogue.hits import Hit
    from studycli.catalogue.search import Results
    from studycli.ui.results import Row

SUMMARY = "Find notes by keyword."

HELP = """\
studycli search dropout
studycli search 过拟合
studycli search '"batch size" -adam deck:deep-learning'
studycli search is:due tag:interview

Find notes by words (all must match), "phrases", -without, or, deck:, tag:, id: and is:. A word that begins with - goes
into quotes with the rest, or after --."""


def run(
    query: options.Query = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most that many results.")] = 10,
    language: options.Language = None,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    with Context(decks, json=json) as context:
        shown = options.language(language) or context.language
        wanted = parse_query(query)
        context.warn_of_faults()
        results = context.catalogue_to_read.search(
            wanted,
            limit=limit,
            study_day=context.study_day(),
            now_ms=context.now_ms(),
            language="" if shown == "both" else shown,
        )
        if json:
            put_json({"query": " ".join(query or ()), **_facts(results, shown)})
        elif sys.stdout.isatty():
            _print(results, shown)
        else:
            for hit in results.hits:
                put(f"{hit.id}\t{hit.deck}\t{_title(hit, shown)}")
        _say_more(results)
        return Exit.DONE


def _facts(results: "Results", language: str) -> dict[str, Any]:
    return {
        "total": results.total,
        "partial": results.partial,
        "suggestions": list(results.suggestions),
        "results": [
            {
                "id": hit.id,
                "deck": hit.deck,
                "question": hit.question.show(language),
                "tags": list(hit.tags),
                "score": hit.score,
                "state": None if hit.state is None else hit.state.word,
                "due": None if hit.state is None else facts.due_text(hit.state, hit.due),
            }
            for hit in results.hits
        ],
    }


def _print(results: "Results", language: str) -> None:
    from studycli.ui.console import stdout_console
    from studycli.ui.results import results_view

    if results.hits:
        stdout_console().print(results_view(_row(hit, results, language) for hit in results.hits))


def _row(hit: "Hit", results: "Results", language: str) -> "Row":
    from studycli.ui.results import Row

    title, state = _title(hit, language), hit.state
    return Row(
        title=title,
        title_spans=spans(title, results.terms),
        about=f"{hit.id} · {hit.deck}",
        state=shown("unanswered" if state is None else state.word),
        due="" if state is None else facts.due_for_people(state, hit.due),
        passage=hit.passage.text,
        passage_spans=hit.passage.spans,
    )


def _title(hit: "Hit", language: str) -> str:
    """The note's title, or the first line of what it asks, as plain words."""
    text = filled((hit.title or hit.question).show(language))
    return next(map(unmarked, lines_of(text)), "")


def _say_more(results: "Results") -> None:
    """What the results themselves do not show."""
    if results.partial and len(results.hits) > results.total:
        mention(
            n_(
                "{n} note with all the words, then those with some of them",
                "{n} notes with all the words, then those with some of them",
                results.total,
            )
        )
    elif results.partial:
        mention(_("nothing matches all the words; these match some of them"))
    elif not results.total:
        mention(_("nothing found"))
    elif len(results.hits) < results.total:
        more = n_("{shown} of {n} note; --limit shows more", "{shown} of {n} notes; --limit shows more", results.total)
        mention(more.format(shown=len(results.hits)))
    if results.suggestions:
        mention(_("did you mean {words}?").format(words=", ".join(results.suggestions)))
