"""`dedupe`: what is listed, and what merging makes of decks and history."""

import pytest

from studycli.cli import files, merge
from studycli.core.model import cards_of
from studycli.decks.reader import read_bytes

ONE = """\
# The first bank.
format: 1
tags: [one]
notes:
- id: latch   # short
  question: What is a latch?
  answer: A lock that is held for a moment, to protect a structure in memory.
  points: [held for a moment]
  aliases: [short lock]

# About files.
- id: inode
  question: What is an inode?
  answer: The record of a file.
"""
TWO = """\
format: 1
tags: [two]
notes:
- id: latches
  question: Please explain what a latch is.
  answer: "A lock that is held for a moment, to protect a structure in memory."
  points: [held for a moment, protects memory]
  explanation: Locks of transactions are held for longer.
  tags: [interview]
  aliases: [spin latch]
  sources:
  - {bank: two.md, number: 4}
# The end.
- id: rainbow
  question: What is a rainbow table?
  answer: Precomputed hashes.
- id: inode-size
  question: What is in an inode?
  answer: "Size, owner, times and the blocks."
"""


@pytest.fixture
def decks(tmp_path):
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "one.yaml").write_text(ONE, encoding="utf-8")
    (folder / "two.yaml").write_text(TWO, encoding="utf-8")
    return folder


@pytest.fixture
def dedupe(studycli, decks):
    return lambda *arguments, **more: studycli("dedupe", *arguments, "--decks", decks, **more)


def notes(path):
    return {note.id: note for note in read_bytes(path.read_bytes(), path=str(path), name=path.stem).deck.notes}


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_pairs_are_listed_with_score_verdict_and_reason(dedupe):
    told = dedupe("--json").json
    assert set(told) == {"version", "pairs"}
    assert told["pairs"][0] == {
        "a": "latch", "b": "latches", "score": 1.0, "verdict": "same", "why": "question and answer are identical",
    }  # fmt: skip
    assert all(pair["verdict"] == "review" for pair in told["pairs"][1:])


def test_without_a_terminal_the_pairs_are_lines(dedupe):
    told = dedupe()
    assert told.out.splitlines()[0] == "same\t1.00\tlatch\tlatches\tquestion and answer are identical"
    assert "1 pair safe to merge" in told.err


def test_a_query_takes_pairs_with_at_least_one_note_that_matches(dedupe):
    assert [pair["b"] for pair in dedupe("deck:one latch", "--json").json["pairs"]] == ["latches"]
    assert dedupe("rainbow", "--json").json["pairs"] == []


