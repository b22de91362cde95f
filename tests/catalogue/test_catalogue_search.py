"""What a search gives first, what it marks, and what it proposes when nothing fits."""

import pytest
from library_files import NOW, deck_of, open_catalogue, write_library
from test_catalogue_sql import write_history

from studycli.core.history import Progress
from studycli.core.model import CardId, Cloze, Deck, Note, NoteId, OpenQuestion, Text
from studycli.core.query import parse
from studycli.core.schedule import State


def note(name, question, answer="-", **more):
    return Note(id=NoteId(name), body=OpenQuestion(Text.plain(question), Text.plain(answer)), **more)


NOTES = (
    note("n1", "What else?", "A long answer that names dropout once, and dropout again."),
    note("n2", "Which point?", points=(Text.plain("uses dropout"),)),
    note("n3", "Tagged?", tags=("dropout",)),
    note("n4", "What is dropout for?", "x"),
    note("n5", "Why?", title=Text.plain("Dropout in convolutional layers")),
    note("n6", "Which one?", title=Text((("en", "Dropout"), ("zh", "随机失活")))),
    note("n7", "Another name?", aliases=("dropout",)),
    note("n8", "图像卷积网络是什么？", "先说\n- 然后卷积神经网络中的 BN层\n- 最后"),
    note("n9", "C++ 与 C# 的区别？", "templates"),
    note("n10", "Fine-tuning a model", "BatchNorm and Transformer"),
    Note(id=NoteId("gap"), body=Cloze(Text.plain("batch {{c1::normalisation::what?}} layer"))),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    write_library(folder / "decks", {"ml": Deck(name="", tags=("deep",), notes=NOTES)})
    return open_catalogue(folder)


def search(catalogue, text, limit=10, **options):
    return catalogue.search(parse(text), limit=limit, **NOW, **options)


def found(catalogue, text, **options):
    return [hit.id for hit in search(catalogue, text, **options).hits]


def test_names_come_before_words_of_names_before_tags_and_points_before_text(catalogue):
    ids = found(catalogue, "dropout")
    assert set(ids[:2]) == {"n6", "n7"}
    assert set(ids[2:4]) == {"n4", "n5"}
    assert set(ids[4:6]) == {"n2", "n3"}
    assert ids[6:] == ["n1"]


@pytest.mark.parametrize("limit", range(1, 8))
def test_fewer_results_are_the_first_of_more(catalogue, limit):
    results = search(catalogue, "dropout", limit=limit)
    assert [hit.id for hit in results.hits] == found(catalogue, "dropout")[:limit]
    assert results.total == 7


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("卷积", ["n8"]),
        ("积网", ["n8"]),
        ("的", ["n8", "n9"]),
        ("BN层", ["n8"]),
        ("bn 层", ["n8"]),
        ("ＢＮ层", ["n8"]),
        ("C++", ["n9"]),
        ("C#", ["n9"]),
        ("fine tuning", ["n10"]),
        ("fine-tuning", ["n10"]),
        ('"tuning fine"', []),
        ("tuning fine", ["n10"]),
        ("finetuning", ["n10"]),
        ("Fine-tunings", ["n10"]),
        ("batch norm or batchnorms", ["n10"]),
        ("batch-norm", ["n10"]),
        ("batch norm", ["n10"]),
        ('"batch norm"', []),
        ("transformers", ["n10"]),
        ("template", ["n9"]),
        ("batch normalization layers", ["gap"]),
        ("model -finetuning", []),
        ("batch normalisation layer", ["gap"]),
        ('"batch normalisation layer"', ["gap"]),
        ('"随机失活 which"', []),
        ("deep -tag:dropout batch", ["gap"]),
        ("dropout (points or tagged)", ["n2", "n3"]),
        ("tag:dropout or transformer", ["n10", "n3"]),
        ("id:gap or id:n9", ["n9", "gap"]),
        ("has:cloze", ["gap"]),
    ],
)
def test_found_exactly(catalogue, text, ids):
    results = search(catalogue, text)
    only_some = results.partial and len(results.hits) <= results.total
    assert sorted(hit.id for hit in results.hits[: results.total] if not only_some) == sorted(ids)


def test_a_hit_shows_where_it_matches(catalogue):
    (hit,) = search(catalogue, "卷积").hits
    assert hit.passage.text == "然后卷积神经网络中的 BN层"
    assert [hit.passage.text[start:end] for start, end in hit.passage.spans] == ["卷积"]
    assert (hit.deck, hit.tags, hit.title, hit.question.show()) == ("ml", ("deep",), None, "图像卷积网络是什么？")


