"""What is wrong with a library is told in the language that is spoken."""

import gc
import io
import pickle
from pathlib import Path
from types import SimpleNamespace

import pytest
from library_files import LATE, NOW, deck_of, file_of, open_catalogue, write_library

from studycli import helpers, language
from studycli.catalogue import reading
from studycli.catalogue.codec import decode_problems
from studycli.catalogue.prepared import PreparedDeck
from studycli.core import messages
from studycli.core.query_tree import EVERYTHING

ENGLISH = 'a question needs an answer or choices; write one, or `answer: ""` for later'
CHINESE = '问题需要答案或选项；请补上，或先写 `answer: ""` 留待以后填写'
FAULTY = "notes:\n- {id: x, question: y}\n- {id: z, question: y, answer: z}\n"


@pytest.fixture
def library(tmp_path):
    root = write_library(tmp_path / "decks", {name: deck_of((name, "question")) for name in "ab"})
    (root / "faulty.yaml").write_text(FAULTY, encoding="utf-8")
    return root


@pytest.fixture
def read(monkeypatch):
    """Names of the files that were read since this was last cleared."""
    names = []
    monkeypatch.setattr(Path, "read_bytes", lambda path, real=Path.read_bytes: names.append(path.name) or real(path))
    return names


def told(tmp_path):
    catalogue = open_catalogue(tmp_path, now_ns=LATE)
    assert catalogue.select(EVERYTHING, **NOW) == ["a", "b", "z"]
    return [problem.message for problem in catalogue.problems()]


def test_problems_are_told_anew_where_another_language_is_spoken(
    library, tmp_path, chinese, chinese_translations, read
):
    messages.use("en", None)
    assert told(tmp_path) == [ENGLISH]
    for spoken, expected in (("zh", CHINESE), ("en", ENGLISH)):
        read.clear()
        messages.use(spoken, chinese_translations if spoken == "zh" else None)
        assert told(tmp_path) == [expected]
        assert told(tmp_path) == [expected]
        assert read == ["faulty.yaml"]


def test_where_nothing_is_wrong_nothing_is_written_for_another_language(library, tmp_path, chinese_translations):
    (library / "faulty.yaml").unlink()
    open_catalogue(tmp_path, now_ns=LATE).close()
    before = file_of(tmp_path / "cache").read_bytes()
    messages.use("zh", chinese_translations)
    try:
        assert open_catalogue(tmp_path, now_ns=LATE).problems() == ()
    finally:
        messages.use("en", None)
    assert file_of(tmp_path / "cache").read_bytes() == before


def test_a_deck_that_is_mended_in_another_language_has_no_problem_left(library, tmp_path, chinese):
    assert told(tmp_path) == [CHINESE]
    messages.use("en", None)
    (library / "faulty.yaml").write_text("notes:\n- {id: z, question: y, answer: z}\n", encoding="utf-8")
    assert told(tmp_path) == []


def test_helpers_speak_the_language_too(library, tmp_path, compiled_chinese, monkeypatch):
    compiled = tmp_path / "locale" / "zh" / "LC_MESSAGES" / "studycli.mo"
    compiled.parent.mkdir(parents=True)
    compiled.write_bytes(compiled_chinese)
    monkeypatch.setattr(language, "LOCALES", tmp_path / "locale")
    job = pickle.dumps(("zh", reading._read, [(str(library / "faulty.yaml"), "faulty.yaml", "faulty")]))
    made = io.BytesIO()
    monkeypatch.setattr(helpers.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(job)))
    monkeypatch.setattr(helpers.sys, "stdout", SimpleNamespace(buffer=made))
    try:
        helpers._help()
    finally:
        gc.enable()
        messages.use("en", None)
    made.seek(0)
    deck = PreparedDeck._make(helpers._receive(made))
    assert [each.message for each in decode_problems(deck.problems, "")] == [CHINESE]


def test_helpers_are_told_the_language(library, tmp_path, chinese, monkeypatch):
    sent = []
    monkeypatch.setattr(helpers.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(reading, "WORTH_BYTES", 0)
    monkeypatch.setattr(helpers, "_send", lambda pipe, message: sent.append(pickle.loads(message)) or pipe.close())
    assert told(tmp_path) == [CHINESE]
    assert [spoken for spoken, *_ in sent] == ["zh", "zh"]