def test_nothing_alike_is_no_fault(studycli, library):
    told = studycli("dedupe", "--decks", library, "--json")
    assert (told.status, told.json["pairs"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--merge"], "--yes"), (["--yes"], "--yes goes with --merge"), (["--merge", "--json"], "needs --yes")],
)
def test_merging_without_a_terminal_is_refused_in_words(dedupe, decks, arguments, words):
    before = bytes_of(decks)
    told = dedupe(*arguments)
    assert (told.status, bytes_of(decks)) == (2, before)
    assert words in told.err


def test_a_merged_note_has_what_either_had(dedupe, decks):
    told = dedupe("--merge", "--yes", "--json").json
    assert told["merged"] == [{"kept": "latches", "absorbed": "latch"}]
    note = notes(decks / "two.yaml")["latches"]
    assert [point.show() for point in note.points] == ["held for a moment", "protects memory"]
    assert note.aliases == ("spin latch", "short lock")
    assert note.tags == ("interview", "one")
    assert len(note.sources) == 1 and note.explanation
    assert list(notes(decks / "one.yaml")) == ["inode"]


def test_the_rest_of_the_files_stays_as_it_was(dedupe, decks):
    dedupe("--merge", "--yes")
    one, two = ((decks / name).read_text(encoding="utf-8") for name in ("one.yaml", "two.yaml"))
    assert one == ONE[: ONE.index("- id: latch")] + ONE[ONE.index("# About files.") - 1 :]
    expected = TWO.replace("[interview]", "[interview, one]").replace("[spin latch]", "[spin latch, short lock]")
    assert two == expected


def test_the_decks_as_they_were_are_kept(dedupe, decks):
    before = bytes_of(decks)
    copies = dedupe("--merge", "--yes", "--json").json["copies"]
    assert {path.name: path.read_bytes() for path in sorted(type(decks)(copies).iterdir())} == before


def test_the_id_of_a_note_that_was_merged_shows_where_it_went(studycli, dedupe, decks):
    (decks / "one.yaml").write_text(ONE.replace("id: latch ", "id: brief "), encoding="utf-8")
    assert dedupe("--merge", "--yes", "--json").json["merged"] == [{"kept": "latches", "absorbed": "brief"}]
    assert studycli("show", "brief", "--json", "--decks", decks).json["id"] == "latches"
    studycli("undo")
    assert studycli("show", "brief", "--decks", decks).status == 4


def test_the_reviews_of_both_count_and_undo_parts_them(studycli, dedupe, decks):
    studycli("rate", "latch", "good", "--at", "2026-02-01T12:00:00+00:00", "--decks", decks)
    studycli("rate", "latches", "good", "--at", "2026-02-20T12:00:00+00:00", "--decks", decks)
    dedupe("--merge", "--yes")
    (card,) = studycli("show", "latches", "--json", "--decks", decks).json["cards"]
    assert card["reps"] == 2
    events = studycli("history", "latches", "--json").json["events"]
    assert [(event["card"], event["kind"]) for event in events] == [
        ("latch", "review"), ("latches", "review"), ("latch", "alias"),
    ]  # fmt: skip
    assert "alias latches" in studycli("history", "latch").out
    assert studycli("history", "verify").status == 0
    told = studycli("undo")
    assert "latch: took back alias" in told.out and "the decks are left as they are" in told.err
    (card,) = studycli("show", "latches", "--json", "--decks", decks).json["cards"]
    assert card["reps"] == 1


def test_a_history_with_a_merge_is_carried_whole(studycli, dedupe, decks, tmp_path, monkeypatch):
    studycli("rate", "latch", "good", "--decks", decks)
    dedupe("--merge", "--yes")
    lines = tmp_path / "events.jsonl"
    studycli("history", "export", "-o", lines)
    monkeypatch.setenv("STUDYCLI_HOME", str(tmp_path / "other"))
    assert studycli("history", "import", lines, "--json").json["taken"] == 2
    (card,) = studycli("show", "latches", "--json", "--decks", decks).json["cards"]
    assert card["reps"] == 1
    assert studycli("history", "verify").status == 0


def test_once_merged_nothing_is_left_to_merge(dedupe):
    dedupe("--merge", "--yes")
    again = dedupe("--merge", "--yes", "--json").json
    assert again["merged"] == [] and again["copies"] is None


def test_copies_of_copies_become_one_note(studycli, tmp_path):
    deck = tmp_path / "many.yaml"
    entry = "- id: n{}\n  question: What is a latch?\n  answer: A lock that is held for a moment.\n"
    deck.write_text("notes:\n" + "".join(entry.format(number) for number in range(5)), encoding="utf-8")
    for number in range(5):
        studycli("rate", f"n{number}", "good", "--decks", deck)
    studycli("dedupe", "--merge", "--yes", "--decks", deck)
    (left,) = notes(deck).values()
    (card,) = studycli("show", left.id, "--json", "--decks", deck).json["cards"]
    assert (card["card"], card["reps"]) == (cards_of(left)[0].id, 5)


def test_when_the_second_file_cannot_be_written_nothing_is_merged(studycli, dedupe, decks, monkeypatch):
    studycli("rate", "latch", "good", "--decks", decks)
    before = bytes_of(decks)

    def failing(path, data):
        if path.name == "one.yaml" and path.parent == decks:
            raise files.unwritten(path, OSError(28, "No space left on device"))
        files.write_whole(path, data)

    monkeypatch.setattr(merge, "write_whole", failing)
    told = dedupe("--merge", "--yes")
    assert (told.status, bytes_of(decks)) == (6, before)
    (card,) = studycli("show", "latch", "--json", "--decks", decks).json["cards"]
    assert card["reps"] == 1
    (card,) = studycli("show", "latches", "--json", "--decks", decks).json["cards"]
    assert card["reps"] == 0


def test_a_history_that_cannot_be_read_leaves_the_decks_alone(dedupe, decks, home):
    (home / "data").mkdir()
    (home / "data" / "history.db").write_bytes(b"no history" * 100)
    before = bytes_of(decks)
    assert dedupe("--merge", "--yes").status == 5
    assert bytes_of(decks) == before


def test_a_shipped_deck_is_copied_first(studycli, home, tmp_path, monkeypatch):
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "one.yaml").write_text(ONE, encoding="utf-8")
    own = home / "data" / "decks"
    own.mkdir(parents=True)
    (own / "two.yaml").write_text(TWO, encoding="utf-8")
    for module in ("context", "study_desk"):
        monkeypatch.setattr(f"studycli.cli.{module}.shipped_decks", lambda: shipped)
    assert len(studycli("dedupe", "--merge", "--yes", "--json").json["merged"]) == 1
    assert (shipped / "one.yaml").read_text(encoding="utf-8") == ONE
    assert list(notes(own / "one.yaml")) == ["inode"]
    assert [pair for pair in studycli("dedupe", "--json").json["pairs"] if pair["verdict"] == "same"] == []


def answering(monkeypatch, *lines):
    """Somebody at a terminal who types these lines."""
    typed = iter(lines)
    monkeypatch.setattr(merge, "_is_terminal", lambda: True)
    monkeypatch.setattr(merge, "_typed", lambda: next(typed, ""))


def test_each_pair_is_asked_about_with_its_diff(dedupe, decks, monkeypatch):
    answering(monkeypatch, "n\n", "q\n")
    before = bytes_of(decks)
    told = dedupe("--merge")
    assert "same, 1.00: question and answer are identical" in told.out
    assert "+  tags: [interview, one]" in told.out and "-- id: latch   # short" in told.out
    assert bytes_of(decks) == before and "0 pairs merged" in told.err


def test_the_other_note_may_be_kept(dedupe, decks, monkeypatch):
    answering(monkeypatch, "what\n", "s\n", "y\n")
    dedupe("--merge")
    assert "latch" in notes(decks / "one.yaml") and "latches" not in notes(decks / "two.yaml")


def test_notes_in_two_languages_become_one_in_both(studycli, tmp_path, monkeypatch):
    deck = tmp_path / "both.yaml"
    deck.write_text(
        "notes:\n"
        "- {id: zh, title: 背压, question: 什么是背压？, answer: 让上游放慢。, aliases: [backpressure]}\n"
        "- {id: en, title: Backpressure, question: 'What is backpressure?', answer: It slows the producer.}\n",
        encoding="utf-8",
    )
    answering(monkeypatch, "y\n")
    studycli("dedupe", "--merge", "--decks", deck)
    (note,) = notes(deck).values()
    assert (
        set(note.prompt.languages()) == set(note.body.answer.languages()) == set(note.title.languages()) == {"en", "zh"}
    )
