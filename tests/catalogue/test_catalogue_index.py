"""The catalogue follows the disk: after any edits it holds what a new one would."""

import os
import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_files import (
    LATE,
    NOW,
    contents,
    deck_of,
    edited,
    file_of,
    names,
    open_catalogue,
    trapped,
    write_deck,
    write_library,
)

from studycli.catalogue.scan import TICK_NS, scan
from studycli.core.query import parse
from studycli.core.query_tree import EVERYTHING

REMOVE, RENAME, BREAK = "remove", "rename", "break"
edits = st.tuples(
    st.integers(0, 1), names, edited | st.sampled_from([REMOVE, BREAK]) | st.tuples(st.just(RENAME), names)
)


def apply(roots, edit):
    number, name, change = edit
    root = roots[number]
    path = root / f"{name}.yaml"
    if change == REMOVE:
        path.unlink(missing_ok=True)
    elif change == BREAK:
        write_deck(root, name, deck_of()).write_text("notes: [", encoding="utf-8")
    elif change[0] == RENAME if isinstance(change, tuple) else False:
        target = root / f"{change[1]}.yml"
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.replace(target)
    else:
        write_deck(root, name, change)


@settings(deadline=None, max_examples=30)
@given(
    st.dictionaries(names, edited), st.dictionaries(names, edited), st.lists(st.lists(edits, max_size=3), max_size=4)
)
def test_after_any_edits_it_holds_what_a_new_one_would(first, second, rounds):
    with tempfile.TemporaryDirectory() as folder:
        tmp = Path(folder)
        roots = (write_library(tmp / "own", first), write_library(tmp / "shipped", second))
        for edits_between in [*rounds, []]:
            open_catalogue(tmp, *roots).close()
            for edit in edits_between:
                apply(roots, edit)
        kept = open_catalogue(tmp, *roots)
        new = open_catalogue(tmp, *roots, cache="new")
        assert kept.problems() == new.problems()
        assert kept.select(EVERYTHING, **NOW) == new.select(EVERYTHING, **NOW)
        assert contents(file_of(tmp / "cache")) == contents(file_of(tmp / "new"))
        kept.close()
        new.close()


@settings(deadline=None, max_examples=20)
@given(trapped, trapped)
def test_texts_full_of_traps_are_taken_out_as_they_were_put_in(before, after):
    with tempfile.TemporaryDirectory() as folder:
        tmp = Path(folder)
        root = write_library(tmp / "decks", before)
        open_catalogue(tmp, root).close()
        write_library(root, after)
        open_catalogue(tmp, root).close()
        open_catalogue(tmp, root, cache="new").close()
        assert contents(file_of(tmp / "cache")) == contents(file_of(tmp / "new"))


def ids(catalogue):
    return catalogue.select(EVERYTHING, **NOW)


def rows(tmp_path):
    db = sqlite3.connect(file_of(tmp_path / "cache"))
    found = dict(db.execute("SELECT id, row FROM notes"))
    db.close()
    return found


@pytest.fixture
def library(tmp_path):
    return write_library(
        tmp_path / "decks", {"a": deck_of(("one", "q1"), ("two", "q2")), "b": deck_of(("three", "q3"))}
    )


def test_nothing_is_read_again_when_nothing_changed(library, tmp_path, monkeypatch):
    open_catalogue(tmp_path, now_ns=LATE).close()
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert ids(open_catalogue(tmp_path)) == ["one", "two", "three"]


def test_only_the_changed_file_is_read(library, tmp_path, monkeypatch):
    open_catalogue(tmp_path, now_ns=LATE).close()
    write_deck(library, "b", deck_of(("four", "q4")))
    read = []
    monkeypatch.setattr(Path, "read_bytes", lambda path, real=Path.read_bytes: read.append(path.name) or real(path))
    assert ids(open_catalogue(tmp_path)) == ["one", "two", "four"]
    assert read == ["b.yaml"]


def test_a_file_that_was_only_touched_is_not_parsed(library, tmp_path, monkeypatch):
    open_catalogue(tmp_path).close()
    os.utime(library / "a.yaml", ns=(1, 1))
    monkeypatch.setattr("studycli.catalogue.update.read_bytes", lambda *_, **__: pytest.fail("parsed"))
    assert ids(open_catalogue(tmp_path)) == ["one", "two", "three"]


def test_notes_that_did_not_change_keep_their_rows(library, tmp_path):
    open_catalogue(tmp_path).close()
    before = rows(tmp_path)
    write_deck(library, "a", deck_of(("zero", "q0"), ("two", "q2"), ("one", "changed")))
    catalogue = open_catalogue(tmp_path)
    after = rows(tmp_path)
    assert {name: after[name] for name in before} == before
    assert ids(catalogue) == ["zero", "two", "one", "three"]


