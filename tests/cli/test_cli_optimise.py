import json

import pytest
from learners import reviews

from studycli.core.history import fold
from studycli.core.model import CardId
from studycli.core.schedule import DEFAULT_PARAMETERS
from studycli.history.lines import dump

QUICK = ", ".join(map(str, (0.1, 0.5, 1.0, 3.0, *DEFAULT_PARAMETERS[4:])))


@pytest.fixture
def studied(own, tmp_path):
    """A history of 600 answers that were foretold."""
    events = [event._replace(device="elsewhere") for event in reviews(cards=150, answers=5)]
    lines = tmp_path / "events.jsonl"
    lines.write_text("".join(f"{dump(event)}\n" for event in events), encoding="utf-8")
    assert own("history", "import", str(lines)).status == 0
    return events


def test_without_the_extra_it_says_how_to_get_it(own, monkeypatch):
    monkeypatch.setattr("studycli.history.fitting.is_there", lambda: False)
    told = own("history", "optimise", "--json")
    assert (told.status, told.json["error"]["code"]) == (2, "extra")
    assert "[optimize]" in told.err


class TestWithTheExtra:
    @pytest.fixture(autouse=True)
    def extra(self):
        pytest.importorskip("fsrs_rs_python", reason="the extra optimize is not installed")

    def test_too_few_answers(self, own):
        told = own("history", "optimise")
        assert told.out == "0 answers on a later day; it takes 400 to tell, so nothing was fitted\n"

    def test_a_dry_run_changes_nothing(self, own, home, studied):
        told = own("history", "optimise", "--dry-run", "--json")
        assert told.json["taken"] is False and told.json["fitted_loss"] < told.json["loss"]
        assert (told.json["answers"], told.json["held_out"]) == (600, 120)
        assert "parameters" not in (home / "config" / "config.toml").read_text(encoding="utf-8")

    def test_better_parameters_are_set_and_progress_follows(self, own, home, studied):
        config = home / "config" / "config.toml"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text('# mine\nnew_per_day = 5\n\n[decks."nets"]\nnew_per_day = 2  # few\n', encoding="utf-8")
        told = own("history", "optimise", "--json").json
        assert told["taken"] is True
        text = config.read_text(encoding="utf-8")
        assert text.startswith("# mine\nnew_per_day = 5\n") and text.endswith("new_per_day = 2  # few\n")
        own("history", "verify")
        exported = [json.loads(line) for line in own("history", "export").out.splitlines()]
        assert len(exported) == 750
        again = own("history", "optimise")
        assert again.status == 0 and "log loss over the last 120 of 600 answers" in again.out

    def test_parameters_that_are_no_better_are_kept(self, own, home, studied):
        own("history", "optimise")
        set_before = (home / "config" / "config.toml").read_text(encoding="utf-8")
        told = own("history", "optimise", "--json").json
        assert told["taken"] is (told["fitted_loss"] < told["loss"])
        if not told["taken"]:
            assert (home / "config" / "config.toml").read_text(encoding="utf-8") == set_before


def test_what_only_reads_sees_progress_under_the_parameters_that_are_set(own):
    own("rate", "dropout", "good", "--at", "2026-01-01T12:00:00Z")
    own("rate", "dropout", "good", "--at", "2026-01-03T12:00:00Z")
    before = own("show", "dropout", "--json").json["cards"][0]
    assert own("search", "stability>10").out.startswith("dropout")
    assert own("config", "set", "parameters", f"[{QUICK}]").status == 0
    assert own("search", "stability>10").out == ""
    after = own("show", "dropout", "--json").json["cards"][0]
    assert after["stability"] < before["stability"] and after["retrievability"] < before["retrievability"]
    assert after["due"] == before["due"]


@pytest.mark.parametrize("wrong", ["[1, 2]", "[true]", f"[{QUICK}, 1]", '"fast"', "[" + "900, " * 20 + "900]"])
def test_parameters_that_are_none_are_refused(own, wrong):
    told = own("config", "set", "parameters", wrong)
    assert told.status == 2
    assert "21 parameters of FSRS-6" in told.err


def test_a_fold_under_parameters_is_the_progress_kept(own, studied):
    own("config", "set", "parameters", f"[{QUICK}]")
    mine = [event for event in studied if event.card == "c0"]
    expected = fold(CardId("c0"), mine, (0.1, 0.5, 1.0, 3.0, *DEFAULT_PARAMETERS[4:]))
    from contextlib import closing

    from studycli.cli.context import Context

    with Context() as context, closing(context.log) as log:
        assert log.progress(CardId("c0")) == expected
