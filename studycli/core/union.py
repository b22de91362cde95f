"""Two notes of one card as one note: the better text, and of the rest all that either has."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from studycli.core.concepts import is_name
from studycli.core.model import Body, Choice, Cloze, MultipleChoice, Note, OpenQuestion, Text
from studycli.core.names import name_key
from studycli.core.side import answer_text
from studycli.core.wording import common, is_wide, shingles
from studycli.core.words import words

T = TypeVar("T")

# Points that share as much of their wording say the same.
_SAME_POINT_FROM = 0.6


def better_first(one: Note, other: Note) -> tuple[Note, Note]:
    """The note with the better text before the other: answered, in more languages, with points, longer."""
    first, second = sorted((one, other), key=_worth, reverse=True)
    return first, second


def _worth(note: Note) -> tuple[bool, int, bool, bool, int]:
    languages = len(note.prompt.languages())
    return note.is_answered, languages, bool(note.points), bool(note.explanation), len(answer_text(note, ""))


def united(kept: Note, absorbed: Note, tags: Iterable[str] = ()) -> Note:
    """The note that is kept, with what it lacks from the other. `tags` come with the other from its deck.

    Texts stay the kept note's; the other's come in where a language or the whole is missing.
    """
    kept, absorbed = _in_languages(kept, absorbed)
    return replace(
        kept,
        body=_united_body(kept.body, absorbed.body),
        title=_filled(kept.title, absorbed.title),
        points=_added(kept.points, absorbed.points),
        explanation=kept.explanation or absorbed.explanation,
        hint=kept.hint or absorbed.hint,
        pitfalls=_added(kept.pitfalls, absorbed.pitfalls),
        aliases=_aliases(kept, absorbed),
        tags=_joined(kept.tags, (*absorbed.tags, *tags), str),
        references=_joined(kept.references, absorbed.references, name_key),
        sources=_joined(kept.sources, absorbed.sources, lambda source: source),
    )


def _united_body(kept: Body, absorbed: Body) -> Body:
    match kept, absorbed:
        case OpenQuestion(), OpenQuestion():
            if not kept.answer:
                return replace(absorbed, question=kept.question, reversed=kept.reversed or absorbed.reversed)
            missing = set(absorbed.question.languages()) & set(absorbed.answer.languages())
            question = _with_languages(kept.question, absorbed.question, missing)
            answer = _with_languages(kept.answer, absorbed.answer, missing)
            return OpenQuestion(question, answer, kept.reversed or absorbed.reversed)
        case Cloze(), Cloze():
            return Cloze(_with_languages(kept.text, absorbed.text, set(absorbed.text.languages())))
        case MultipleChoice(), MultipleChoice():
            return replace(kept, choices=tuple(_with_reason(choice, absorbed.choices) for choice in kept.choices))
        case _:
            return kept


def _with_reason(choice: Choice, others: Sequence[Choice]) -> Choice:
    """Of the one choice in the same words, to the letter: C and C++ are two."""
    same = [other for other in others if other[:2] == choice[:2]]
    return choice if choice.why or len(same) != 1 else choice._replace(why=same[0].why)


def _in_languages(one: Note, other: Note) -> tuple[Note, Note]:
    """Where both name no language and one is Chinese, that they are Chinese and English."""
    texts = [note.prompt for note in (one, other)]
    wide = [is_wide(words(text.show())) for text in texts]
    if any(text.languages() for text in texts) or wide[0] == wide[1]:
        return one, other
    first, second = (
        _in_language(note, "zh" if is_chinese else "en") for note, is_chinese in zip((one, other), wide, strict=True)
    )
    return first, second


def _in_language(note: Note, language: str) -> Note:
    def named(text: Text) -> Text:
        return Text(tuple((code or language, variant) for code, variant in text.variants))

    match note.body:
        case OpenQuestion(question, answer, both_ways):
            body: Body = OpenQuestion(named(question), named(answer), both_ways)
        case Cloze(text):
            body = Cloze(named(text))
        case MultipleChoice():
            body = note.body
    return replace(note, body=body, title=note.title and named(note.title))


def _filled(text: Text | None, other: Text | None) -> Text | None:
    if not text or not other:
        return text or other
    return _with_languages(text, other, set(other.languages()))


def _with_languages(text: Text, other: Text, wanted: set[str]) -> Text:
    """With the variants of the other in the wanted languages, where both name theirs and it has none."""
    if not text.languages():
        return text
    more = [pair for pair in other.variants if pair[0] in wanted - set(text.languages())]
    return Text((*(pair for pair in text.variants if pair[1].strip()), *more)) if more else text


def _added(texts: tuple[Text, ...], others: tuple[Text, ...]) -> tuple[Text, ...]:
    """With those of the others that say something new."""
    return (*texts, *(other for other in others if not any(_say_the_same(text, other) for text in texts)))


def _say_the_same(one: Text, other: Text) -> bool:
    bags = [[shingles(words(variant), 2) for variant in text.every()] for text in (one, other)]
    if not set(one.every()).isdisjoint(other.every()):
        return True
    return any(common(first, second) >= _SAME_POINT_FROM for first in bags[0] for second in bags[1])


def _aliases(kept: Note, absorbed: Note) -> tuple[str, ...]:
    """A name by which the other was found goes on finding the note."""
    titles = {name_key(title) for title in (kept.title.every() if kept.title else ())}
    names = [title for title in (absorbed.title.every() if absorbed.title else ()) if is_name(title)]
    found = _joined(kept.aliases, (*absorbed.aliases, *names), name_key)
    return tuple(alias for alias in found if alias in kept.aliases or name_key(alias) not in titles)


def _joined(own: tuple[T, ...], others: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """One's own as they are, and those of the others that have another key."""
    known = {key(item) for item in own}
    new: dict[Hashable, T] = {}
    for item in others:
        if key(item) not in known:
            new.setdefault(key(item), item)
    return (*own, *new.values())
