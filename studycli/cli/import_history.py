"""`import --history`: reviews from Anki's packages join the history."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from studycli.cli.context import Context
from studycli.cli.files import reason
from studycli.cli.output import clauses, mention, put_json, say
from studycli.cli.progress import bar
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.messages import _, n_

if TYPE_CHECKING:
    from studycli.anki.reviews import Here, Reading

T = TypeVar("T")

# After so many rows the bar moves.
_OFTEN = 2000


@dataclass(slots=True)
class Outcome:
    """What became of one package: reviews that are new here, reviews that were here, reviews of cards that are not."""

    path: Path
    taken: int = 0
    known: int = 0
    unknown: int = 0
    broken: int = 0
    stop: Stop | None = None


def import_history(context: Context, files: Iterable[Path], *, unfit: bool) -> int:
    """Take in the reviews of each package; a fault of one does not keep the others from being read.

    `unfit`: whether options were given that are about decks alone.
    """
    if unfit:
        raise usage(_("--history writes no deck, so no option goes with it but --decks and --json"))
    outcomes = [_import(context, path) for path in files]
    stop = next((outcome.stop for outcome in outcomes if outcome.stop), None)
    if context.json:
        failed = {"error": {"code": stop.code, "message": stop.message}} if stop else {}
        put_json({"files": list(map(_facts, outcomes)), "history": _sums(outcomes)} | failed)
    for outcome in outcomes:
        _tell(outcome)
    if any(outcome.taken for outcome in outcomes) and (trouble := context.back_up()):
        mention(trouble)
    return stop.status if stop else Exit.DONE


def _import(context: Context, path: Path) -> Outcome:
    from studycli.anki.fault import PackageFault

    try:
        return _taken(context, path)
    except PackageFault as fault:
        return Outcome(path, stop=Stop(Exit.DECKS, "package", f"{path}: {fault}"))
    except OSError as fault:
        return Outcome(path, stop=Stop(Exit.DECKS, "unreadable", f"{path}: {reason(fault)}"))


def _taken(context: Context, path: Path) -> Outcome:
    from studycli.anki.reviews import DEVICE
    from studycli.history.devices import event_ids
    from studycli.history.joined import roots

    reading, broken = _read(context, path)
    log = context.log
    known_ids = log.ask(lambda history: event_ids(history, DEVICE))
    fresh = [event for event in reading.reviews if event.id not in known_ids]
    with bar(_("Recording reviews")) as report:
        taken = log.take_in(_told(fresh, report, len(fresh)), len(fresh))
    # A note that was merged here is still on the phone; that it is suspended there says nothing of the one it became.
    merged = log.ask(roots)
    log.take_in(mark for mark in reading.marks if mark.id not in known_ids and mark.card not in merged)
    known = reading.known + len(reading.reviews) - taken
    return Outcome(path, taken, known, reading.unknown, broken)


def _read(context: Context, path: Path) -> tuple["Reading", int]:
    """What a package holds, and how many rows of its review log no Anki writes."""
    from studycli.anki import collection, container, reviews
    from studycli.anki.days import read_days

    here = _here(context)
    with container.opened(path) as package, bar(_("Reading reviews")) as report:
        rows = _told(collection.rows(package), report, collection.size(package))
        return reviews.read(collection.cards(package), rows, read_days(package), here), collection.broken(package)


def _here(context: Context) -> "Here":
    from studycli.anki.reviews import DEVICE, Here
    from studycli.core.query_tree import EVERYTHING
    from studycli.history.devices import reviewed_elsewhere, suspended
    from studycli.history.joined import roots

    log = context.log
    cards = context.catalogue.select_cards(EVERYTHING, study_day=context.study_day(), now_ms=context.now_ms())
    ours = log.ask(lambda history: reviewed_elsewhere(history, DEVICE))
    return Here(
        frozenset(row.card for row in cards) | log.ask(roots).keys(),
        lambda card: log.events(card) if card in ours else (),
        log.ask(suspended),
    )


def _told(items: Iterable[T], report: Callable[[int, int], None], total: int) -> Iterator[T]:
    """The items, and now and then how many of them were taken."""
    for number, item in enumerate(items):
        if number % _OFTEN == 0:
            report(number, total)
        yield item


def _sums(outcomes: Sequence[Outcome]) -> dict[str, int]:
    return {name: sum(getattr(each, name) for each in outcomes) for name in ("taken", "known", "unknown")}


def _facts(outcome: Outcome) -> dict[str, Any]:
    """A package as `import` describes a bank; it holds no notes that become a deck here."""
    stop = outcome.stop
    faults = [{"line": 0, "severity": "error", "code": stop.code, "message": stop.message}] if stop else []
    return {
        "path": str(outcome.path),
        "shape": "anki",
        "encoding": None,
        "notes": 0,
        "unanswered": 0,
        "written": None,
        "problems": faults,
    }


def _tell(outcome: Outcome) -> None:
    """The report of one package, for people."""
    if outcome.stop:
        mention(outcome.stop.message)
        return
    if outcome.broken:
        broken = n_(
            "{n} row of its review log cannot be read, left out",
            "{n} rows of its review log cannot be read, left out",
            outcome.broken,
        )
        mention(f"{outcome.path}: {broken}")
    say(f"{outcome.path}: {_counts(outcome)}")


def _counts(outcome: Outcome) -> str:
    elsewhere = n_(
        "{n} of cards that are not in the library", "{n} of cards that are not in the library", outcome.unknown
    )
    return clauses(
        n_("{n} review taken", "{n} reviews taken", outcome.taken),
        n_("{n} known", "{n} known", outcome.known),
        elsewhere if outcome.unknown else "",
    )
