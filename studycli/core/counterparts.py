"""Which note of a newer bank is which of the older one: by what it says, then by its id, then by likeness."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence

from studycli.core import wording
from studycli.core.model import Note
from studycli.core.side import answer_text
from studycli.core.words import words

# Question and answer are edited as far as this together, each from 0 to 1, and the note is still the same one.
_SAME_FROM = 1.0
# An answer of fewer words is that of many questions, so that the question has to share something, too.
_TELLING_WORDS = 8
_SHARED_QUESTION = 0.4
# Beyond as many pairs between two neighbours the text is another one, and comparing them all takes long.
_MOST_PAIRS = 40_000

_Key = Callable[[Note], Hashable]


def counterparts(old: Sequence[Note], new: Sequence[Note], *, alike: bool) -> dict[int, int]:
    """Places in `new` and those of their counterparts in `old`; `alike` finds notes that were edited, too.

    Ids come late: those of repeated questions are counted, so that a repeat before them moves them.
    """
    found: dict[int, int] = {}
    for key in (_id_and_text, _text, _question_and_section, _question, _id):
        _match(old, new, key, found)
    if alike:
        _match_alike(old, new, found)
    return found


def _id_and_text(note: Note) -> Hashable:
    return note.id, note.body


def _text(note: Note) -> Hashable:
    return note.body, _section(note)


def _question_and_section(note: Note) -> Hashable:
    return note.prompt, _section(note)


def _question(note: Note) -> Hashable:
    return note.prompt


def _id(note: Note) -> Hashable:
    return note.id


def _section(note: Note) -> str | None:
    return note.sources[0].section if note.sources else None


def _match(old: Sequence[Note], new: Sequence[Note], key: _Key, found: dict[int, int]) -> None:
    """Pair off what is left of both by a key, in their order."""
    waiting: dict[Hashable, list[int]] = {}
    for at in reversed(_left(old, found.values())):
        waiting.setdefault(key(old[at]), []).append(at)
    for at in _left(new, found):
        if places := waiting.get(key(new[at])):
            found[at] = places.pop()


def _left(notes: Sequence[Note], matched: Collection[int]) -> list[int]:
    taken = set(matched)
    return [at for at in range(len(notes)) if at not in taken]


def _match_alike(old: Sequence[Note], new: Sequence[Note], found: dict[int, int]) -> None:
    """Pair off notes that stand between the same neighbours or at the same number, those most alike first."""
    scored = [(_likeness(old[first], new[second]), first, second) for first, second in _pairs(old, new, found)]
    taken: set[int] = set()
    for score, first, second in sorted(scored, key=lambda each: (-each[0], each[1:])):
        if score >= _SAME_FROM and first not in taken and second not in found:
            taken.add(first)
            found[second] = first


def _pairs(old: Sequence[Note], new: Sequence[Note], found: dict[int, int]) -> set[tuple[int, int]]:
    """What is left of both, where it may be one note."""
    waiting: dict[Hashable, list[int]] = {}
    for at, place in _placed(old, {first: first for first in found.values()}):
        waiting.setdefault(place, []).append(at)
    pairs: set[tuple[int, int]] = set()
    for at, place in _placed(new, found):
        if len(pairs) < _MOST_PAIRS:
            pairs.update((first, at) for first in waiting.get(place, ()))
    return pairs


def _placed(notes: Sequence[Note], matched: dict[int, int]) -> Iterator[tuple[int, Hashable]]:
    """Each note that is left with the neighbour before it, with the one behind it, and with its number."""
    for way, places in (("before", range(len(notes))), ("behind", range(len(notes) - 1, -1, -1))):
        neighbour: int | None = None
        for at in places:
            if at in matched:
                neighbour = matched[at]
            else:
                yield at, (way, neighbour)
    for at, note in enumerate(notes):
        if at not in matched and note.sources and note.sources[0].number is not None:
            yield at, (note.sources[0].section, note.sources[0].number)


def _likeness(one: Note, other: Note) -> float:
    asked = wording.common(wording.subject(one.prompt.show()), wording.subject(other.prompt.show()))
    first, second = (words(answer_text(note, "")) for note in (one, other))
    answered = wording.common(wording.shingles(first, 2), wording.shingles(second, 2))
    if min(len(first), len(second)) < _TELLING_WORDS:
        return asked + answered if asked >= _SHARED_QUESTION else 0.0
    # An answer that stayed nearly as it was is enough.
    return asked + answered + (_SAME_FROM - answered if answered >= 0.8 else 0.0)
