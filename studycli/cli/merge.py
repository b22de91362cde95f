"""Merging pairs of notes: one note in the decks, one progress in the history, and a way back."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from studycli.cli.context import Context
from studycli.cli.files import read_bytes, reason, write_whole
from studycli.cli.output import mention, put_json
from studycli.cli.stop import Exit, Stop, usage
from studycli.cli.study_desk import own_copy
from studycli.core.duplicates import Pair, Verdict, compared
from studycli.core.history import Event, Kind
from studycli.core.messages import N_, _, n_
from studycli.core.model import CardId, Deck, Note, NoteId
from studycli.core.problem import Problem
from studycli.core.union import better_first, united

_DIFF_STYLES = {"+": "green", "-": "red", "@": "dim"}
_KEYS = N_("[y]es, [n]o, [s]wap which is kept, [q]uit? ")


@dataclass(frozen=True, slots=True)
class Found:
    """A note of the library and its deck, the latter without its notes."""

    deck: Deck
    note: Note


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of two notes. `changes` are the decks' files before and after, that of the kept note first."""

    kept: Found
    absorbed: Found
    note: Note
    changes: tuple[tuple[Path, bytes, bytes], ...]

    def diff(self) -> Iterator[str]:
        for path, before, after in self.changes:
            old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
            yield from unified_diff(old, new, str(path), str(path), lineterm="", n=2)


def facts(pair: Pair) -> dict[str, Any]:
    return {"a": pair.a, "b": pair.b, "score": pair.score, "verdict": pair.verdict.value, "why": pair.why}


def merge_all(context: Context, found: dict[NoteId, Found], pairs: Sequence[Pair], *, yes: bool) -> int:
    """Go through the pairs; with `yes` take those that are `same`, else ask about each."""
    if not yes and not _is_terminal():
        raise usage(_("--merge asks, and here is nobody to answer; --yes merges what is `same`"))
    merging = _Merging(context, found)
    try:
        for pair in pairs:
            if merging.is_same_still(pair) if yes else merging.is_worth_asking(pair):
                merging.take(pair) if yes else merging.ask(pair)
    except _Quit:
        pass
    return merging.tell(pairs)


class _Quit(Exception):  # noqa: N818  # the person has had enough
    pass


