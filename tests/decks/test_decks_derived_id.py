"""The ids of notes whose author wrote none."""

from hashlib import sha256

from studycli.decks.reader import read_text


def ids(*notes: str) -> list[str]:
    text = "notes:\n" + "".join(f"- {{{note}}}\n" for note in notes)
    deck = read_text(text, path="", name="deck").deck
    assert deck is not None
    return [note.id for note in deck.notes]


def derived(question: str) -> str:
    return "n-" + sha256(question.encode()).hexdigest()[:12]


A = derived("a")


def test_it_is_made_from_the_question_or_cloze_in_its_first_language() -> None:
    assert ids("question: a, answer: b") == [A]
    assert ids("question: {zh: 问, en: a}, answer: b") == [derived("问")]
    assert ids("cloze: 'b {{c1::c}}'") == [derived("b {{c1::c}}")]
    assert ids("question: a, choices: [{text: b, correct: true}, {text: c}]") == [A]


def test_white_space_and_how_accents_are_encoded_do_not_matter() -> None:
    assert ids("question: 'e\u0301  a\u3000b ', answer: c") == ids("question: é a b, answer: c") == [derived("é a b")]


def test_equal_questions_are_numbered_in_file_order() -> None:
    assert ids(*["question: a, answer: b"] * 3) == [A, f"{A}-2", f"{A}-3"]


def test_it_never_is_one_that_somebody_wrote() -> None:
    assert ids("question: a, answer: b", f"id: {A}, question: c, answer: d") == [f"{A}-2", A]
    assert ids(*["question: a, answer: b"] * 3, f"id: {A}-2, question: c, answer: d") == [
        A,
        f"{A}-3",
        f"{A}-4",
        f"{A}-2",
    ]


def test_writing_one_down_or_mending_a_fault_moves_no_other() -> None:
    assert ids(f"id: {A}, question: a, answer: b", "question: a, answer: b") == [A, f"{A}-2"]
    assert ids("question: a", "question: a, answer: b") == [f"{A}-2"]


def test_it_is_said_to_be_derived() -> None:
    deck = read_text("notes:\n- {question: a, answer: b}\n- {id: c, question: c, answer: d}\n", path="", name="d").deck
    assert deck is not None
    assert [note.id_is_derived for note in deck.notes] == [True, False]