def test_notes_that_only_moved_are_where_they_are_now(library, tmp_path):
    open_catalogue(tmp_path).close()
    write_deck(library, "a", deck_of(("two", "q2"), ("one", "q1")))
    assert ids(open_catalogue(tmp_path)) == ["two", "one", "three"]


def test_the_deck_s_tags_are_its_notes_tags(library, tmp_path):
    open_catalogue(tmp_path).close()
    deck = deck_of(("one", "q1"), ("two", "q2"))
    write_deck(library, "a", replace(deck, tags=("fresh",)))
    catalogue = open_catalogue(tmp_path)
    assert catalogue.select(parse("tag:fresh"), **NOW) == ["one", "two"]
    assert catalogue.select(parse("fresh"), **NOW) == ["one", "two"]


def test_a_note_without_a_change_but_of_place_has_its_new_line(library, tmp_path):
    path = library / "a.yaml"
    path.write_text("format: 1\nnotes:\n- id: one\n  question: q\n  answer: a\n", encoding="utf-8")
    assert open_catalogue(tmp_path).note("one").note.line == 3
    path.write_text("# a remark\nformat: 1\nnotes:\n- id: one\n  question: q\n  answer: a\n", encoding="utf-8")
    assert open_catalogue(tmp_path).note("one").note.line == 4


@pytest.mark.parametrize("trusted", [False, True])
def test_a_change_within_one_tick_of_the_clock_is_seen(library, tmp_path, trusted):
    """A second write in the same tick leaves the stat as it was: only a stat older than a tick may be trusted."""
    path = library / "b.yaml"
    written = max(path.stat().st_mtime_ns, path.stat().st_ctime_ns)
    read_at = written + (TICK_NS + 1 if trusted else 1)
    open_catalogue(tmp_path, now_ns=read_at).close()
    path.write_text(path.read_text(encoding="utf-8").replace("three", "seven"), encoding="utf-8")
    same_stat = next(found.signature for found in scan([library], 0).files if found.name == "b")
    db = sqlite3.connect(file_of(tmp_path / "cache"))
    with db:
        db.execute("UPDATE files SET signature = ? WHERE name = 'b'", (same_stat,))
    db.close()
    assert ids(open_catalogue(tmp_path)) == ["one", "two", "three" if trusted else "seven"]


def test_a_settled_file_is_trusted_from_then_on(library, tmp_path, monkeypatch):
    open_catalogue(tmp_path).close()
    open_catalogue(tmp_path, now_ns=LATE).close()
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert ids(open_catalogue(tmp_path)) == ["one", "two", "three"]


def refuse(path, real):
    if path.name == "b.yaml":
        raise PermissionError(13, "Permission denied")
    return real(path)


def test_an_unreadable_file_is_named_and_tried_again(library, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda path, real=Path.read_bytes: refuse(path, real))
        catalogue = open_catalogue(tmp_path)
        assert ids(catalogue) == ["one", "two"]
        assert [(problem.path, problem.code) for problem in catalogue.problems()] == [
            (str(library / "b.yaml"), "unreadable")
        ]
        assert [deck.name for deck in catalogue.decks()] == ["a"]
    assert ids(open_catalogue(tmp_path)) == ["one", "two", "three"]


def test_a_file_that_became_unreadable_leaves_the_catalogue_until_it_can_be_read(library, tmp_path, monkeypatch):
    open_catalogue(tmp_path).close()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda path, real=Path.read_bytes: refuse(path, real))
        catalogue = open_catalogue(tmp_path)
        assert ids(catalogue) == ["one", "two"]
        assert catalogue.search(parse("q3"), limit=5, **NOW).total == 0
        assert [problem.code for problem in catalogue.problems()] == ["unreadable"]
    catalogue = open_catalogue(tmp_path)
    assert ids(catalogue) == ["one", "two", "three"]
    assert catalogue.search(parse("q3"), limit=5, **NOW).total == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_made_unreadable_is_noticed(library, tmp_path):
    open_catalogue(tmp_path).close()
    (library / "b.yaml").chmod(0)
    assert ids(open_catalogue(tmp_path)) == ["one", "two"]


def test_a_doubled_id_is_the_first_deck_s_until_that_one_goes(library, tmp_path):
    write_deck(library, "c", deck_of(("one", "another"), ("four", "q4")))
    catalogue = open_catalogue(tmp_path)
    assert ids(catalogue) == ["one", "two", "three", "four"]
    (problem,) = catalogue.problems()
    assert (problem.path, problem.code) == (str(library / "c.yaml"), "doubled-id")
    assert f"{library / 'a.yaml'}:1" in problem.message
    assert catalogue.note("one").deck.name == "a"

    (library / "a.yaml").unlink()
    catalogue = open_catalogue(tmp_path)
    assert ids(catalogue) == ["three", "one", "four"]
    assert catalogue.problems() == ()
    assert catalogue.note("one").deck.path == str(library / "c.yaml")


