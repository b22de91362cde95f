"""Packages in the real Anki: what comes in, what an import again does, and what is on the cards."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from seen_text import seen

from studycli.core.model import Cloze, Deck, Note, NoteId, OpenQuestion, Text
from studycli.exporters.apkg import render
from studycli.exporters.exporter import Options
from studycli.exporters.lock import Lock, advance, modified

pytestmark = pytest.mark.anki
collection = pytest.importorskip("anki.collection", reason="the real Anki is not installed")
CardAnswer = pytest.importorskip("anki.scheduler.v3").CardAnswer

NOW = 2_000_000_000
plain = Text.plain


class Phone:
    """A collection of Anki's, and the lock that lies beside the decks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock: Lock = {}
        self.col = collection.Collection(str(folder / "collection.anki2"))

    def take(self, decks: tuple[Deck, ...], now: int = NOW) -> dict[str, int]:
        """Exports the decks and imports the package as Anki's dialogue does unless told otherwise."""

        def advanced(contents: Mapping[NoteId, str]) -> Mapping[NoteId, int]:
            self.lock = advance(self.lock, contents, now)
            return modified(self.lock)

        path = self.folder / "deck.apkg"
        path.write_bytes(render(decks, Options("both", advanced)))
        options = collection.ImportAnkiPackageOptions(update_notes=0, update_notetypes=0)
        request = collection.ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.col.import_anki_package(request).log
        parts = {"new": log.new, "updated": log.updated, "left": log.duplicate, "conflicting": log.conflicting}
        return {name: len(found) for name, found in parts.items() if found}

    def note(self, note: str) -> Any:
        return self.col.get_note(self.col.find_notes(f"Id:{note}")[0])

    def answer(self, cards: int) -> list[tuple[Any, ...]]:
        for deck in self.col.decks.all_names_and_ids():
            self.col.decks.select(deck.id)
            while cards and (queue := self.col.sched.get_queued_cards().cards):
                card = self.col.get_card(queue[0].card.id)
                card.start_timer()
                answer = self.col.sched.build_answer(card=card, states=queue[0].states, rating=CardAnswer.EASY)
                self.col.sched.answer_card(answer)
                cards -= 1
        return self.studied()

    def studied(self) -> list[tuple[Any, ...]]:
        """What was learned: the review log and the state of the cards."""
        cards = self.col.db.all(
            "select id, type, queue, due, ivl, reps, lapses, data from cards where reps order by id"
        )
        return [*map(tuple, self.col.db.all("select * from revlog order by id")), *map(tuple, cards)]


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    made = Phone(tmp_path)
    yield made
    made.col.close()


def with_answer(decks: tuple[Deck, ...], answer: str) -> tuple[Deck, ...]:
    """The decks with another answer to their last note."""
    *others, deck = decks[:2]
    *kept, last = deck.notes
    edited = replace(last, body=OpenQuestion(plain("LRU"), plain(answer), reversed=True))
    return (*others, replace(deck, notes=(*kept, edited)))


def test_a_first_import_is_clean(phone: Phone, decks: tuple[Deck, ...]) -> None:
    assert phone.take(decks) == {"new": 4}
    names = {deck.name for deck in phone.col.decks.all_names_and_ids()}
    assert names == {"Default", "algorithms", "algorithms::tables", "sorting"}
    assert phone.col.card_count() == 6
    assert phone.col.get_empty_cards().notes == []
    assert phone.col.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert sorted(phone.note("hash-lookup").tags) == ["algorithms", "interview"]
    assert len(phone.col.find_notes('"return table.get"')) == 1


def test_the_edited_note_is_updated_and_what_was_learned_is_kept(phone: Phone, decks: tuple[Deck, ...]) -> None:
    phone.take(decks)
    studied = phone.answer(5)
    assert len(studied) == 10
    assert phone.take(with_answer(decks, "the one not used for longest goes"), NOW + 5) == {"updated": 1, "left": 3}
    assert phone.note("lru")["Answer"] == "<p>the one not used for longest goes</p>"
    assert phone.studied() == studied
    assert phone.col.card_count() == 6
    assert {kind.name for kind in phone.col.models.all_names_and_ids() if "studycli" in kind.name} == {
        *("studycli Basic", "studycli Cloze", "studycli Choice")
    }


