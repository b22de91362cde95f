import pytest

from studycli.core import wording
from studycli.core.concepts import concepts
from studycli.core.facets import facets
from studycli.core.model import Note, NoteId, OpenQuestion, Text
from studycli.core.words import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is a hash table?", "Please explain hash tables."),
        ("请简要解释写时复制的原理。", "写时复制的原理是什么？"),
        ("常见的锁有哪些？", "请列举几种锁。"),
        ("How does a B-tree split?", "how do B-trees split"),
    ],
)
def test_questions_about_one_thing_have_one_subject(one, other):
    assert wording.subject(one) == wording.subject(other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("为什么用缓存？", "如何用缓存？"),
        ("How do you go from A to B?", "How do you go from B to A?"),
        ("What is C?", "What is C++?"),
        ("批量归一化的优点", "批量归一化的缺点"),
        ("What is a list?", "What is a name?"),
    ],
)
def test_other_questions_have_other_subjects(one, other):
    assert wording.subject(one) != wording.subject(other)


def test_code_and_numbers_of_lists_are_no_prose():
    text = "1. first\n2) second\n```python\nx = 1\n```\nthe end"
    assert words(wording.prose(text)) == ("first", "second", "the", "end")
    assert wording.code(text) == ("x", "=", "1")


def test_what_is_unknown_to_the_other_is_named_whole():
    one, other = words("模型在自然语言处理中的原理"), words("模型在图像分割中的原理")
    assert (wording.unknown(one, other), wording.unknown(other, one)) == (["自然语言处理"], ["图像分割"])


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("什么是死锁？", "definition"),
        ("How does it work?", "mechanism"),
        ("A 和 B 的区别", "comparison"),
        ("Why?", "reason"),
    ],
)
def test_facets(question, facet):
    assert facet in facets(question)


def named(name, question="?", title=None, aliases=()):
    title = None if title is None else Text(tuple(title.items()))
    return Note(id=NoteId(name), body=OpenQuestion(Text.plain(question), Text.plain("")), title=title, aliases=aliases)


def test_a_concept_has_the_names_of_its_title_in_both_languages():
    one, other = named("a", "什么是背压？"), named("b", "What is backpressure?")
    bridge = named("c", title={"en": "Backpressure", "zh": "背压"})
    known = concepts([one, other, bridge])
    assert known.of(one) == known.of(other) == known.of(bridge) != frozenset()
    assert concepts([one, other]).of(one) == frozenset()


def test_a_name_and_its_abbreviation_are_one_concept():
    one, other = named("a", "请解释循环神经网络（RNN）的原理。"), named("b", "RNN 有什么用？")
    known = concepts([one, other])
    assert known.of(one) == known.of(other) != frozenset()


def test_an_alias_of_many_notes_is_a_topic_and_no_name():
    notes = [named(f"n{number}", title={"en": f"Thing {number}"}, aliases=("networks",)) for number in range(5)]
    known = concepts(notes)
    assert not known.of(notes[0]) & known.of(notes[1])


def test_what_a_concept_is_part_of_does_not_hide_it():
    notes = [named("a", title={"zh": "神经网络"}), named("b", title={"zh": "注意力"})]
    known = concepts(notes)
    assert known.of(named("c", "神经网络中的注意力有什么作用？")) == known.of(notes[1])