def test_the_passage_of_a_match_elsewhere_is_the_answer_s_beginning(catalogue):
    assert search(catalogue, "图像").hits[0].passage.text == "先说"
    assert search(catalogue, "图像").hits[0].passage.spans == ()


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("- **随机失活**：`p` 为 $p_i$", ["随机失活"]),
        ("1. 随*机*失活", ["随机失活"]),
        ("```\nx = 随机失活(**y)\n```", ["随机失活"]),
    ],
)
def test_a_passage_has_no_marks_of_markdown_and_is_marked_where_it_matches(tmp_path, answer, shown):
    write_library(tmp_path / "decks", {"a": deck_of(("a", "q", answer))})
    passage = search(open_catalogue(tmp_path), "随机失活").hits[0].passage
    assert [passage.text[start:end] for start, end in passage.spans] == shown
    assert passage.text in ("随机失活：p 为 p_i", "随机失活", "x = 随机失活(**y)")


def test_a_long_line_is_cut_around_the_match(tmp_path):
    write_library(tmp_path / "decks", {"a": deck_of(("a", "q", "word " * 100 + "needle " + "word " * 100))})
    passage = search(open_catalogue(tmp_path), "needle").hits[0].passage
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert len(passage.text) <= 202
    assert [passage.text[start:end] for start, end in passage.spans] == ["needle"]


def test_a_line_is_cut_between_words(tmp_path):
    write_library(tmp_path / "decks", {"a": deck_of(("a", "q", "sometimes " * 30 + "needle" + " sometimes" * 30))})
    passage = search(open_catalogue(tmp_path), "needle").hits[0].passage
    assert set(passage.text.strip("…").split()) == {"sometimes", "needle"}


def test_a_line_that_goes_on_below_is_read_as_one(tmp_path):
    write_library(tmp_path / "decks", {"a": deck_of(("a", "q", "Averaging over the masks gives the\nridge penalty."))})
    passage = search(open_catalogue(tmp_path), "masks").hits[0].passage
    assert passage.text == "Averaging over the masks gives the ridge penalty."


BOTH = Note(
    id=NoteId("a"),
    title=Text((("en", "Softmax"), ("zh", "柔性最大值"))),
    body=OpenQuestion(
        Text((("en", "What is it?"), ("zh", "是什么？"))),
        Text(
            (
                ("en", "Begins in English\n\nand goes on with logits"),
                ("zh", "先写中文\n\nsoftmax 与 logits 和 temperature"),
            )
        ),
    ),
    points=(Text.plain("one note for all"),),
)


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("logits", "en", "and goes on with logits"),
        ("logits", "zh", "softmax 与 logits 和 temperature"),
        ("logits", "de", "and goes on with logits"),
        ("logits", "", "and goes on with logits"),
        ("temperature", "", "softmax 与 logits 和 temperature"),
        # A passage that can be read says more than one with the word in it.
        ("softmax", "en", "Begins in English"),
        ("softmax logits temperature", "en", "and goes on with logits"),
        ("temperature", "en", "Begins in English"),
        ("temperature", "zh", "softmax 与 logits 和 temperature"),
        # Who asks in a script can read it.
        ("中文", "en", "先写中文"),
        ("中文 logits", "en", "and goes on with logits"),
        ("柔性 logits", "en", "and goes on with logits"),
        ("柔性", "en", "Begins in English"),
        ("English", "zh", "Begins in English"),
        ("softmax 中文", "zh", "先写中文"),
        ("note", "zh", "one note for all"),
        ("柔性 note", "zh", "one note for all"),
        ("Softmax zebra", "zh-TW", "Begins in English"),
    ],
)
def test_the_passage_is_in_the_language_that_is_read(tmp_path, text, language, shown):
    write_library(tmp_path / "decks", {"a": Deck(name="", notes=(BOTH,))})
    assert search(open_catalogue(tmp_path), text, language=language).hits[0].passage.text == shown


@pytest.mark.parametrize(
    ("text", "suggestion", "first"),
    [
        ("droput", "dropout", {"n6", "n7"}),
        ("dropuot", "dropout", {"n6", "n7"}),
        ("dropoutt", "dropout", {"n6", "n7"}),
        ("dripout", "dropout", {"n6", "n7"}),
        ("transfomer", "transformer", {"n10"}),
        ('"transfomer model"', '"transformer model"', {"n10"}),
        ("ｄｒｏｐｕｔ", "dropout", {"n6", "n7"}),
        ("xropout", "dropout", {"n6", "n7"}),
        ("fine-tunning", "fine-tuning", {"n10"}),
        ("tunning transfomer", "tuning transformer", {"n10"}),
        ("transf", "transformer", {"n10"}),
        ("(transfomer or droput) -layers", "(transformer or dropout) -layers", {"n6", "n7"}),
    ],
)
def test_one_typing_error(catalogue, text, suggestion, first):
    results = search(catalogue, text)
    assert results.partial
    assert results.suggestions == (suggestion,)
    assert results.hits[0].id in first


