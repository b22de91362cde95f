"""The model -> YAML text in one style: `read(write(deck)) == deck`, and any other reader sees the same strings.

That holds for texts as the reader gives them: without a line end at their end.
"""

from studycli.core.model import Deck, Note
from studycli.core.plain import Data, deck_data, note_data
from studycli.decks.scalar import block, columns, inline, is_plain, key_text

# What fits is written on one line: mappings of short texts, and these lists where no item needs quotes.
_WIDTH = 140
_LISTS_ON_ONE_LINE = ("tags", "aliases", "references")


def write_deck(deck: Deck) -> str:
    lines = ["format: 1", *_entries(deck_data(deck), 0), "notes:" if deck.notes else "notes: []"]
    return "\n".join(lines) + "\n" + "".join(write_note(note) for note in deck.notes)


def write_note(note: Note) -> str:
    """The lines of one entry of `notes`, from `- id: …` on."""
    return "\n".join(_item(note_data(note), 0, may_flow=False)) + "\n"


def write_entry(key: str, value: Data, indent: int) -> str:
    """The lines of one key of a note, at that indentation."""
    return "\n".join(_entry(key, value, indent)) + "\n"


def _entries(data: dict[str, Data], indent: int) -> list[str]:
    return [line for key, value in data.items() for line in _entry(key, value, indent)]


def _entry(key: str, value: Data, indent: int) -> list[str]:
    head = f"{' ' * indent}{key_text(key)}:"
    if isinstance(value, str | int):
        return [f"{head} {_scalar(value, indent)}"]
    if (flow := _flow(key, value)) and columns(line := f"{head} {flow}") <= _WIDTH:
        return [line]
    if isinstance(value, dict):
        return [head, *_entries(value, indent + 2)]
    return [head, *(line for item in value for line in _item(item, indent))]


def _item(value: Data, indent: int, may_flow: bool = True) -> list[str]:
    """An entry of a list, its dash below the list's key."""
    margin = " " * indent
    if isinstance(value, str | int):
        return [f"{margin}- {_scalar(value, indent)}"]
    if may_flow and (flow := _flow("", value)) and columns(line := f"{margin}- {flow}") <= _WIDTH:
        return [line]
    assert isinstance(value, dict), "deck format 1 has no lists of lists"
    first, *others = _entries(value, indent + 2)
    return [f"{margin}- {first.lstrip()}", *others]


def _scalar(value: str | int, indent: int) -> str:
    """After a key or dash at that indentation."""
    if isinstance(value, str):
        return block(value, indent + 2) or inline(value)
    return str(value).lower()


def _flow(key: str, value: list[Data] | dict[str, Data]) -> str | None:
    """On one line, where everything in it is one line."""
    if isinstance(value, list):
        if key not in _LISTS_ON_ONE_LINE:
            return None
        plain = [item for item in value if isinstance(item, str) and is_plain(item, in_flow=True)]
        return f"[{', '.join(plain)}]" if len(plain) == len(value) else None
    parts = []
    for name, item in value.items():
        if isinstance(item, list | dict) or (isinstance(item, str) and "\n" in item):
            return None
        parts.append(f"{key_text(name)}: {inline(item, in_flow=True) if isinstance(item, str) else _scalar(item, 0)}")
    return f"{{{', '.join(parts)}}}"
