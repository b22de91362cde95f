"""YAML text -> the nodes of all that can be read: an entry that is no YAML does not take the others with it."""

import re
from dataclasses import dataclass, replace

from studycli.core.messages import _
from studycli.decks.events import UNREADABLE, build
from studycli.decks.nodes import Fault, Node, Tree
from studycli.decks.report import Place

# Each repair reads the text again: a short text is repaired often, a long one only a few times.
MOST_REPAIRS = 20
_REPAIRED_CHARACTERS = 20_000_000

# What the parser takes as the end of a line, so that we count as it does.
_BREAKS = "\r\n\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]*(?:\r\n|[{_BREAKS}]|\Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """`faults` stand in what was read, `breaks` are the reasons why something could not be.

    `lost` are the lines, from 0, of entries that could not be read; an empty scalar stands in for each. `is_whole` is
    false where the reading ended before the text did.
    """

    root: Node | None
    faults: tuple[Fault, ...]
    breaks: tuple[Fault, ...]
    lost: frozenset[int]
    is_whole: bool

    @property
    def is_yaml(self) -> bool:
        """Whether the nodes are those of the text as it stands, without repair."""
        return not self.breaks and not any(fault.code == UNREADABLE for fault in self.faults)


def parse(text: str) -> Parsed:
    """Never raises; takes any text that can be encoded, with control characters too."""
    controls: list[Fault] = []
    breaks: list[Fault] = []
    lost: set[int] = set()
    repairs = min(MOST_REPAIRS, _REPAIRED_CHARACTERS // (len(text) + 1))
    while broken := (tree := build(text)).broken:
        if broken.code == UNREADABLE and _CONTROL.search(text):
            controls = _control_characters(text)
            text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
            continue
        lines = _LINE.findall(text)
        entry = _lines_of_entry(lines, tree, broken)
        if entry is None or entry.start in lost or len(lost) >= repairs:
            breaks = [fault for fault in breaks if fault.mark.line != broken.mark.line]
            breaks.append(replace(broken, message=_("{fault}; nothing after it was read").format(fault=broken.message)))
            break
        message = _("{fault}; the entry that begins on line {line} is left out")
        breaks.append(replace(broken, message=message.format(fault=broken.message, line=entry.start + 1)))
        lost.add(entry.start)
        lines[entry.start : entry.stop] = _stand_in(lines, entry)
        text = "".join(lines)
    return Parsed(tree.root, (*controls, *tree.faults), tuple(breaks), frozenset(lost), broken is None)


def _control_characters(text: str) -> list[Fault]:
    """The first of each line."""
    faults = []
    for number, line in enumerate(_LINE.findall(text)):
        if found := _CONTROL.search(line):
            code = ord(found[0])
            message = _("control character U+{code:04X}; remove it, or write \\u{code:04x} in double quotes")
            faults.append(Fault(Place(number, found.start()), UNREADABLE, message.format(code=code)))
    return faults


def _lines_of_entry(lines: list[str], tree: Tree, broken: Fault) -> range | None:
    """The lines of the entry that is at fault, where it is one of a list written with dashes.

    An entry that had begun is at fault, wherever the parser noticed; else the one in whose lines the fault stands.
    """
    if tree.last_list is None:
        return None
    dash = re.compile(rf" {{{tree.last_list.column}}}-(?=\s|\Z)")
    beyond = re.compile(rf" {{0,{tree.last_list.column}}}[^\s#]")
    last = min((tree.open_entry or broken.mark).line, len(lines) - 1)
    start = next((at for at in range(last, tree.last_list.line - 1, -1) if dash.match(lines[at])), None)
    if start is None:
        return None
    stop = next((at for at in range(start + 1, len(lines)) if beyond.match(lines[at])), len(lines))
    return range(start, stop) if tree.open_entry or broken.mark.line < stop else None


def _stand_in(lines: list[str], entry: range) -> list[str]:
    """An empty entry and as many line ends, so that whatever follows keeps its line."""
    ends = [line[len(line.rstrip(_BREAKS)) :] for line in lines[entry.start : entry.stop]]
    dash = lines[entry.start].index("-")
    return [" " * dash + '- ""' + ends[0], *ends[1:]]
