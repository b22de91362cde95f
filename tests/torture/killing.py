"""Programs that record answers are killed at random moments; afterwards every answer they acknowledged is looked for.

An answer to `rate -` is acknowledged by its line, one in the quiz by the next card on the screen.
"""

import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studycli.core.clock import day_text, instant_text
from studycli.history.log import Log

PROGRAM = [sys.executable, "-m", "studycli"]
FIRST_DAY = 20_500
DAY = 86_400_000
LINES = 60
# Between the sign and the kill, so that any part of the next transaction may be met.
JITTER = 0.006
QUIZ_JITTER = 0.04
# Long enough for the program to have begun, and short enough to meet it while it opens the history.
START = 0.5

Answer = tuple[str, str]


@dataclass
class Counts:
    """What a run came to. `spared` answers were committed but not acknowledged yet."""

    kills: int = 0
    acknowledged: int = 0
    spared: int = 0
    backups: int = 0
    of: Counter[str] = field(default_factory=Counter)


class Torture:
    """One home that goes through round after round; `check` raises AssertionError when an answer is lost or doubled."""

    def __init__(self, home: Path, dice: random.Random, cards: int) -> None:
        self.home = home
        self.dice = dice
        self.counts = Counts()
        self._cards = cards
        self._sent = 0
        self._round = 0
        self._offered: set[Answer] = set()
        self._acknowledged: set[Answer] = set()
        self._known = 0
        self._backups: set[str] = set()
        home.mkdir()
        notes = "".join(f"- {{id: k{number}, question: 'question {number}?', answer: a}}\n" for number in range(cards))
        (home / "deck.yaml").write_text(f"notes:\n{notes}", encoding="utf-8")

    def rate(self) -> None:
        """Kill `rate -` after some of its lines, or while it starts."""
        self._begin("rate")
        process = self._rating(self._lines(self.dice.choice((3, LINES))))
        self._kill_after(process, self._moment())
        self.check()

    def rate_beside_another(self) -> None:
        """Kill one of two that answer at once; the other one answers all of its lines."""
        self._begin("two at once")
        lines = self._lines(LINES)
        killed, other = self._rating(self._lines(LINES)), self._rating(lines)
        self._kill_after(killed, self._moment())
        out, _ = other.communicate(timeout=60)
        answered = _answers(out)
        assert (other.returncode, len(answered)) == (0, LINES), out
        self._acknowledge(answered)
        self.check()

    def quiz(self) -> None:
        """Kill a quiz in a pseudo-terminal after some answers, in the midst of one, or while it starts."""
        from pty_screen import Terminal

        self._begin("quiz")
        with Terminal([*PROGRAM, "quiz", "--new", "50"], environment=self._environment()) as terminal:
            if self.dice.random() < 0.2:
                time.sleep(self.dice.random() * START)
            else:
                self._answer(terminal, self.dice.randrange(6))
            time.sleep(self.dice.random() * QUIZ_JITTER)
            terminal.kill()
            terminal.wait_for_end()
            self._see(terminal)
        self.check()

    def check(self) -> None:
        """Nothing acknowledged is lost, nothing is doubled, nothing came from nowhere, and the file is whole."""
        self.counts.kills += 1
        with closing(Log.open(self.home / "data")) as log:
            there = Counter((str(event.card), instant_text(event.at)) for event in log.events())
            assert log.faults() == ()
            if self._round % 20 == 0:
                self._compare_with_a_rebuild(log)
        assert set(there.values()) <= {1}, [answer for answer, times in there.items() if times > 1]
        assert there.keys() >= self._acknowledged, self._acknowledged - there.keys()
        assert there.keys() <= self._offered, there.keys() - self._offered
        assert len(there) - self._known <= len(self._new) + 1, "more than one answer was kept without a word"
        self.counts.spared += len(there.keys() - self._acknowledged)
        self.counts.acknowledged += len(self._new)
        self._acknowledged |= there.keys()
        self._known = len(there)
        self._check_backups()

    def _begin(self, kind: str) -> None:
        self._round += 1
        self._new: set[Answer] = set()
        self.counts.of[kind] += 1

    def _moment(self) -> int | float:
        """After how many answers to kill, or how many seconds after the start."""
        return self.dice.random() * START if self.dice.random() < 0.25 else self.dice.randint(1, 30)

    def _kill_after(self, process: "subprocess.Popen[bytes]", moment: float) -> None:
        assert process.stdout is not None
        out = b""
        if isinstance(moment, int):
            out = b"".join(process.stdout.readline() for _ in range(moment))
            time.sleep(self.dice.random() * JITTER)
        else:
            time.sleep(moment)
        process.kill()
        rest, _ = process.communicate()
        self._acknowledge(_answers(out + rest))

    def _rating(self, lines: Iterable[Mapping[str, Any]]) -> "subprocess.Popen[bytes]":
        with tempfile.TemporaryFile(dir=self.home) as stream:
            stream.write("".join(f"{json.dumps(line)}\n" for line in lines).encode())
            stream.seek(0)
            return subprocess.Popen(
                [*PROGRAM, "rate", "-"], stdin=stream, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=os.environ | self._environment(),
            )  # fmt: skip

    def _lines(self, number: int) -> list[dict[str, Any]]:
        """Answers that differ in their instant; one in ten lies before others."""
        return [self._line() for _ in range(number)]

    def _line(self) -> dict[str, Any]:
        self._sent += 1
        hour = self._sent // 10 if self.dice.random() < 0.9 else self.dice.randint(0, self._sent // 10)
        at = instant_text(FIRST_DAY * DAY + hour * 3_600_000 + self._sent)
        line = {"card": f"k{self.dice.randrange(self._cards)}", "rating": self.dice.randint(1, 4), "at": at}
        self._offered.add((line["card"], at))
        return line

    def _answer(self, terminal: Any, answers: int) -> None:
        """Some whole answers, and the beginning of one more."""
        for _ in range(answers):
            card = self._card_on(terminal)
            terminal.send(" ")
            terminal.wait_for("1 Again")
            terminal.send(self.dice.choice("1234"))
            terminal.wait_for(re.compile(rf"question (?!{card}\?)\d+\?"))
            self._acknowledge([self._in_quiz(card)])
        card = self._card_on(terminal)
        self._asked = card
        terminal.send(" ")
        terminal.wait_for("1 Again")
        terminal.send("4")

    def _see(self, terminal: Any) -> None:
        """The last answer was acknowledged when another card was seen before the end."""
        shown = re.search(r"question (\d+)\?", terminal.text)
        if shown and self._asked not in ("", shown[1]):
            self._acknowledge([self._in_quiz(self._asked)])
        self._asked = ""

    _asked = ""

    def _card_on(self, terminal: Any) -> str:
        card = str(terminal.wait_for(re.compile(r"question (\d+)\?[\s\S]*Space answer"))[1])
        self._offered.add(self._in_quiz(card))
        return card

    def _in_quiz(self, card: str) -> Answer:
        return f"k{card}", instant_text(self._noon())

    def _acknowledge(self, answers: Iterable[Answer]) -> None:
        self._new |= set(answers)
        self._acknowledged |= self._new

    def _noon(self) -> int:
        """The clock of a round stands still at noon, three days after that of the round before."""
        return (FIRST_DAY + 3 * self._round) * DAY + DAY // 2

    def _environment(self) -> dict[str, str]:
        return {
            "STUDYCLI_HOME": str(self.home), "STUDYCLI_DECKS": str(self.home / "deck.yaml"), "TZ": "UTC",
            "STUDYCLI_NOW": f"{day_text(self._noon() // DAY)}T12:00:00+00:00",
        }  # fmt: skip

    def _compare_with_a_rebuild(self, log: Log) -> None:
        with closing(sqlite3.connect(log.path)) as database:
            before = database.execute("SELECT * FROM progress").fetchall()
            log.rebuild()
            assert database.execute("SELECT * FROM progress").fetchall() == before

    def _check_backups(self) -> None:
        """What has the name of a backup is a whole one."""
        for path in (self.home / "data" / "backups").glob("*.db"):
            if path.name not in self._backups:
                with closing(sqlite3.connect(path)) as database:
                    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                self._backups.add(path.name)
        self.counts.backups = len(self._backups)


def _answers(out: bytes) -> list[Answer]:
    """Of whole lines only: what was cut off has not been said."""
    lines = out[: out.rfind(b"\n") + 1].splitlines()
    return [(answer["card"], answer["at"]) for answer in map(json.loads, lines)]
