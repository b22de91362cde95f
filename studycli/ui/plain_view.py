"""A face in words: one thing a line, each with a word before it that says what it is."""

from collections.abc import Collection, Iterable, Iterator
from typing import assert_never

from studycli.core.model import Card, Choice, Cloze, MultipleChoice, OpenQuestion, Text
from studycli.core.schedule import Rating
from studycli.ui.face import Face
from studycli.ui.footer import interval_text
from studycli.ui.gaps import with_gap_filled
from studycli.ui.keymap import KeyHelp, keys_for
from studycli.ui.panels import missed_points, points_order
from studycli.ui.plain_text import plain_lines
from studycli.ui.question import gap_number, letter, prompts
from studycli.ui.reading import variants
from studycli.ui.times import OFTEN, times_text
from studycli.ui.view import Status, idle_keys, keys_of_use


def face_lines(face: Face, status: Status) -> list[str]:
    if face.line is not None:
        return [f"{face.line.asks} {face.line.text}", "Keys: Enter keeps it, Esc drops it."]
    if face.help:
        return [*(f"Key {key.label}: {key.does}." for key in keys_of_use(face)), "Keys: any key goes back to the card."]
    told = _points(face) if face.walking else _card(face)
    return [*told, *_foot(face, status)]


def _card(face: Face) -> Iterator[str]:
    card, note, language = face.card, face.card.note, face.language
    title = face.deck.title.show(language) if face.deck.title else face.deck.name
    yield from _said("Deck", [title])
    yield from _said("Question", prompts(card, language))
    if isinstance(note.body, MultipleChoice):
        for place, number in enumerate(face.choices or range(len(note.body.choices))):
            word = f"Choice {letter(place)}{', picked' if number in face.picked else ''}"
            yield from _said(word, variants(note.body.choices[number].text, language))
    if face.hint:
        yield from _texts("Hint", [note.hint] if note.hint else [], language)
    if face.revealed:
        yield from _said("Your note", [face.remark] if face.remark else [])
        yield from _missed(face)
        yield from _said("Your answer", [face.draft.text.strip()] if face.draft and face.draft.text.strip() else [])
        yield from _answer(card, language, face.choices, face.picked)
        yield from _said("Source", note.references)
    if face.explanation:
        yield from _texts("Explanation", [note.explanation] if note.explanation else [], language)
        yield from _texts("Pitfall", note.pitfalls, language)


def _missed(face: Face) -> Iterator[str]:
    points = face.card.note.points
    yield from _texts(
        "Missed last time", [points[number] for number in missed_points(points, face.progress.missed)], face.language
    )
    for point in points:
        times = sum((face.often or {}).get(text, 0) for text in set(point.every()))
        if times >= OFTEN:
            yield from _texts(f"Missed {times_text(times)}", [point], face.language)


def _answer(card: Card, language: str, order: tuple[int, ...], picked: Collection[int]) -> Iterator[str]:
    match card.note.body:
        case OpenQuestion(question=text) if card.part == "reverse":
            yield from _texts("Answer", [text], language)
        case OpenQuestion(answer=text):
            yield from _texts("Answer", [text], language)
        case Cloze(text):
            yield from _said(
                "Answer", [with_gap_filled(variant, gap_number(card)) for variant in variants(text, language)]
            )
        case MultipleChoice(choices=choices):
            for place, number in enumerate(order or range(len(choices))):
                yield from _choice(letter(place), choices[number], language, is_picked=number in picked)
        case _:
            assert_never(card.note.body)


def _choice(name: str, choice: Choice, language: str, *, is_picked: bool) -> Iterator[str]:
    verdict = f"{'right' if choice.correct else 'wrong'}{', your choice' if is_picked else ''}"
    yield from _texts(f"Answer {name} is {verdict}", [choice.text], language)
    yield from _texts("Why", [choice.why] if choice.why else [], language)


def _points(face: Face) -> Iterator[str]:
    """How many are ticked, and the point that the cursor is on."""
    points = face.card.note.points
    number = points_order(points, face.progress.missed)[face.cursor]
    yield f"Points: {len(face.ticked)} of {len(points)}"
    ticked = "ticked" if number in face.ticked else "not ticked"
    yield from _texts(f"Point {face.cursor + 1} of {len(points)}, {ticked}", [points[number]], face.language)


def _foot(face: Face, status: Status) -> Iterator[str]:
    if face.message:
        yield f"Message: {face.message}"
    if face.promised is not None and face.revealed:
        yield f"Ratings: {', '.join(_rating(rating, interval) for rating, interval in face.promised.items())}"
        if face.proposed is not None:
            yield f"Proposed: {face.proposed.word.capitalize()}"
    if face.draft is not None and not face.revealed:
        yield f"{face.draft.asks} {face.draft.text}"
    yield f"Progress: {status.done} done, {status.left} left"
    yield f"Keys: {', '.join(map(_key, _useful(face)))}"


def _rating(rating: Rating, interval: int | None) -> str:
    where = "" if interval is None else f" {interval_text(interval)}"
    return f"{int(rating)} {rating.word.capitalize()}{where}"


def _useful(face: Face) -> Iterable[KeyHelp]:
    idle = idle_keys(face)
    return (key for key in keys_for(face.when, face.keys, face.letters) if key.word and key.keys[0] not in idle)


def _key(key: KeyHelp) -> str:
    return f"{key.label} {key.word}"


def _texts(word: str, texts: Iterable[Text], language: str) -> Iterator[str]:
    for text in texts:
        yield from _said(word, variants(text, language))


def _said(word: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        lines = plain_lines(text)
        yield from (f"{word}: {line}" if number == 0 else line for number, line in enumerate(lines))