def test_an_edit_made_in_anki_survives_until_the_deck_changes(phone: Phone, decks: tuple[Deck, ...]) -> None:
    phone.take(decks)
    mine = phone.note("lru")
    mine["Answer"] = "my own words"
    phone.col.update_note(mine)
    assert phone.take(decks, NOW + 5) == {"left": 4}
    assert phone.note("lru")["Answer"] == "my own words"
    assert phone.take(with_answer(decks, "new"), NOW + 9) == {"updated": 1, "left": 3}
    assert phone.note("lru")["Answer"] == "<p>new</p>"


def test_new_gaps_become_cards_and_notes_that_are_gone_stay(phone: Phone, decks: tuple[Deck, ...]) -> None:
    phone.take(decks)
    studied = phone.answer(2)
    gap = Note(id=NoteId("load-factor"), body=Cloze(plain("{{c1::a}} {{c2::b}} {{c3::c}}")))
    assert phone.take((replace(decks[0], notes=(gap,)),), NOW + 5) == {"updated": 1}
    assert phone.col.note_count() == 4
    assert phone.col.card_count() == 7
    assert phone.studied() == studied


def test_what_moved_stays_where_its_cards_are(phone: Phone, decks: tuple[Deck, ...]) -> None:
    phone.take(decks)
    studied = phone.answer(2)
    renamed = (decks[0], replace(decks[1], name="other/place"))
    assert phone.take(renamed, NOW + 5) == {"left": 4}
    homes = {phone.col.decks.name(card.did) for note in ("lru", "stable-sort") for card in phone.note(note).cards()}
    assert homes == {"sorting"}
    assert phone.studied() == studied


def test_a_merged_pair_keeps_both_histories(phone: Phone, decks: tuple[Deck, ...]) -> None:
    phone.take(decks)
    studied = phone.answer(5)
    kept = replace(decks[1].notes[1], aliases=("stable sort",))
    assert phone.take((decks[0], replace(decks[1], notes=(kept,))), NOW + 5) == {"updated": 1, "left": 2}
    assert phone.col.note_count() == 4
    assert phone.studied() == studied


def test_another_kind_under_one_id_is_refused_whole(phone: Phone, decks: tuple[Deck, ...]) -> None:
    phone.take(decks)
    studied = phone.answer(5)
    gap = Note(id=NoteId("lru"), body=Cloze(plain("least {{c1::recently}} used")))
    assert phone.take((decks[0], replace(decks[1], notes=(gap,))), NOW + 5) == {"conflicting": 1, "left": 2}
    assert phone.note("lru")["Answer"] == "<p>least recently used</p>"
    assert phone.studied() == studied


@pytest.mark.parametrize("name", ["0", "a.b_c-D", "Z" * 64, "9--..__", "c1", "CON"])
def test_every_legal_id_is_a_note(phone: Phone, name: str) -> None:
    note = Note(id=NoteId(name), body=OpenQuestion(plain("Q"), plain("A")))
    assert phone.take((Deck(name="d", notes=(note,)),)) == {"new": 1}
    assert phone.take((Deck(name="d", notes=(note,)),)) == {"left": 1}
    assert phone.note(name).guid == f"studycli:{name}"


def test_an_answer_of_a_megabyte(phone: Phone) -> None:
    answer = "word < & $x$ " * 80_000
    note = Note(id=NoteId("long"), body=OpenQuestion(plain("Q"), plain(answer)))
    assert phone.take((Deck(name="d", notes=(note,)),)) == {"new": 1}
    assert face(phone.note("long").cards()[0].answer()).count("word < & ") == 80_000


