"""stats: what --json promises, what stands on lines, and which cards count."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "stats.md"
KEYS = {"version", "query", "study_day", "periods", "streak", "days", "forecast", "hardest", "decks", "tags", "missed"}
NOTHING = {"passed": 0, "tested": 0, "retention": None}


@pytest.fixture
def studied(own):
    """dropout was answered on three days and forgotten on the last; the cloze is in a step; bn-axis was undone."""
    for at, card, rating, seconds in (
        ("2026-02-01T12:00:00Z", "dropout", "easy", 10),
        ("2026-02-20T12:00:00Z", "dropout", "good", 20),
        ("2026-02-28T12:00:00Z", "dropout-rate/c1", "good", 5),
        ("2026-03-01T12:00:00Z", "dropout", "again", 30),
        ("2026-03-01T12:00:00Z", "bn-axis", "again", 60),
    ):
        assert own("rate", card, rating, "--at", at, "--seconds", seconds).status == 0
    own("undo")
    return own


def test_every_figure_of_a_small_history(studied):
    told = studied("stats", "--json").json
    assert set(told) == KEYS
    assert (told["version"], told["query"], told["study_day"]) == (1, "", 20_513)
    assert told["streak"] == {"current": 2, "longest": 2}
    assert told["days"] == [
        {"day": "2026-02-01", "reviews": 1, "seconds": 10.0},
        {"day": "2026-02-20", "reviews": 1, "seconds": 20.0},
        {"day": "2026-02-28", "reviews": 1, "seconds": 5.0},
        {"day": "2026-03-01", "reviews": 1, "seconds": 30.0},
    ]
    assert set(told["periods"]) == {"today", "month", "year", "all"}
    assert told["periods"]["month"] == {
        "days": 4, "reviews": 4, "seconds": 65.0, "young": {"passed": 1, "tested": 1, "retention": 1.0},
        "mature": {"passed": 0, "tested": 1, "retention": 0.0},
    }  # fmt: skip
    assert told["periods"]["today"]["young"] == NOTHING
    assert len(told["forecast"]) == 30
    assert told["forecast"][0] == {"day": "2026-03-01", "cards": 2}
    (hard,) = told["hardest"]
    assert (hard["id"], hard["title"], hard["lapses"]) == ("dropout", "Dropout", 1)
    assert told["decks"] == told["tags"] == told["missed"] == []


def test_decks_and_tags_are_told_from_ten_tests_on(own):
    for day in range(1, 12):
        rating = "again" if day == 11 else "good"
        own("rate", "dropout", "easy" if day == 1 else rating, "--at", f"2025-{day:02}-01T12:00:00Z")
    told = own("stats", "--json").json
    share = {"passed": 9, "tested": 10, "retention": 0.9}
    assert told["decks"] == [{"deck": "nets", **share}]
    assert told["tags"] == [{"tag": "networks", **share}]


def test_a_query_restricts_the_cards(studied):
    assert studied("stats", "--json", "id:dropout-rate").json["periods"]["all"]["reviews"] == 1
    assert studied("stats", "--json", "id:dropout-rate").json["hardest"] == []


def test_absent_decks_count_unless_decks_are_named(studied, studycli, tmp_path, monkeypatch):
    other = tmp_path / "other.yaml"
    other.write_text("format: 1\nnotes:\n- id: x\n  question: Q?\n  answer: A.\n", encoding="utf-8")
    named = studycli("stats", "--json", "--decks", other).json
    assert named["periods"]["all"]["reviews"] == 0
    monkeypatch.setenv("STUDYCLI_DECKS", str(other))
    told = studycli("stats", "--json").json
    assert told["periods"]["all"]["reviews"] == 4
    assert told["hardest"] == [] and not any(day["cards"] for day in told["forecast"])


def test_lines_for_programs(studied):
    lines = studied("stats").out.splitlines()
    assert lines[:3] == ["period\ttoday\t1\t1\t30.0", "retention\ttoday young\t0\t0", "retention\ttoday mature\t0\t1"]
    assert "streak\tcurrent\t2" in lines
    assert "day\t2026-02-20\t1\t20.0" in lines
    assert "due\t2026-03-01\t2" in lines
    assert any(line.startswith("hard\tdropout\t1\t") and line.endswith("\tDropout") for line in lines)


def test_an_empty_history(own):
    done = own("stats")
    assert (done.status, done.out, done.err) == (0, "", "studycli: nothing was answered yet\n")
    told = own("stats", "--json").json
    assert set(told) == KEYS
    assert told["days"] == told["hardest"] == []
    assert told["streak"] == {"current": 0, "longest": 0}
    assert told["periods"]["all"] == {"days": 0, "reviews": 0, "seconds": 0.0, "young": NOTHING, "mature": NOTHING}


def test_the_list_is_as_long_as_asked(own):
    for card in ("dropout", "bn-axis"):
        own("rate", card, "easy", "--at", "2026-02-01T12:00:00Z")
        own("rate", card, "again", "--at", "2026-02-20T12:00:00Z")
    assert len(own("stats", "--json").json["hardest"]) == 2
    assert len(own("stats", "--json", "--limit", 1).json["hardest"]) == 1
    assert own("stats", "--limit", 0).status == 2


def test_the_page_names_every_key_and_every_line(studied):
    keys, lines = PAGE.read_text(encoding="utf-8").split("| `--json` |")[1].split("| line |")
    documented = re.findall(r"^\| (`.*?) \|", keys, re.M)
    assert {"version", *re.findall(r"`(\w+)`", " ".join(documented))} == KEYS
    named = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", lines, re.M)))
    assert {line.split("\t")[0] for line in studied("stats").out.splitlines()} <= set(named)