def test_a_deck_stands_in_for_that_of_the_same_name_in_a_later_root(library, tmp_path):
    own = write_library(tmp_path / "own", {"b": deck_of(("mine", "q"))})
    catalogue = open_catalogue(tmp_path, own, library)
    assert ids(catalogue) == ["mine", "one", "two"]
    (problem,) = catalogue.problems()
    assert (problem.path, problem.is_error) == (str(library / "b.yaml"), False)
    assert str(own / "b.yaml") in problem.message
    (own / "b.yaml").unlink()
    assert ids(open_catalogue(tmp_path, own, library)) == ["one", "two", "three"]


def test_a_file_that_two_roots_name_is_taken_once_and_in_silence(library, tmp_path):
    catalogue = open_catalogue(tmp_path, library, library / "a.yaml")
    assert ids(catalogue) == ["one", "two", "three"]
    assert catalogue.problems() == ()


def test_a_root_may_be_a_file_and_may_be_missing(library, tmp_path):
    catalogue = open_catalogue(tmp_path, library / "a.yaml", tmp_path / "nowhere")
    assert ids(catalogue) == ["one", "two"]
    assert [problem.path for problem in catalogue.problems()] == [str(tmp_path / "nowhere")]


def test_a_library_keeps_its_catalogue_from_wherever_it_is_looked_at(library, tmp_path, monkeypatch):
    open_catalogue(tmp_path).close()
    monkeypatch.chdir(tmp_path)
    catalogue = open_catalogue(tmp_path, Path("decks"))
    assert catalogue.note("one").deck.path == str(Path("decks") / "a.yaml")
    assert file_of(tmp_path / "cache")


def test_a_file_that_was_removed_is_gone_from_all_answers(library, tmp_path):
    open_catalogue(tmp_path).close()
    (library / "a.yaml").unlink()
    catalogue = open_catalogue(tmp_path)
    assert ids(catalogue) == ["three"]
    assert [deck.name for deck in catalogue.decks()] == ["b"]
    assert catalogue.note("one") is None
    assert catalogue.card("one") is None
    assert catalogue.search(parse("q1"), limit=5, **NOW).total == 0
    assert catalogue.problems() == ()


def test_a_file_that_was_renamed_is_the_deck_of_its_new_name(library, tmp_path):
    open_catalogue(tmp_path, now_ns=LATE).close()
    (library / "a.yaml").rename(library / "z.yml")
    catalogue = open_catalogue(tmp_path)
    assert ids(catalogue) == ["three", "one", "two"]
    assert [deck.name for deck in catalogue.decks()] == ["b", "z"]
    assert catalogue.note("one").deck.path == str(library / "z.yml")
    assert catalogue.search(parse("q1"), limit=5, **NOW).hits[0].deck == "z"
    (library / "z.yml").replace(library / "b.yaml")
    assert ids(open_catalogue(tmp_path)) == ["one", "two"]


def test_the_full_text_is_written_once_however_many_decks_there_are(tmp_path):
    """What makes FTS5 write for every deck, as an INSERT OR REPLACE does, costs a sixth of the time."""
    write_library(tmp_path / "decks", {f"deck{number}": deck_of((f"n{number}", "q")) for number in range(9)})
    open_catalogue(tmp_path).close()
    db = sqlite3.connect(file_of(tmp_path / "cache"))
    assert db.execute("SELECT count(DISTINCT segid) FROM fulltext_idx").fetchone() == (1,)
    db.close()


def test_a_thousand_folders(tmp_path):
    for number in range(1000):
        write_deck(tmp_path / "decks", f"folder{number:03}/deck", deck_of((f"n{number}", "q")))
    assert len(ids(open_catalogue(tmp_path))) == 1000
    shutil.rmtree(tmp_path / "decks" / "folder500")
    write_deck(tmp_path / "decks", "folder007/deck", deck_of(("bond", "q")))
    found = ids(open_catalogue(tmp_path))
    assert len(found) == 999
    assert found[7] == "bond"


def test_progress_is_told_in_bytes(library, tmp_path):
    told = []
    open_catalogue(tmp_path, now_ns=LATE, on_progress=lambda done, total: told.append((done, total))).close()
    total = sum(path.stat().st_size for path in library.iterdir())
    assert told == [(0, total), ((library / "a.yaml").stat().st_size, total), (total, total)]
    open_catalogue(tmp_path, on_progress=lambda *_: pytest.fail("nothing changed")).close()
