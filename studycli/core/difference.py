"""What keeps two notes of much the same wording from being one card; where nothing does, merging them is safe.

Meant to err on one side: notes that are one card may be told apart, two cards are never taken for one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise

from studycli.core import wording
from studycli.core.cloze import ClozeFault, Gap, parse
from studycli.core.messages import _
from studycli.core.model import Cloze, MultipleChoice, Note, OpenQuestion
from studycli.core.side import Side, answer_text
from studycli.core.words import Term, words

# The highest share measured for answers to two questions that are two cards is .54.
SAME_FROM = 0.6
# Shorter answers, in words, say too little for a share: nearly all of them, or all, must be shared.
_SHORT, _LONG = 20, 60
_SAME_FROM_IN_SHORT = 0.8
# From here on the questions may say the same in another order.
_NEARLY_ALL = 0.9
# As few words may be changed for others by mistake or on purpose, and nobody knows which.
_FEW = 4
# A word that one answer has by so much more often is what it speaks of, and the other does not.
_OFTENER = 2

_FORMULA = re.compile(r"\$\$?[^$]+\$\$?|\\\(.+?\\\)|\\\[.+?\\\]", re.S)
_SIGN = re.compile(r"[<>≤≥≠=→←↔⇒∈∉∧∨¬±√∑∏%‰°&|~^@\\]|!=")

_OPPOSITES: dict[str, set[str]] = {}
for _pair in (
    "increase/decrease increases/decreases increased/decreased increasing/decreasing more/less more/fewer most/least "
    "higher/lower high/low larger/smaller large/small maximum/minimum max/min max/average fast/slow faster/slower "
    "before/after first/last true/false always/never all/none left/right top/bottom up/down input/output yes/no "
    "inputs/outputs encoder/decoder row/column rows/columns with/without positive/negative read/write server/client "
    "public/private right/wrong synchronous/asynchronous supervised/unsupervised forward/backward "
    "ascending/descending "
    "大/小 增/减 高/低 快/慢 前/后 上/下 左/右 升/降 强/弱 长/短 多/少 真/假 对/错 深/浅 入/出 编/解 行/列 正/负 同/异 "
    "有/无 先/后 大/均 读/写 公/私 加/减 乘/除 远/近 易/难 稀/密 内/外 是/否 开/关 始/终 主/从 满/空"
).split():
    _one, _other = _pair.split("/")
    _OPPOSITES.setdefault(_one, set()).add(_other)
    _OPPOSITES.setdefault(_other, set()).add(_one)


def difference(one: Note, other: Note, pairs: Sequence[tuple[Side, Side, float]]) -> str:
    """In a few words, "" where there is none. `pairs` are their sides of one language, and what the answers share."""
    if type(one.body) is not type(other.body):
        return _("they are different kinds of card")
    if not pairs:
        return _("they are in different languages")
    return next((told for pair in pairs if (told := _of_pair(one, other, *pair))), "")


def _of_pair(one: Note, other: Note, first: Side, second: Side, share: float) -> str:
    return (
        _of_bodies(one, other, first.language, second.language)
        or _of_questions(first, second, share)
        or _of_wording(first, second, share)
        or _of_places(one, other, first)
        or _of_details(one.prompt.show(first.language), other.prompt.show(second.language))
        or _of_details(answer_text(one, first.language), answer_text(other, second.language))
        or _of_terms(tuple(first.answer.split()), tuple(second.answer.split()))
    )


def _of_bodies(one: Note, other: Note, language: str, other_language: str) -> str:
    match one.body, other.body:
        case Cloze(first), Cloze(second):
            same = _gaps(first.show(language)) == _gaps(second.show(other_language))
            return "" if same else _("the gaps differ")
        case MultipleChoice(choices=first), MultipleChoice(choices=second):
            choices = {(words(choice.text.show(language)), choice.correct) for choice in first}
            same = choices == {(words(choice.text.show(other_language)), choice.correct) for choice in second}
            return "" if same else _("the choices differ")
        case _:
            return ""


def _gaps(text: str) -> tuple[tuple[int, Term] | Term, ...]:
    """The sentence in pieces, each gap with its number; hints do not count."""
    pieces = parse(text)
    if isinstance(pieces, ClozeFault):
        return (words(text),)
    return tuple((piece.number, words(piece.hidden)) if isinstance(piece, Gap) else words(piece) for piece in pieces)


def _of_questions(one: Side, other: Side, share: float) -> str:
    titles_agree = not (one.title and other.title) or one.title == other.title
    if one.question == other.question and titles_agree and (one.question or one.title == other.title):
        return ""
    first, second = {*one.title, *one.question}, {*other.title, *other.question}
    if share >= _NEARLY_ALL and min(one.length, other.length) >= _LONG and first == second:
        return ""
    if not (named := _named(*unknown_in(one, other))):
        return _("the questions differ")
    return _("the questions differ ({words})").format(words=named)


def unknown_in(one: Side, other: Side) -> tuple[list[str], list[str]]:
    """What is in the question of one only, and of the other only."""
    first, second = (*one.title, *one.question), (*other.title, *other.question)
    return wording.unknown(one.question or one.title, second), wording.unknown(other.question or other.title, first)


def _named(one: Sequence[str], other: Sequence[str]) -> str:
    """The longest of each, where there is one."""
    return " / ".join(max(each, key=len) for each in (one, other) if each)


def _of_wording(one: Side, other: Side, share: float) -> str:
    if one.answer == other.answer:
        return "" if one.answer else _("there are no words to compare")
    least = min(one.length, other.length)
    if least < _SHORT:
        return _("the answers differ")
    needed = SAME_FROM if least >= _LONG else _SAME_FROM_IN_SHORT
    return "" if share >= needed else _("the answers differ")


def _of_places(one: Note, other: Note, side: Side) -> str:
    """A short answer to a question that leaves its subject to what stands around it is that of many subjects."""
    if side.length >= _SHORT or not isinstance(one.body, OpenQuestion) or wording.code(one.prompt.show(side.language)):
        return ""
    if wording.points_elsewhere(one.prompt.show(side.language)):
        return _("the question does not name its subject")
    first, second = ({(source.bank, source.section) for source in note.sources} for note in (one, other))
    return _("they stand in different sections") if first and second and first.isdisjoint(second) else ""


def _of_details(one: str, other: str) -> str:
    """Differences that are small in a text and great in what it says."""
    if one == other:
        return ""
    if wording.code(one) != wording.code(other):
        return _("the code differs")
    if wording.numbers(one) != wording.numbers(other):
        return _("the numbers differ")
    if _formulas(one) != _formulas(other):
        return _("the formulas differ")
    if wording.negations(one) != wording.negations(other):
        return _("one of them negates more")
    return ""


def _formulas(text: str) -> tuple[Counter[str], Counter[str]]:
    formulas = Counter("".join(found.split()) for found in _FORMULA.findall(text))
    return formulas, Counter(_SIGN.findall(wording.prose(text)))


def _of_terms(one: Term, other: Term) -> str:
    first, second = Counter(one), Counter(other)
    more, less = first - second, second - first
    if opposed := next((word for word in sorted(more) if not _OPPOSITES.get(word, set()).isdisjoint(less)), ""):
        opposite = min(_OPPOSITES[opposed] & less.keys())
        return _said(opposed, opposite)
    if (own := _themes(one, other)) and (others := _themes(other, one)):
        return _("they speak of different things ({words})").format(words=_named(own, others))
    changed = [[word for word in sorted(each.elements()) if wording.is_telling(word)] for each in (more, less)]
    if all(changed) and max(map(len, changed)) <= _FEW:
        return _said(wording.written(changed[0]), wording.written(changed[1]))
    return ""


def _said(one: str, other: str) -> str:
    return _("one says {one} where the other says {other}").format(one=one, other=other)


def _themes(one: Term, other: Term) -> list[str]:
    """Words, or two characters in a row, that one has several times more often."""
    more = _times(one) - _times(other)
    return sorted(each for each, count in more.items() if count >= _OFTENER)


def _times(term: Term) -> Counter[str]:
    if not wording.is_wide(term):
        return Counter(filter(wording.is_telling, term))
    pairs = (first + second for first, second in pairwise(term) if not (first.isascii() or second.isascii()))
    return Counter(chain(pairs, filter(str.isascii, term)))