def test_the_solution_is_not_in_ankis_list_of_cards(phone: Phone, decks: tuple[Deck, ...]) -> None:
    phone.take(decks)
    (card,) = phone.note("stable-sort").cards()
    phone.col.set_browser_card_columns(["question"])
    assert "✓" in card.question()
    assert "✓" not in phone.col.browser_row_for_id(card.id)[0].__next__()[0]


NASTY = [
    "a < b && c > d",
    "vector<int> v; map<int, T&>",
    "</div></details> <script>alert(1)</script> <!-- no -->",
    "tab\there, line\nbreak",
    "bell\x07, unit\x1fseparator, nul\x00",
    "👩‍🔬 עברית العربية 中文",
    "{{Question}} {{FrontSide}} %} [sound:none.mp3] [[type:Id]] [latex]x[/latex]",
    "&lt;b&gt; entities",
    r"code `}} :: {{c1::x}} \(`",
    "long " + "x<y " * 25_000,
]


def face(rendered: str) -> str:
    """What is seen of one side of a card, without the style sheet before it."""
    return seen(rendered.partition("</style>")[2])


def expected(text: str) -> str:
    pictured = text.translate({7: "␇", 0x1F: "␟", 0: "␀"}).replace("`", "")
    return " ".join(pictured.replace("&lt;", "<").replace("&gt;", ">").split())


def test_nasty_texts_are_shown_as_written(phone: Phone) -> None:
    notes = [
        Note(id=NoteId(f"q{at}"), body=OpenQuestion(plain(f"Q {text}"), plain(f"A {text}")), hint=plain(text))
        for at, text in enumerate(NASTY)
    ]
    phone.take((Deck(name="nasty", notes=tuple(notes)),))
    assert phone.col.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert not phone.col.media.check().missing
    for at, text in enumerate(NASTY):
        card = phone.note(f"q{at}").cards()[0]
        assert face(card.question()) == f"Q {expected(text)} Hint · 提示 {expected(text)}"
        assert face(card.answer()) == f"Q {expected(text)} A {expected(text)}"
        assert "none.mp3" not in str(card.answer_av_tags())


@pytest.mark.parametrize(
    ("cloze", "hidden", "answer"),
    [
        (r"so {{c1::$\frac{a}{b^{c}}$}} end", "so [...] end", r"so \(\frac{a}{b^{c} }\) end"),
        (r"so $x = {{c1::\frac{a}{b}}}$", r"so \(x = [...]\)", r"so \(x = \frac{a}{b} \)"),
        ("a {{c1::`std::map<k, v>`::type}} end", "a [type] end", "a std::map<k, v> end"),
        ("a {{c1::`{{}}`}} end", "a [...] end", "a {{}} end"),
        ("a {{c1::x < y}} & {{c2::z}} }} end", "a [...] & z }} end", "a x < y & z }} end"),
        ("a {{c1::one\n\ntwo::`h`}} end", "a [h] end", "a one two end"),
    ],
)
def test_clozes_hide_and_show_what_was_written(phone: Phone, cloze: str, hidden: str, answer: str) -> None:
    phone.take((Deck(name="cloze", notes=(Note(id=NoteId("gap"), body=Cloze(plain(cloze))),)),))
    card = phone.note("gap").cards()[0]
    assert face(card.question()) == hidden
    assert face(card.answer()) == answer


def test_every_part_is_on_the_card(phone: Phone, decks: tuple[Deck, ...]) -> None:
    phone.take(decks)

    def answers(note: str) -> list[str]:
        return [face(card.answer()) for card in phone.note(note).cards()]

    lookup = answers("hash-lookup")[0]
    for part in (
        "哈希表有多快？",
        "\\[\\alpha = \\frac{n}{m} < 1\\]",
        "Points · 要点",
        "Pitfalls · 易错",
        "<section 6.4>",
    ):
        assert part in lookup
    assert answers("lru") == ["LRU least recently used", "least recently used LRU"]
    question = face(phone.note("stable-sort").cards()[0].question())
    assert question == "Which sorts are stable? merge sort heap sort quick < sort Hint · 提示 equal keys"
    assert "✓ merge sort equal keys keep their order ✗ heap sort" in answers("stable-sort")[0]
