"""`dedupe`: notes that are one card, or may be; and merging them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from studycli.cli import options
from studycli.cli.context import Context
from studycli.cli.merge import Found, facts, merge_all
from studycli.cli.output import clauses, mention, put_json, put_table
from studycli.cli.query import parse_query
from studycli.cli.stop import Exit, usage
from studycli.core.duplicates import Pair, Verdict, duplicates
from studycli.core.messages import N_, _, n_
from studycli.core.model import NoteId
from studycli.core.query_tree import EVERYTHING

SUMMARY = "Find notes that are one card, and merge them."

HELP = """\
studycli dedupe                     pairs of notes in the whole library
studycli dedupe deck:bank           those of which at least one is in that deck
studycli dedupe --merge             go through them: what would become of the decks is shown, then y, n, s or q
studycli dedupe --merge --yes       merge all that are `same`, without asking

Find copies and near copies, in English, in Chinese, and between the two where names link them. `same` are safe to
merge; `review` may be, and want a look; the most alike come first. A merged note has the points, aliases, tags and
sources of both under one id, and the reviews of both count for it. The decks as they were are kept beside your data,
and `studycli undo` parts the reviews again."""


def run(
    query: options.Query = None,
    merge: Annotated[bool, typer.Option("--merge", help="Merge pairs, each after a question.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --merge: all that are `same`, without a question.")] = False,
    decks: options.Decks = None,
    json: options.Json = False,
) -> int:
    if yes and not merge:
        raise usage(_("--yes goes with --merge"))
    if merge and json and not yes:
        raise usage(_("--merge asks, so with --json it needs --yes, which takes what is `same`"))
    with Context(decks, json=json) as context:
        context.warn_of_faults()
        found, pairs = find(context, query)
        if merge:
            return merge_all(context, found, pairs, yes=yes)
        _tell(pairs, json=json)
        return Exit.DONE


def find(context: Context, query: list[str] | None) -> tuple[dict[NoteId, Found], list[Pair]]:
    """Every note of the library, and the pairs of which at least one note matches."""
    when = {"study_day": context.study_day(), "now_ms": context.now_ms()}
    catalogue = context.catalogue_to_read
    wanted = set(catalogue.select(parse_query(query), **when))
    found = {name: Found(*known) for name in catalogue.select(EVERYTHING, **when) if (known := catalogue.note(name))}
    pairs = duplicates([each.note for each in found.values()])
    return found, [pair for pair in pairs if pair.a in wanted or pair.b in wanted]


def _tell(pairs: Sequence[Pair], *, json: bool) -> None:
    if json:
        put_json({"pairs": [facts(pair) for pair in pairs]})
        return
    rows = [(pair.verdict.value, f"{pair.score:.2f}", pair.a, pair.b, pair.why) for pair in pairs]
    put_table(("", N_("score"), N_("note"), N_("note"), N_("why")), rows)
    same = sum(pair.verdict is Verdict.SAME for pair in pairs)
    safe = n_("{n} pair safe to merge", "{n} pairs safe to merge", same)
    mention(clauses(safe, n_("{n} pair to review", "{n} pairs to review", len(pairs) - same)))