NAMED = (
    note("open", "?", title=Text.plain("Fine tuning")),
    note("closed", "?", aliases=("finetuning",)),
    note("many", "?", title=Text.plain("Activation functions")),
    note("about", "An activation function, and another activation function", "activation function"),
    note("cnn", "?", title=Text.plain("卷积神经网络")),
    note("text", "?", "图像的卷积神经网与网络"),
    note("reg", "?", title=Text.plain("Regularisation")),
    note("two", "?", aliases=("均方误差", "为什么用熵")),
)


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    folder = tmp_path_factory.mktemp("named")
    write_library(folder / "decks", {"ml": Deck(name="", notes=NAMED)})
    return open_catalogue(folder)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("fine tuning", ["open", "closed"]),
        ("finetuning", ["closed", "open"]),
        ("Fine-tuning", ["open", "closed"]),
        ("activation function", ["many", "about"]),
        ("activation-functions", ["many", "about"]),
        ("regularizations", ["reg"]),
    ],
)
def test_the_exact_name_comes_first_and_then_its_other_writings(named, text, ids):
    assert found(named, text) == ids
    scores = [hit.score for hit in search(named, text).hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "text",
    ["卷积神经网路", "倦积神经网络", "卷积神精网络", "卷积神网络", "卷积神经网的络", "卷积神经网络络", "积神经网络构"],
)
def test_one_character_of_a_chinese_name_may_be_wrong_or_missing_or_too_many(named, text):
    results = search(named, text)
    assert results.partial and results.hits[0].id == "cnn"


def test_a_name_but_for_one_character_does_not_run_over_two_names(named):
    assert search(named, "为什么用残差").hits[0].score < search(named, "卷积神经网路").hits[0].score


def test_all_words_with_their_typing_errors_put_right_come_before_some_words(named):
    results = search(named, "activaton functoin")
    assert results.suggestions == ("activation function",)
    assert [hit.id for hit in results.hits] == ["many", "about"]


@pytest.mark.parametrize("text", ['"fine tuning"', "finetuning -tuning"])
def test_a_name_in_another_writing_is_found_only_where_that_was_asked_for(named, text):
    results = search(named, text)
    assert ([hit.id for hit in results.hits], results.total) == ([results.hits[0].id], 1)


def test_a_misspelling_that_the_library_lists_is_put_right_beside_another_word(tmp_path):
    told = ((f"n{at}", "Dropout", "units") for at in range(12))
    alias = note("listed", "?", aliases=("droput", "lonely"))
    write_library(tmp_path / "decks", {"a": deck_of(*told), "b": Deck(name="", notes=(alias,))})
    catalogue = open_catalogue(tmp_path)
    assert found(catalogue, "droput") == ["listed"]
    results = search(catalogue, "droput units")
    assert (results.suggestions, results.hits[0].id) == (("dropout units",), "n0")
    assert search(catalogue, "dropout lonely").suggestions == ()
    assert search(catalogue, "droput zebra").suggestions == ()


def test_a_writing_is_marked_where_it_stands(named):
    (hit,) = search(named, "activation-functions id:about").hits
    assert [hit.passage.text[start:end] for start, end in hit.passage.spans] == ["activation function"]


@pytest.mark.parametrize("text", ["dro", "卷机", "qqqqqqqq", "dropout zebra", "dropout"])
def test_no_suggestion(catalogue, text):
    assert search(catalogue, text).suggestions == ()


def test_the_best_partial_matches_are_said_to_be_partial(catalogue):
    results = search(catalogue, "卷积神经网路")
    assert results.partial
    assert [hit.id for hit in results.hits] == ["n8"]
    assert [results.hits[0].passage.text[a:b] for a, b in results.hits[0].passage.spans] == ["卷积神经网络"]
    assert found(catalogue, "dropout zebra")[0] in ("n6", "n7")


def test_partial_matches_keep_to_the_rest_of_the_query(catalogue):
    assert found(catalogue, "dropout zebra tag:dropout") == ["n3"]
    assert search(catalogue, "dropout zebra is:suspended").hits == ()


def test_nothing_at_all(catalogue):
    results = search(catalogue, "zebra")
    assert (results.total, results.partial, results.hits) == (0, False, ())


