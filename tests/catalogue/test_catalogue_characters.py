"""Chinese terms with one character wrong, missing or too many, wherever they stand in the library."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_files import NOW, deck_of, open_catalogue, write_library

from studycli.core.model import Deck, Note, NoteId, OpenQuestion, Text
from studycli.core.query import parse
from studycli.core.words import words

IN_TEXTS = deck_of(
    ("anneal", "学习率？", "先预热，再用余弦退火；余弦退火之后停下。"),
    ("anneal.too", "另一种？", "余弦退火的学习率"),
    ("warm", "预热？", "退火不是回火，余弦也不是。学习率的参数"),
    ("adam", "优化器？", "Adam优化器的参数"),
    ("layers", "层？", "卷积层有参数，卷积层的参数，卷积层和别的"),
    ("many", "?", "甲乙丙丁"),
    ("other", "?", "甲乙丙戊"),
)
NAMED = Note(
    id=NoteId("named"),
    title=Text.plain("卷积神经网络"),
    body=OpenQuestion(Text.plain("?"), Text.plain("图神经网络")),
    aliases=("神经网络", "全连接"),
)
SKIP = Note(id=NoteId("skip"), body=OpenQuestion(Text.plain("?"), Text.plain("全连接不是")), aliases=("残差连接",))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("characters")
    write_library(folder / "decks", {"texts": IN_TEXTS, "names": Deck(name="", notes=(NAMED, SKIP))})
    return open_catalogue(folder)


def search(catalogue, text):
    return catalogue.search(parse(text), limit=10, **NOW)


@pytest.mark.parametrize(
    ("text", "suggestions", "first"),
    [
        ("余弦退活", ("余弦退火",), {"anneal", "anneal.too"}),
        ("余玄退火", ("余弦退火",), {"anneal", "anneal.too"}),
        ("余退火", ("余弦退火",), {"anneal", "anneal.too"}),
        ("余弦的退火", ("余弦退火",), {"anneal", "anneal.too"}),
        ("余退弦火", ("余弦退火",), {"anneal", "anneal.too"}),
        ("余弦退活 学习率", ("余弦退火 学习率",), {"anneal", "anneal.too"}),
        ("余弦退活 学习率 预热", ("余弦退火 学习率 预热",), {"anneal"}),
        ('"余弦退活" -预热', ('"余弦退火" -预热',), {"anneal.too"}),
        ("adam优化气", ("adam优化器",), {"adam"}),
        ("Adan优化气", ("adam优化器",), {"adam"}),
        ("卷积神经网路 图", ("卷积神经网络 图",), {"named"}),
        # A name before what stands in texts only, and before less than was typed.
        ("图卷积神经网络", ("卷积神经网络",), {"named"}),
        ("卷神经网络", ("卷积神经网络",), {"named"}),
        # A name that has all that was typed before one that has not.
        ("残连接", ("残差连接", "全连接"), {"skip"}),
        # Nothing stands out, or what does is no term.
        ("甲乙丙己", (), {"many", "other"}),
        ("卷积层数", (), {"named"}),
        ("退灭", (), set()),
    ],
)
def test_one_character_in_running_text(catalogue, text, suggestions, first):
    results = search(catalogue, text)
    assert results.partial == bool(results.hits)
    assert results.suggestions == suggestions
    assert {hit.id for hit in results.hits[:1]} <= first


def test_what_was_meant_is_marked_whole(catalogue):
    (hit, *_) = search(catalogue, "余玄退火").hits
    assert {hit.passage.text[start:end] for start, end in hit.passage.spans} == {"余弦退火"}


@settings(deadline=None, max_examples=25)
@given(
    # Without particles, which no term begins or ends with.
    st.lists(
        st.characters(min_codepoint=0x9000, max_codepoint=0x9FA5, exclude_characters="都"),
        min_size=4,
        max_size=9,
        unique=True,
    ),
    st.data(),
)
def test_any_term_of_a_text_is_found_with_one_character_wrong_or_missing(chars, data):
    term = "".join(chars)
    at = data.draw(st.integers(0, len(term) - 1))
    inner = data.draw(st.integers(1, len(term) - 2))
    with tempfile.TemporaryDirectory() as folder:
        write_library(Path(folder) / "decks", {"a": deck_of(("n", "q", f"前。{term}，后"), ("m", "q", "x"))})
        catalogue = open_catalogue(Path(folder))
        for typed in (f"{term[:at]}鿿{term[at + 1 :]}", f"{term[:inner]}{term[inner + 1 :]}"):
            results = search(catalogue, typed)
            assert ([hit.id for hit in results.hits], results.suggestions) == (["n"], (term,)), words(typed)
        catalogue.close()
