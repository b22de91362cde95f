"""Small edits to a deck's text: what the reader made up is written down, and all else stays as its author wrote it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from studycli.core.messages import _
from studycli.core.problem import Problem, error
from studycli.decks.encoding import decode
from studycli.decks.nodes import MappingNode
from studycli.decks.reader import Reading, Traced, read_text, trace


@dataclass(frozen=True, slots=True)
class Formatted:
    """`problems` are the errors of the file. A text that is no deck, or would become another, is left as it was."""

    text: str
    problems: tuple[Problem, ...]
    changed: bool


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """Puts `text` in the place of the characters from `start` to `stop`."""

    start: int
    stop: int
    text: str


def format_text(text: str, *, path: str, name: str) -> Formatted:
    """Takes the text as it stands in the file, a byte order mark and the author's line ends included."""
    decoded = decode(text.encode(errors="surrogatepass"), path)
    if isinstance(decoded, Problem):
        return Formatted(text, (decoded,), changed=False)
    byte_order_mark = text[: text.startswith("\ufeff")]
    old = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    before = trace(old, path=path, name=name)
    errors = tuple(problem for problem in before.reading.problems if problem.is_error)
    if before.root is None:
        return Formatted(text, errors, changed=False)
    new = _apply(old, [*_missing_keys(old, before, before.root), *_trailing_blanks(old)]).rstrip("\n") + "\n"
    if not _says_the_same(before.reading, read_text(new, path=path, name=name)):
        message = _(
            "cannot be formatted without a change of what it says, so it is left as it is; write the ids yourself"
        )
        return Formatted(text, (*errors, error(path, 0, 0, "not-formatted", message)), changed=False)
    formatted = byte_order_mark + new
    return Formatted(formatted, errors, changed=formatted != text)


def _missing_keys(text: str, traced: Traced, root: MappingNode) -> Iterator[_Edit]:
    if "format" not in root.entries:
        yield _first_key(text, root, "format: 1")
    assert traced.reading.deck is not None
    for node, note in zip(traced.nodes, traced.reading.deck.notes, strict=True):
        if note.id_is_derived:
            yield _first_key(text, node, f"id: {note.id}")


def _first_key(text: str, node: MappingNode, entry: str) -> _Edit:
    at = node.mark.index
    if text[at] != "{":
        return _Edit(at, at, f"{entry}\n{' ' * node.mark.column}")
    blank = "" if text[at + 1].isspace() else " "
    return _Edit(at + 1, at + 1, f"{entry},{blank}")


def _trailing_blanks(text: str) -> Iterator[_Edit]:
    """Deletions at the ends of lines, but for those in quoted scalars and blocks, where a blank can mean something."""
    kept = _kept_ranges(text)
    starts = [start for start, _stop in kept]
    at = 0
    for line in text.split("\n"):
        end, stripped = at + len(line), at + len(line.rstrip(" \t"))
        around = bisect_right(starts, stripped) - 1
        if stripped < end and (around < 0 or stripped >= kept[around][1]):
            yield _Edit(stripped, end, "")
        at = end + 1


def _kept_ranges(text: str) -> list[tuple[int, int]]:
    """From where to where each quoted scalar and each block goes; a block begins below its `|` or `>`."""
    from yaml.events import ScalarEvent, StreamEndEvent

    from studycli.decks.events import event_source

    ranges: list[tuple[int, int]] = []
    next_event = event_source(text)
    while (kind := type(event := next_event())) is not StreamEndEvent:
        if kind is ScalarEvent and event.style in ("'", '"', "|", ">"):
            start = event.start_mark.index
            if event.style in "|>":
                start = text.find("\n", start) + 1 or len(text)
            ranges.append((start, event.end_mark.index))
    return ranges


def _apply(text: str, edits: list[_Edit]) -> str:
    pieces, at = [], 0
    for edit in sorted(edits):
        pieces += [text[at : edit.start], edit.text]
        at = edit.stop
    return "".join([*pieces, text[at:]])


def _says_the_same(old: Reading, new: Reading) -> bool:
    """The same deck with every id written and no fault come or gone."""
    if old.deck != new.deck or new.deck is None or any(note.id_is_derived for note in new.deck.notes):
        return False
    return _error_codes(old.problems) == _error_codes(new.problems)


def _error_codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems if problem.is_error]
