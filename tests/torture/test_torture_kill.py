"""A few rounds of what `benchmarks/torture.py` does for minutes."""

import random
import sys

import pytest
from killing import Torture

pytestmark = [pytest.mark.torture, pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")]


@pytest.mark.parametrize(("way", "rounds"), [("rate", 24), ("rate_beside_another", 5)])
def test_no_acknowledged_answer_is_lost_from_rate(tmp_path, way, rounds):
    torture = Torture(tmp_path / "home", random.Random(way), cards=40)
    for _ in range(rounds):
        getattr(torture, way)()
    assert torture.counts.kills == rounds and torture.counts.acknowledged > rounds


@pytest.mark.terminal
def test_no_acknowledged_answer_is_lost_from_the_quiz(tmp_path):
    torture = Torture(tmp_path / "home", random.Random("quiz"), cards=200)
    for _ in range(10):
        torture.quiz()
    assert torture.counts.kills == 10 and torture.counts.acknowledged > 10
