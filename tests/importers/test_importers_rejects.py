"""Texts that look like a bank of some shape and are none."""

import pytest

from studycli.importers.bank import Bank
from studycli.importers.importer import import_bank

NO_BANKS = {
    "essay": ("x.md", "# Walks\n\n" + "".join(f"## {n}. Part {n}\n\nText.\n\n" for n in range(1, 9))),
    "numbers in headings": ("x.md", "## Version 1.2\n\nNew.\n\n## Version 1.1\n\nOld.\n"),
    "contents": ("x.md", "- [What is it?](#a)\n- [Why?](#b)\n- [How?](#c)\n- [Who?](#d)\n- [When?](#e)\n"),
    "contents in a table": (
        "x.md",
        "| No. | Question | Answer |\n|-|-|-|\n| 1 | [What?](#a) | |\n| 2 | [Why?](#b) | |\n",
    ),
    "figures": ("x.md", "| Year | Rain |\n|---|---|\n| 2001 | 3 |\n| 2002 | 4 |\n"),
    "a folded log": ("x.md", "".join(f"<details><summary>Run {n}</summary>\n\nok\n\n</details>\n\n" for n in range(9))),
    "bold words": ("x.md", "".join(f"**Step {n}**\n\nDo it.\n\n" for n in range(9))),
    "steps": ("x.md", "".join(f"{n}. Turn the key\n" for n in range(1, 9))),
    "a shopping list": ("x.md", "- eggs\n- milk\n  - fresh\n- bread\n- salt\n- tea\n"),
    "names in a program": ("x.md", "Use std::sort here.\n\nAnd std::map there.\n\nThen std::set too.\n"),
    "a manual": ("x.rst", "Title\n=====\n\n.. note:: One\n\n.. note:: Two\n\n.. note:: Three\n"),
    "rules": ("x.md", "One.\n\n---\n\nTwo.\n\n---\n\nThree.\n"),
    "an example of org": ("x.md", "Write:\n\n```org\n* A :fc:\nB\n* C :fc:\nD\n```\n"),
    "measurements": ("x.csv", "1.5,2.5,3.5\n4.5,5.5,6.5\n7.5,8.5,9.5\n"),
    "a letter": ("x.txt", "Dear all,\n\nwe met, talked, and left.\n\nYours, X\n"),
    "settings": ("x.json", '{"name": "x", "files": ["a", "b"]}'),
    "a list of things": ("x.json", '[{"name": "a", "size": 1}, {"name": "b", "size": 2}]'),
    "plain org": ("x.org", "* Chores\n** TODO Sweep\n** DONE Wash\n"),
    "plain bullets": ("x.md", "- Nested\n\t- not a card\n- #cardinal\n"),
    "a tag alone": ("x.md", "#flashcards\n\nNothing here yet.\n"),
}


@pytest.mark.parametrize(("name", "text"), NO_BANKS.values(), ids=NO_BANKS)
def test_nothing_is_taken_from_what_is_no_bank(name: str, text: str) -> None:
    result = import_bank(Bank(name, name, text, "utf-8"), shape=None, allow_unanswered=False, name="x")
    (problem,) = result.problems
    assert (result.deck, problem.code) == (None, "no-bank"), result.shape
    assert problem.message.count(" (") >= 3
    assert problem.message.endswith("--shape names one")


def test_the_nearest_shape_comes_first() -> None:
    text = "## 1. What?\n\nThis.\n\n## 2. The second\n\nThat.\n\n## 3. The third\n\nText.\n"
    (problem,) = import_bank(Bank("x.md", "x.md", text, "utf-8"), shape=None, allow_unanswered=False, name="x").problems
    assert "nearest: headings (3 numbered headings of level 2, 33% of them ask, 3 with text below)" in problem.message