class _Merging:
    """The library as it is after each merge."""

    def __init__(self, context: Context, found: dict[NoteId, Found]) -> None:
        self._context = context
        self._found = found
        self._done: list[tuple[NoteId, NoteId]] = []
        self._copies = _free(context.merged / f"{context.now():%Y-%m-%dT%H%M%SZ}")

    def is_same_still(self, pair: Pair) -> bool:
        """Merges before it may have taken a note away, or made another of it."""
        again = self._again(pair)
        return again is not None and again.verdict is Verdict.SAME

    def is_worth_asking(self, pair: Pair) -> bool:
        notes = [self._found[name].note for name in (pair.a, pair.b) if name in self._found]
        return len(notes) == 2 and type(notes[0].body) is type(notes[1].body)

    def take(self, pair: Pair) -> None:
        plan = self._plan(*self._better_first(pair))
        if isinstance(plan, Problem):
            mention(str(plan))
        else:
            self._apply(plan)

    def ask(self, pair: Pair) -> None:
        kept, absorbed = self._better_first(pair)
        while True:
            plan = self._plan(kept, absorbed)
            if isinstance(plan, Problem):
                mention(str(plan))
                return None
            self._show(pair, plan)
            match _answer():
                case "y":
                    return self._apply(plan)
                case "s":
                    kept, absorbed = absorbed, kept
                case _:
                    return None

    def tell(self, pairs: Sequence[Pair]) -> int:
        if self._context.json:
            merged = [{"kept": kept, "absorbed": absorbed} for kept, absorbed in self._done]
            copies = str(self._copies) if self._done else None
            put_json({"pairs": list(map(facts, pairs)), "merged": merged, "copies": copies})
        else:
            mention(n_("{n} pair merged", "{n} pairs merged", len(self._done)))
            if self._done:
                told = _("the decks as they were are in {path}; studycli undo parts the reviews again")
                mention(told.format(path=self._copies))
        return Exit.DONE

    def _again(self, pair: Pair) -> Pair | None:
        one, other = self._found.get(pair.a), self._found.get(pair.b)
        return compared(one.note, other.note) if one and other else None

    def _better_first(self, pair: Pair) -> tuple[Found, Found]:
        kept, absorbed = better_first(self._found[pair.a].note, self._found[pair.b].note)
        return self._found[kept.id], self._found[absorbed.id]

    def _show(self, pair: Pair, plan: Plan) -> None:
        from studycli.ui.console import stdout_console
        from studycli.ui.printable import printable

        console = stdout_console()
        console.print(f"\n{pair.verdict}, {pair.score:.2f}: {printable(pair.why)}", style="bold", soft_wrap=True)
        told = _("{kept} in {deck} is kept, {absorbed} in {other} goes on as it:")
        kept, absorbed = plan.kept, plan.absorbed
        named = {
            "kept": kept.note.id,
            "deck": kept.deck.name,
            "absorbed": absorbed.note.id,
            "other": absorbed.deck.name,
        }
        console.print(told.format(**named), soft_wrap=True)
        for line in plan.diff():
            console.print(printable(line), style=_DIFF_STYLES.get(line[:1], ""), soft_wrap=True)

    def _plan(self, kept: Found, absorbed: Found) -> Plan | Problem:
        from studycli.decks.splice import cut_note, put_note

        own = set(kept.deck.tags)
        note = united(kept.note, absorbed.note, absorbed.deck.tags)
        note = replace(note, tags=tuple(tag for tag in note.tags if tag in kept.note.tags or tag not in own))
        path, other = Path(kept.deck.path), Path(absorbed.deck.path)
        texts = {each: _text(each) for each in (path, other)}
        before = dict(texts)
        # A copy brings nothing new, and reading a deck takes time.
        if note != kept.note or kept.note.id_is_derived:
            changed = put_note(texts[path], note, path=str(path), name=kept.deck.name)
            if isinstance(changed, Problem):
                return changed
            texts[path] = changed
        cut = cut_note(texts[other], absorbed.note.id, path=str(other), name=absorbed.deck.name)
        if isinstance(cut, Problem):
            return cut
        texts[other] = cut
        changes = tuple(
            (each, before[each].encode(), texts[each].encode()) for each in texts if texts[each] != before[each]
        )
        return Plan(kept, absorbed, note, changes)

    def _apply(self, plan: Plan) -> None:
        """The history first, then the files: whatever fails, all is as it was."""
        context, names = self._context, {Path(each.deck.path): each.deck.name for each in (plan.kept, plan.absorbed)}
        for path, before, _after in plan.changes:
            self._keep_copy(names[path], before)
        event = context.log.append(_alias(context, plan), context.now_ms())
        written: list[tuple[Path, bytes]] = []
        try:
            for path, before, after in plan.changes:
                own = own_copy(context, path, names[path])
                if read_bytes(own, status=Exit.DECKS) != before:
                    told = _("{path} was changed meanwhile; nothing was merged").format(path=own)
                    raise Stop(Exit.OUTPUT, "changed-meanwhile", told)
                write_whole(own, after)
                written.append((own, before))
                self._move(names[path], own)
        except BaseException:
            for path, before in written:
                write_whole(path, before)
            context.log.take_back(event, at=context.now_ms(), study_day=context.study_day(), now=context.now_ms())
            raise
        self._found[plan.kept.note.id] = replace(self._found[plan.kept.note.id], note=plan.note)
        del self._found[plan.absorbed.note.id]
        self._done.append((plan.kept.note.id, plan.absorbed.note.id))

    def _keep_copy(self, deck: str, data: bytes) -> None:
        """The deck as it was before the first merge."""
        path = self._copies / f"{deck}.yaml"
        if not path.exists():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as fault:
                raise Stop(Exit.OUTPUT, "not-written", f"{path.parent}: {reason(fault)}") from fault
            write_whole(path, data)

    def _move(self, deck: str, path: Path) -> None:
        """A shipped deck was copied, and from now on the copy is the deck."""
        for name, each in self._found.items():
            if each.deck.name == deck and each.deck.path != str(path):
                self._found[name] = replace(each, deck=replace(each.deck, path=str(path)))


def _alias(context: Context, plan: Plan) -> Event:
    return Event(
        card=CardId(plan.absorbed.note.id),
        at=context.now_ms(),
        study_day=context.study_day(),
        kind=Kind.ALIAS,
        target=plan.kept.note.id,
    )


def _text(path: Path) -> str:
    from studycli.decks.encoding import decode

    text = decode(read_bytes(path, status=Exit.DECKS), str(path))
    if isinstance(text, Problem):
        raise Stop(Exit.DECKS, text.code, str(text))
    return text


def _answer() -> str:
    """The first letter of what was typed; the end of input ends all."""
    while True:
        sys.stdout.write(_(_KEYS))
        sys.stdout.flush()
        line = _typed()
        letter = line.strip().lower()[:1]
        if not line or letter == "q":
            raise _Quit
        if letter in ("y", "n", "s"):
            return letter


def _typed() -> str:
    return sys.stdin.readline()


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _free(path: Path) -> Path:
    from studycli.history.backup import free

    return free(path)