def test_the_empty_query_lists_the_library(catalogue):
    results = search(catalogue, "", limit=3)
    assert (results.total, [hit.id for hit in results.hits]) == (11, ["n1", "n2", "n3"])


def test_a_hit_s_standing_is_that_of_the_card_that_comes_first(tmp_path):
    cloze = Note(id=NoteId("gap"), body=Cloze(Text.plain("{{c1::softmax}} {{c2::b}} {{c3::c}}")))
    write_library(tmp_path / "decks", {"a": Deck(name="", notes=(cloze, note("open", "softmax?", " ")))})
    catalogue = open_catalogue(tmp_path)
    history = [
        Progress(card=CardId("gap/c2"), state=State.REVIEW, due=20_009),
        Progress(card=CardId("gap/c3"), state=State.REVIEW, due=20_003),
    ]
    standing = {hit.id: (hit.state, hit.due) for hit in search(catalogue, "softmax").hits}
    assert standing == {"gap": (State.NEW, None), "open": (None, None)}
    catalogue.attach_history(write_history(tmp_path / "history.db", history))
    assert (search(catalogue, "id:gap").hits[0].state, search(catalogue, "id:gap").hits[0].due) == (
        State.REVIEW,
        20_003,
    )


def test_few_results_are_filled_up_behind_the_full_ones(catalogue):
    results = search(catalogue, "deep -tag:dropout batch")
    assert (results.total, results.partial) == (1, True)
    assert results.hits[0].id == "gap" and len(results.hits) > 1
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)
    assert search(catalogue, "dropout").partial is False


def test_of_several_with_one_name_and_other_ids_the_one_that_says_most_of_it_comes_first(tmp_path):
    notes = (
        note("a", "Why?", "Other things, at some length", aliases=("finetune", "other", "things")),
        note("b", "How to finetune?", "finetune", aliases=("finetune",)),
    )
    write_library(tmp_path / "decks", {"ml": Deck(name="", notes=notes)})
    assert found(open_catalogue(tmp_path), "finetune") == ["b", "a"]


def test_a_word_of_the_title_says_more_than_one_of_the_question(tmp_path):
    notes = (
        note("a", "What does softmax give?", title=Text.plain("What comes out")),
        note("b", "What comes out of it?", title=Text.plain("What softmax gives")),
    )
    write_library(tmp_path / "decks", {"ml": Deck(name="", notes=notes)})
    assert found(open_catalogue(tmp_path), "softmax") == ["b", "a"]


def test_of_several_with_one_name_the_note_whose_id_it_is_comes_first(tmp_path):
    notes = tuple(
        Note(id=NoteId(name), body=OpenQuestion(Text.plain("q"), Text.plain("a")), aliases=("fine-tuning",))
        for name in ("a-recogniser", "another", "fine-tuning")
    )
    write_library(tmp_path / "decks", {"ml": Deck(name="", notes=notes)})
    catalogue = open_catalogue(tmp_path)
    for text in ("fine-tuning", "fine tuning"):
        assert search(catalogue, text, limit=2).hits[0].id == "fine-tuning"
    catalogue.close()


FACETS = (
    note("clip.norm", "Which gradient?"),
    note("sgd", "Gradient descent"),
    note("clip", "Gradient clipping and so many other words that it comes late"),
    note("clip.code", "?", "gradient"),
    note("late", "?", "gradient"),
    note("adam", "Normalise the colour of a gradient in the text that is the longest of all, by far the longest"),
    note("bn", "Batch normalization"),
    *(note(f"normalise-{number}", "Normalising?", "gradient") for number in range(15)),
)


@pytest.fixture(scope="module")
def facets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("facets")
    write_library(folder / "decks", {"ml": Deck(name="", notes=FACETS)})
    return open_catalogue(folder)


def test_the_notes_of_a_concept_stand_together_within_their_level(facets):
    hits = search(facets, "gradient").hits
    assert sorted(hit.id for hit in hits[:4]) == ["adam", "clip", "clip.norm", "sgd"]
    ids = [hit.id for hit in hits]
    assert abs(ids.index("clip") - ids.index("clip.norm")) == 1
    assert ids[4] == "clip.code"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("limit", [1, 2, 3, 9, 10, 11, 20])
def test_fewer_results_are_the_first_of_more_with_concepts_too(facets, limit):
    assert found(facets, "gradient", limit=limit) == found(facets, "gradient", limit=50)[:limit]


@pytest.mark.parametrize(
    ("one", "other"),
    [("normalise", "normalize"), ("batch normalisation", "batch normalization"), ("colour", "color")],
)
def test_british_and_american_words_find_the_same_in_the_same_order(facets, one, other):
    assert found(facets, one) == found(facets, other) != []
