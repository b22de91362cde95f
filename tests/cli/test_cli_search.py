"""search from the command line: lines, JSON, what is said beside them, and queries that ask for nothing."""

import pytest


def test_lines_for_other_programs(own):
    told = own("search", "dropout")
    assert (told.status, told.err) == (0, "")
    assert (
        told.out
        == "dropout\tnets\tDropout\ndropout-rate\tnets\tAt test time dropout is switched off; the keep rate is 1-p.\n"
    )
    assert own("search", "dropout", "--lang", "zh", "--limit", "1").out == "dropout\tnets\t随机失活\n"


def test_json(own):
    told = own("search", "dropout", "--limit", "1", "--json").json
    (hit,) = told.pop("results")
    assert told == {"version": 1, "query": "dropout", "total": 2, "partial": False, "suggestions": []}
    assert hit == {
        "id": "dropout", "deck": "nets", "question": "What does dropout do?", "tags": ["networks"],
        "score": hit["score"], "state": "new", "due": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("zebra", "studycli: nothing found\n"),
        ("dropout zebra", "studycli: nothing matches all the words; these match some of them\n"),
        ("droput", "these match some of them\nstudycli: did you mean dropout?\n"),
        ("随机失或", "these match some of them\nstudycli: did you mean 随机失活?\n"),
        ("dropuot unit", "studycli: did you mean dropout unit?\n"),
        ("is:new", "studycli: 1 of 3 notes; --limit shows more\n"),
    ],
)
def test_what_is_said_beside_the_results(own, query, said):
    told = own("search", query, "--limit", "1")
    assert told.status == 0 and told.err.endswith(said)


@pytest.mark.parametrize("command", ["search", "due", "decks", "stats", "export"])
@pytest.mark.parametrize("query", ["😀", "?!", '"…"', "(。)"])
def test_a_query_of_marks_alone_does_not_let_everything_through(own, tmp_path, command, query):
    target = ("-o", str(tmp_path / "all.csv")) if command == "export" else ()
    told = own(command, query, *target)
    assert told.status == 2 and "query, column 1: there is no word in" in told.err
    assert not list(tmp_path.glob("all.csv"))


@pytest.mark.parametrize("words", [["-adam"], ["dropout", "-rate"], ["drop", "-层"]])
def test_a_word_with_a_minus_is_told_where_to_go(own, words):
    told = own("search", *words)
    assert told.status == 2 and "goes into quotes with the rest, or after --" in told.err
    assert own("search", "--", *words).status == own("search", " ".join(["x", *words])).status == 0
    assert "after --" not in own("show", *words[-1:]).err + own("search", "x", "--limt", "3").err


@pytest.mark.parametrize("query", ["C++", "#", "℃", "a?", "", " "])
def test_marks_that_are_words_or_stand_beside_some(own, query):
    assert own("search", query).status == 0


@pytest.mark.parametrize("query", ["is:new", "dropout", "tag:nothing"])
def test_decks_with_a_query(own, query):
    decks = own("decks", query, "--json").json["decks"]
    total = own("search", query, "--json").json["total"]
    assert sum(deck["notes"] for deck in decks) == total
    assert own("decks", query).err == ("" if total else "studycli: nothing found\n")
