"""Libraries on disk for the tests, random ones too, and what a catalogue file holds."""

import json
import sqlite3

import deck_strategies
from hypothesis import strategies as st

from studycli.catalogue.store import Catalogue
from studycli.core.model import Choice, Cloze, Deck, MultipleChoice, Note, NoteId, OpenQuestion, Text
from studycli.core.plain import deck_data, note_data

# By the first clock every file may still change unseen, so none is trusted; by the second all have been still for long.
EARLY, LATE = 0, 1 << 62
NOW = {"study_day": 20_000, "now_ms": 20_000 * 86_400_000}

SAID = (
    "dropout",
    "Dropouts",
    "BN层",
    "卷积",
    "图像卷积网络",
    "的",
    "fine-tuning",
    "fine tuning",
    "C++",
    "C",
    "café",
    "ｄｒｏｐ",
    "?!",
    "x",
)

phrases = st.lists(st.sampled_from(SAID), min_size=1, max_size=3).map(" ".join)
texts = st.one_of(
    phrases.map(Text.plain), st.builds(lambda en, zh: Text((("en", en), ("zh", zh))), phrases, phrases | st.just(""))
)
answers = st.one_of(
    texts, st.just(Text.plain("")), st.just(Text.plain("```\nx\n```")), st.just(Text.plain("$x$ ![f](g)"))
)
bodies = st.one_of(
    st.builds(OpenQuestion, texts, answers, st.booleans()),
    phrases.map(lambda text: Cloze(Text.plain(f"{{{{c1::{text}}}}} and {{{{c3::x::the hint}}}}"))),
    st.builds(lambda q, a, b: MultipleChoice(q, (Choice(a, True, b), Choice(b))), texts, texts, texts),
)
ids = st.sampled_from([NoteId(name) for name in ("dropout", "dropout-rate", "bn", "BN", "c", "x.y", "n7")])
tags = st.lists(st.sampled_from(["ml", "ML", "ml-basics", "机器", "ｍｌ"]), max_size=2).map(tuple)
notes = st.builds(
    Note,
    id=ids,
    body=bodies,
    title=st.none() | texts,
    points=st.lists(texts, max_size=1).map(tuple),
    aliases=st.lists(phrases, max_size=1).map(tuple),
    tags=tags,
)


def decks_of(several):
    return st.builds(
        lambda tags, notes: Deck(name="", tags=tags, notes=notes),
        tags,
        st.lists(several, max_size=5, unique_by=lambda note: note.id).map(tuple),
    )


names = st.sampled_from(["cnn", "cnn/layers", "深度/学习"])
libraries = st.dictionaries(names, decks_of(notes), min_size=1, max_size=3)
# Few notes, so that most edits keep some, move some and meet an id of another deck.
few = st.sampled_from(
    [
        Note(id=NoteId(name), body=OpenQuestion(Text.plain(text), Text.plain("x")))
        for name in "abcd"
        for text in ("one", "two")
    ]
)
edited = decks_of(few)
# Decks with every trap of YAML in them, under ids that do not meet by chance.
trapped = st.dictionaries(names, deck_strategies.decks, max_size=2)


def write_deck(root, name, deck):
    path = root / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML.
    notes = [note_data(note) for note in deck.notes]
    path.write_text(json.dumps({"format": 1, **deck_data(deck), "notes": notes}), encoding="utf-8")
    return path


def write_library(root, library):
    root.mkdir(exist_ok=True)
    for name, deck in library.items():
        write_deck(root, name, deck)
    return root


def deck_of(*questions, **more):
    """A deck of plain questions, each with an id, a question and perhaps an answer."""
    notes = (
        Note(id=NoteId(each[0]), body=OpenQuestion(Text.plain(each[1]), Text.plain(" ".join(each[2:]) or "answer")))
        for each in questions
    )
    return Deck(name="", notes=tuple(notes), **more)


# Closed when all tests are done, see conftest.py.
OPENED = []


def open_catalogue(tmp_path, *roots, now_ns=EARLY, cache="cache", **options):
    catalogue = Catalogue.open(tmp_path / cache, roots or (tmp_path / "decks",), clock=lambda: now_ns, **options)
    OPENED.append(catalogue)
    return catalogue


def file_of(cache):
    """The one catalogue in a cache folder."""
    (path,) = cache.glob("catalogue-*.db")
    return path


def contents(catalogue_file):
    """All that a catalogue holds, with notes named by their file and id and not by their row."""
    db = sqlite3.connect(catalogue_file)
    files = {row[0]: row[1:] for row in db.execute("SELECT id, root, name, suffix FROM files")}
    rows = {row: (files[file], note) for row, file, note in db.execute("SELECT row, file, id FROM notes")}
    db.execute("CREATE VIRTUAL TABLE temp.instances USING fts5vocab(main, fulltext, instance)")
    held = {
        "files": sorted(db.execute("SELECT rank, root, name, suffix, name_key, hash, deck, problems FROM files")),
        "notes": sorted(
            (rows[row], *rest)
            for row, *rest in db.execute(
                "SELECT row, position, line, hidden, answered, features, languages, tags, data "
                "FROM notes JOIN texts ON note = row"
            )
        ),
        "texts": sorted(rows[row] for (row,) in db.execute("SELECT note FROM texts")),
        "names": sorted((name, rows[row]) for name, row in db.execute("SELECT name, note FROM names")),
        "cards": sorted((card, files[file], *rest) for card, file, *rest in db.execute("SELECT * FROM cards")),
        "words": sorted(
            (rows[row], *rest) for row, *rest in db.execute("SELECT doc, term, col, offset FROM instances")
        ),
    }
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('integrity-check')")
    db.close()
    return held
