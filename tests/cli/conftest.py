import io
import json
import sys
from dataclasses import dataclass

import pytest

from studycli.cli.app import run

DECK = """\
format: 1
title: {en: Networks, zh: 网络}
tags: [networks]
notes:
- id: dropout
  title: {en: Dropout, zh: 随机失活}
  question: {en: What does dropout do?, zh: Dropout 做什么？}
  answer: {en: It silences units at random while training., zh: 训练时随机屏蔽神经元。}
  points: [{en: units are silenced, zh: 屏蔽神经元}, {en: only in training, zh: 只在训练时}]
  aliases: [drop-out]
- id: dropout-rate
  cloze: "At test time dropout {{c1::is switched off}}; the keep rate is {{c2::$1-p$}}."
- id: bn-axis
  question: Over which axes does BN层 average?
  choices:
  - {text: "N, H, W", correct: true}
  - {text: "C, H, W"}
- id: todo
  question: What is 卷积?
  answer: ""
"""


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home, a clock that stands still, and no settings of the person who runs the tests."""
    for name in (
        "STUDYCLI_DECKS",
        "NO_COLOR",
        "FORCE_COLOR",
        "STUDYCLI_DEBUG",
        "VISUAL",
        "EDITOR",
        "LC_ALL",
        "LC_MESSAGES",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STUDYCLI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("STUDYCLI_NOW", "2026-03-01T12:00:00+00:00")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    config = tmp_path / "home" / "config"
    config.mkdir(parents=True)
    # Intervals are then those of the formula.
    (config / "config.toml").write_text("fuzz = false\n", encoding="utf-8")
    return tmp_path / "home"


@pytest.fixture
def library(home):
    decks = home / "data" / "decks"
    decks.mkdir(parents=True)
    (decks / "nets.yaml").write_text(DECK, encoding="utf-8")
    return decks


@pytest.fixture
def studycli(home, capfd, monkeypatch):
    """Run a command line in this process."""

    def call(*arguments, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Result(status, out, err)

    return call


@pytest.fixture
def own(studycli, library):
    """The same, on the test deck alone."""
    return lambda *arguments, **more: studycli(*arguments, "--decks", library, **more)
