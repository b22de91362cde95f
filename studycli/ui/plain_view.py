"""A face in words: one thing a line, each with a word before it that says what it is."""

from collections.abc import Collection, Iterable, Iterator
from typing import assert_never

from studycli.core.messages import N_, _
from studycli.core.model import Card, Choice, Cloze, MultipleChoice, OpenQuestion, Text
from studycli.core.schedule import Rating
from studycli.ui.face import Face
from studycli.ui.footer import interval_text, progress_text, rating_name
from studycli.ui.gaps import with_gap_filled
from studycli.ui.keymap import KeyHelp, keys_for, worded
from studycli.ui.panels import missed_points, points_order, points_text
from studycli.ui.plain_text import plain_lines
from studycli.ui.question import gap_number, letter, prompts
from studycli.ui.reading import variants
from studycli.ui.times import OFTEN, times_text
from studycli.ui.view import Status, idle_keys, keys_of_use

# By whether a choice is right and whether it was picked.
_VERDICTS = {
    (True, True): N_("Answer {letter} is right, your choice"),
    (True, False): N_("Answer {letter} is right"),
    (False, True): N_("Answer {letter} is wrong, your choice"),
    (False, False): N_("Answer {letter} is wrong"),
}


def face_lines(face: Face, status: Status) -> list[str]:
    if face.line is not None:
        return [f"{face.line.prompt}{face.line.text}", _("Keys: Enter keeps it, Esc drops it.")]
    if face.help:
        keys = [_("Key {key}: {does}.").format(key=key.label, does=key.does) for key in map(worded, keys_of_use(face))]
        return [*keys, _("Keys: any key goes back to the card.")]
    told = _points(face) if face.walking else _card(face)
    return [*told, *_foot(face, status)]


def _card(face: Face) -> Iterator[str]:
    card, note, language = face.card, face.card.note, face.language
    title = face.deck.title.show(language) if face.deck.title else face.deck.name
    yield from _said(_("Deck"), [title])
    yield from _said(_("Question"), prompts(card, language))
    if isinstance(note.body, MultipleChoice):
        for place, number in enumerate(face.choices or range(len(note.body.choices))):
            word = _("Choice {letter}, picked") if number in face.picked else _("Choice {letter}")
            yield from _said(word.format(letter=letter(place)), variants(note.body.choices[number].text, language))
    if face.hint:
        yield from _texts(_("Hint"), [note.hint] if note.hint else [], language)
    if face.revealed:
        yield from _said(_("Your note"), [face.remark] if face.remark else [])
        yield from _missed(face)
        typed = face.draft.text.strip() if face.draft else ""
        yield from _said(_("Your answer"), [typed] if typed else [])
        yield from _answer(card, language, face.choices, face.picked)
        yield from _said(_("Source"), note.references)
    if face.explanation:
        yield from _texts(_("Explanation"), [note.explanation] if note.explanation else [], language)
        yield from _texts(_("Pitfall"), note.pitfalls, language)


def _missed(face: Face) -> Iterator[str]:
    points = face.card.note.points
    missed = [points[number] for number in missed_points(points, face.progress.missed)]
    yield from _texts(_("Missed last time"), missed, face.language)
    for point in points:
        times = sum((face.often or {}).get(text, 0) for text in set(point.every()))
        if times >= OFTEN:
            yield from _texts(_("Missed {times}").format(times=times_text(times)), [point], face.language)


def _answer(card: Card, language: str, order: tuple[int, ...], picked: Collection[int]) -> Iterator[str]:
    match card.note.body:
        case OpenQuestion(question=text) if card.part == "reverse":
            yield from _texts(_("Answer"), [text], language)
        case OpenQuestion(answer=text):
            yield from _texts(_("Answer"), [text], language)
        case Cloze(text):
            filled = [with_gap_filled(variant, gap_number(card)) for variant in variants(text, language)]
            yield from _said(_("Answer"), filled)
        case MultipleChoice(choices=choices):
            for place, number in enumerate(order or range(len(choices))):
                yield from _choice(letter(place), choices[number], language, is_picked=number in picked)
        case _:
            assert_never(card.note.body)


def _choice(name: str, choice: Choice, language: str, *, is_picked: bool) -> Iterator[str]:
    verdict = _VERDICTS[choice.correct, is_picked]
    yield from _texts(_(verdict).format(letter=name), [choice.text], language)
    yield from _texts(_("Why"), [choice.why] if choice.why else [], language)


def _points(face: Face) -> Iterator[str]:
    """How many are ticked, and the point that the cursor is on."""
    points = face.card.note.points
    number = points_order(points, face.progress.missed)[face.cursor]
    yield points_text(len(face.ticked), len(points))
    is_ticked = number in face.ticked
    word = _("Point {number} of {points}, ticked") if is_ticked else _("Point {number} of {points}, not ticked")
    yield from _texts(word.format(number=face.cursor + 1, points=len(points)), [points[number]], face.language)


def _foot(face: Face, status: Status) -> Iterator[str]:
    if face.message:
        yield labelled(_("Message"), face.message)
    if face.promised is not None and face.revealed:
        ratings = (_rating(rating, interval) for rating, interval in face.promised.items())
        yield labelled(_("Ratings"), _(", ").join(ratings))
        if face.proposed is not None:
            yield labelled(_("Proposed"), rating_name(face.proposed))
    if face.draft is not None and not face.revealed:
        yield f"{face.draft.prompt}{face.draft.text}"
    yield labelled(_("Progress"), progress_text(status.done, status.left))
    yield labelled(_("Keys"), _(", ").join(map(_key, _useful(face))))


def _rating(rating: Rating, interval: int | None) -> str:
    where = "" if interval is None else f" {interval_text(interval)}"
    return f"{int(rating)} {rating_name(rating)}{where}"


def _useful(face: Face) -> Iterable[KeyHelp]:
    idle = idle_keys(face)
    shown = keys_for(face.when, face.keys, face.letters)
    return (worded(key) for key in shown if key.word and key.keys[0] not in idle)


def _key(key: KeyHelp) -> str:
    return f"{key.label} {key.word}"


def _texts(word: str, texts: Iterable[Text], language: str) -> Iterator[str]:
    for text in texts:
        yield from _said(word, variants(text, language))


def _said(word: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        lines = plain_lines(text)
        yield from (labelled(word, line) if number == 0 else line for number, line in enumerate(lines))


def labelled(word: str, text: str) -> str:
    return _("{label}: {text}").format(label=word, text=text)
