"""What studycli exported comes back as the same notes, whatever stands in them."""

from dataclasses import replace

import deck_strategies
import pytest
from anki_reading import read_package
from html_meaning import meaning
from hypothesis import HealthCheck, given, settings

from studycli.core.model import (
    Choice,
    Cloze,
    Deck,
    MultipleChoice,
    Note,
    NoteId,
    OpenQuestion,
    Source,
    Text,
)
from studycli.exporters.anki_note import rendered
from studycli.exporters.apkg import render
from studycli.exporters.edition import edition
from studycli.exporters.exporter import Options
from studycli.exporters.markdown_html import clean

plain = Text.plain


def both(en, zh):
    return Text((("en", en), ("zh", zh)))


NOTES = [
    Note(
        id=NoteId("hash-lookup"),
        title=both("Hash lookup", "哈希查找"),
        body=OpenQuestion(
            both("How fast is `dict[key]`?", "哈希表有多快？"),
            both(
                "On average:\n\n```python\ndef find(table, key):\n    return table[key]  # a < b\n```\n\n$$\\alpha = \\frac{n}{m} < 1$$\n\n"
                "| load | probes |\n|---|---:|\n| 0.5 | $1.5$ |\n\n1. one\n   - two\n2. three\n\n> quoted *text*\n\n# Worst case\n\n$O(n)$, e.g. `map<int, int>`.",
                "平均 $O(1)$。",
            ),
        ),
        points=(both("average $O(1)$", "平均 $O(1)$"), plain("worst case **linear**")),
        explanation=plain("The load factor bounds the *expected* chain.\n\nSee <https://a.b/c_d>."),
        hint=plain("Think of buckets."),
        pitfalls=(both("It is not always constant.", "不总是常数。"),),
        aliases=("dict", "hash map & co", "散列"),
        tags=("interview", "a/b"),
        references=("Knuth, vol. 3, \\<section 6.4>", "https://a.b/c"),
    ),
    Note(
        id=NoteId("load-factor"),
        body=Cloze(
            both(
                "Load is {{c1::$\\frac{n}{m_{0} }$::a ratio}} in {{c2::`std::map`}}, not {{c1::a:\\:b}}.",
                "负载是 {{c1::比率}}，{{c2::x}}",
            )
        ),
    ),
    Note(
        id=NoteId("stable-sort"),
        body=MultipleChoice(
            both("Which sorts are stable?", "哪些排序稳定？"),
            (
                Choice(both("merge sort", "归并排序"), True, plain("equal keys keep their order")),
                Choice(plain("heap sort"), why=both("the heap mixes them", "堆会打乱")),
                Choice(plain("`quick < sort`")),
            ),
        ),
        hint=plain("equal keys"),
    ),
    Note(id=NoteId("lru"), body=OpenQuestion(plain("LRU"), plain("least recently used"), reversed=True)),
]


def exported(path, decks):
    path.write_bytes(render(decks, Options("both")))
    return path


def test_notes_of_every_kind_come_back_word_for_word(tmp_path):
    deck = Deck(name="algorithms/tables", description=plain("Keys & values."), tags=("algorithms",), notes=tuple(NOTES))
    (found,) = read_package(exported(tmp_path / "own.apkg", (deck,))).decks
    source = Source("own.apkg", "algorithms::tables")
    assert found.notes == tuple(replace(note, tags=deck.tags_of(note), sources=(source,)) for note in NOTES)
    assert found.description == deck.description
    assert found.name == "algorithms::tables"


@pytest.mark.anki
@pytest.mark.parametrize("legacy", [False, True])
def test_they_come_back_through_the_real_anki(tmp_path, phone, legacy):
    phone.take(exported(tmp_path / "own.apkg", (Deck(name="a/b", notes=tuple(NOTES)),)))
    found = read_package(phone.share(legacy=legacy))
    notes = {note.id: replace(note, sources=(), tags=()) for deck in found.decks for note in deck.notes}
    assert notes == {note.id: replace(note, tags=()) for note in NOTES}
    assert not found.problems


@pytest.mark.parametrize("text", ["0\n#", "0\n>", "0\n\n-", "0\n\n3. >", "#\n\n0"])
def test_a_choice_is_one_line_beside_blocks_without_anything(tmp_path, text):
    choices = (Choice(Text.plain(text), True), Choice(Text.plain("b")))
    note = Note(id=NoteId("n"), body=MultipleChoice(Text.plain("q"), choices))
    (deck,) = read_package(exported(tmp_path / "own.apkg", (Deck(name="a", notes=(note,)),))).decks
    assert seen(deck.notes[0]) == seen(note)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deck_strategies.decks)
def test_any_note_comes_back_with_its_meaning(tmp_path, deck):
    """Its fields are what a reader sees of it; what leaves no trace there may differ."""
    made = edition((deck,), "both")
    if not made:
        return
    found = read_package(exported(tmp_path / "own.apkg", made)).decks
    back = {note.id: note for each in found for note in each.notes}
    for note in made[0].notes:
        # A question such as `#` is an empty heading: it asks nothing.
        if meaning(rendered(note)[0]):
            assert seen(back[note.id]) == seen(note)


def seen(note):
    """All fields but the one for searching, with the id and the spares behind it, and the words that find the note."""
    words = dict.fromkeys(" ".join(clean(alias).split()) for alias in note.aliases)
    return [meaning(field) for field in rendered(note)[:-5]], [word for word in words if word]
