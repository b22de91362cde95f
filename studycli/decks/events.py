"""YAML text -> nodes, built on the parser's events: three times as fast as PyYAML's own nodes.

What deck format 1 does not take (anchors, aliases, tags, merge keys, equal keys) is noted and read past.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError
from yaml.scanner import ScannerError

from studycli.core.messages import N_, _
from studycli.core.problem import Severity
from studycli.decks.nodes import Fault, MappingNode, Node, Position, ScalarNode, SequenceNode, Tree
from studycli.decks.report import Mark, Place, excerpt
from studycli.decks.yaml_fault import plain_words

MOST_LEVELS = 10
# Some thirty events make a note, so 20,000 notes stay far below this; it keeps memory bounded.
MOST_EVENTS = 2_000_000
# What "\frac", "\beta" or "\theta" become in double quotes.
_UNMEANT = re.compile(r"[\x07\x08\x0b-\x0d\x1b]|\t[a-z]")
_NOT_TAKEN = {
    "alias": N_("deck format 1 has no YAML alias; write it out, or quote text that begins with *"),
    "anchor": N_("deck format 1 has no YAML anchor; write it out, or quote text that begins with &"),
    "tag": N_("deck format 1 has no YAML tag; write it out, or quote text that begins with !"),
}
# The code of a break at a character that YAML does not take.
UNREADABLE = "control-character"


# Typed loosely: the stubs of PyYAML make every mark optional, and the parser always gives one.
EventSource = Callable[[], Any]


def event_source(text: str) -> EventSource:
    """What gives the events of a text one by one: libyaml's parser, or the pure one where PyYAML came without it."""
    if not yaml.__with_libyaml__:
        return _pure_event_source(text)
    return yaml.CSafeLoader(text).get_event


def _pure_event_source(text: str) -> EventSource:
    loader: Any = yaml.SafeLoader(text)

    def next_event() -> Any:
        mark = loader.get_mark()
        try:
            event = loader.get_event()
            if isinstance(event, ScalarEvent):
                mark = event.start_mark
                event.value.encode()
        except (ValueError, OverflowError):
            # "\ud800" and "\UFFFFFFFF" are no characters; libyaml says so, the pure parser lets Python find out.
            raise ScannerError("while parsing a quoted scalar", mark, "unknown escape", mark) from None
        return event

    return next_event


def build(text: str) -> Tree:
    builder = _Builder()
    try:
        builder.run(event_source(text))
    except ReaderError as fault:
        return builder.cut_short(Fault(Place(0, 0), UNREADABLE, fault.reason))
    except yaml.YAMLError as fault:
        mark, message = plain_words(fault)
        return builder.cut_short(Fault(mark, "bad-yaml", message))
    except _StopError as stop:
        return builder.cut_short(stop.fault)
    return Tree(builder.root, tuple(builder.faults))


class _StopError(Exception):
    def __init__(self, mark: Mark, code: str, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(mark, code, message)


@dataclass(slots=True)
class _Open:
    """A collection that has begun; `children` of a mapping are its keys and values in turn."""

    mark: Position
    is_list: bool
    children: list[Node]


class _Builder:
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._top: list[Node] = []
        self._open: list[_Open] = []

    @property
    def root(self) -> Node | None:
        return self._top[0] if self._top else None

    def run(self, next_event: EventSource) -> None:
        children = self._top
        for _turn in repeat(None, MOST_EVENTS):
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event)
                if event.style == '"':
                    self._check_escapes(event)
                children.append(ScalarNode(event.value, event.start_mark))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                children = self._begin(event, kind is SequenceStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                children = self._end(event.end_mark)
            elif kind is AliasEvent:
                self._refuse(event)
                children.append(ScalarNode(f"*{event.anchor}", event.start_mark))
            elif kind is DocumentStartEvent and children:
                message = _("a deck is one document; make this a file of its own")
                raise _StopError(event.start_mark, "second-document", message)
            elif kind is StreamEndEvent:
                return
        raise _StopError(event.start_mark, "too-large", _("more than one deck can hold; part it into several files"))

    def cut_short(self, fault: Fault) -> Tree:
        """What is whole so far: of the collections still open, the root and a list right under it are kept."""
        outer = self._open[1] if len(self._open) > 1 and self._open[1].is_list else None
        entry = self._open[2] if outer and len(self._open) > 2 else None
        last_list = outer or next((node for node in self._last_value() if isinstance(node, SequenceNode)), None)
        del self._open[2 if outer else 1 :]
        while self._open:
            self._end(fault.mark)
        places = last_list.mark if last_list else None, entry.mark if entry else None
        return Tree(self.root, tuple(self.faults), fault, *places)

    def _last_value(self) -> list[Node]:
        """Of the root, as a list of one or none: wrong indentation closes a list before it is noticed."""
        return self._open[0].children[-1:] if len(self._open) == 1 else []

    def _begin(self, event: Any, is_list: bool) -> list[Node]:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if len(self._open) == MOST_LEVELS:
            message = _("more than {most} levels deep; put text in quotes").format(most=MOST_LEVELS)
            raise _StopError(event.start_mark, "too-deep", message)
        children: list[Node] = []
        self._open.append(_Open(event.start_mark, is_list, children))
        return children

    def _end(self, end: Mark) -> list[Node]:
        done = self._open.pop()
        outer = self._open[-1].children if self._open else self._top
        outer.append(SequenceNode(done.children, done.mark) if done.is_list else self._mapping(done, end))
        return outer

    def _mapping(self, done: _Open, end: Mark) -> MappingNode:
        entries: dict[str, tuple[Mark, Node]] = {}
        nodes = iter(done.children)
        for key, value in zip(nodes, nodes, strict=False):
            if not isinstance(key, ScalarNode):
                self._fault(key.mark, "bad-key", _("a key is a plain word; put text with [ or { in quotes"))
            elif key.text == "<<":
                self._fault(key.mark, "merge-key", _("merge keys are not part of deck format 1; write the keys out"))
            elif key.text in entries:
                message = _("`{key}` stands on line {first} too; keep one")
                first = entries[key.text][0].line + 1
                self._fault(key.mark, "equal-keys", message.format(key=excerpt(key.text), first=first))
            else:
                entries[key.text] = (key.mark, value)
        return MappingNode(entries, done.mark, end)

    def _refuse(self, event: Any) -> None:
        """Notes an alias, an anchor or a tag."""
        code = "alias" if type(event) is AliasEvent else "tag" if event.anchor is None else "anchor"
        self._fault(event.start_mark, code, _(_NOT_TAKEN[code]))

    def _check_escapes(self, event: Any) -> None:
        if _UNMEANT.search(event.value):
            message = _("a control character in double quotes; where a backslash was meant, write it twice")
            self.faults.append(Fault(event.start_mark, "escape", message, Severity.WARNING))

    def _fault(self, mark: Mark, code: str, message: str) -> None:
        self.faults.append(Fault(mark, code, message))
