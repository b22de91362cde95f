"""The actions of `history` on the file as a whole: backup, restore, verify, rebuild, export, import and the like."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from studycli.cli.context import Context
from studycli.cli.files import read_bytes, write_whole
from studycli.cli.output import mention, put, put_as_file, put_json, say
from studycli.cli.stop import Exit, Stop, usage
from studycli.core.clock import day_text
from studycli.core.history import Event
from studycli.core.messages import _, n_

# As many bad lines as are told one by one.
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Request:
    """The words after the action's own, where -o points, and whether only to say what would be done."""

    context: Context
    words: tuple[str, ...] = ()
    output: Path | None = None
    dry_run: bool = False

    def file(self, example: str) -> Path:
        """The one file an action works on."""
        if len(self.words) != 1 or self.output is not None:
            raise usage(_("this takes one file, such as: studycli history {example}").format(example=example))
        return Path(self.words[0])

    def nothing_more(self, action: str) -> None:
        if self.words or self.output is not None:
            told = _("history {action} takes nothing more (history --card {action} lists a card of that name)")
            raise usage(told.format(action=action))


def _backup(request: Request) -> int:
    from studycli.history.backup import back_up

    request.nothing_more("backup")
    context = request.context
    path = back_up(context.log.path, day_text(context.study_day()))
    if context.json:
        put_json({"path": str(path)})
    else:
        put(str(path))
    return Exit.DONE


def _restore(request: Request) -> int:
    from studycli.history.restore import restore

    source, context = request.file("restore history-2026-03-01.db"), request.context
    history = context.folders.data / "history.db"
    replaced = restore(source, history, f"{context.now():%Y-%m-%dT%H%M%SZ}")
    context.log.rebuild()
    events, cards = context.log.size()
    if context.json:
        path = None if replaced is None else str(replaced)
        put_json({"path": str(history), "replaced": path, "events": events, "cards": cards})
    else:
        put(_("{path}: {events} of {cards}").format(path=history, **_size(events, cards)))
        if replaced is not None:
            mention(_("what was there before is kept as {path}").format(path=replaced))
    return Exit.DONE


def _verify(request: Request) -> int:
    request.nothing_more("verify")
    log = request.context.log
    faults, (events, cards) = log.faults(), log.size()
    if request.context.json:
        put_json({"events": events, "cards": cards, "faults": list(faults)})
    elif not faults:
        told = _("{path}: {events} of {cards}, nothing is wrong")
        put(told.format(path=log.path, **_size(events, cards)))
    for fault in faults:
        mention(f"{log.path}: {fault}")
    return Exit.HISTORY if faults else Exit.DONE


def _size(events: int, cards: int) -> dict[str, str]:
    return {"events": n_("{n} event", "{n} events", events), "cards": n_("{n} card", "{n} cards", cards)}


def _rebuild(request: Request) -> int:
    request.nothing_more("rebuild")
    cards = request.context.log.rebuild()
    if request.context.json:
        put_json({"cards": cards})
    else:
        put(n_("{n} card folded anew", "{n} cards folded anew", cards))
    return Exit.DONE


def _export(request: Request) -> int:
    from studycli.history.lines import dump

    context, output = request.context, request.output
    if request.words:
        raise usage(_("history export takes no words, and a file after -o"))
    if output is None and context.json:
        raise usage(_("history export --json needs -o, for the events themselves go to standard output"))
    lines = map(dump, context.log.events())
    if output is None:
        put_as_file()
        for line in lines:
            put(line)
        return Exit.DONE
    written = list(lines)
    write_whole(output, "".join(f"{line}\n" for line in written).encode("utf-8"))
    if context.json:
        put_json({"path": str(output), "events": len(written)})
    else:
        say(f"{output}: {n_('{n} event', '{n} events', len(written))}")
    return Exit.DONE


def _import(request: Request) -> int:
    source = request.file("import events.jsonl")
    data = sys.stdin.buffer.read() if str(source) == "-" else read_bytes(source, status=Exit.HISTORY)
    events = _parsed(str(source), data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    taken = request.context.log.take_in(events)
    if request.context.json:
        put_json({"taken": taken, "known": len(events) - taken})
    else:
        told = n_("{n} event taken, {known} known", "{n} events taken, {known} known", taken)
        put(told.format(known=f"{len(events) - taken:,}"))
    return Exit.DONE


def _reschedule(request: Request) -> int:
    from studycli.cli.history_reschedule import reschedule

    request.nothing_more("reschedule")
    return reschedule(request.context, dry_run=request.dry_run)


def _optimise(request: Request) -> int:
    from studycli.cli.history_optimise import optimise

    request.nothing_more("optimise")
    return optimise(request.context, dry_run=request.dry_run)


def _parsed(name: str, lines: Iterable[bytes]) -> list[Event]:
    """The events of all lines, or the end of the command: one bad line and nothing is taken."""
    from studycli.history.lines import parse

    events: list[Event] = []
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = parse(line.decode("utf-8"))
        except UnicodeDecodeError:
            found = _("not UTF-8")
        if isinstance(found, Event):
            events.append(found)
        else:
            faults.append(f"{name}:{number}: {found}")
    for fault in faults[:_TOLD]:
        mention(fault)
    if faults:
        told = n_("{n} bad line, nothing was taken", "{n} bad lines, nothing was taken", len(faults))
        raise Stop(Exit.HISTORY, "bad-lines", f"{name}: {told}")
    return events


ACTIONS: Mapping[str, Callable[[Request], int]] = {
    "backup": _backup,
    "restore": _restore,
    "verify": _verify,
    "rebuild": _rebuild,
    "export": _export,
    "import": _import,
    "reschedule": _reschedule,
    "optimise": _optimise,
    "optimize": _optimise,
}
