"""The examples in docs/import.md are banks of the shapes they show."""

import re
from pathlib import Path

import pytest

from studycli.importers import IMPORTERS
from studycli.importers.bank import Bank
from studycli.importers.importer import import_bank

PAGE = (Path(__file__).parent.parent.parent / "docs" / "import.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^````bank (\S+)\n(.*?)^````$", PAGE, re.M | re.S)


def test_every_shape_has_an_example() -> None:
    assert sorted(shape for shape, _ in EXAMPLES) == sorted(importer.shape for importer in IMPORTERS)


@pytest.mark.parametrize(("shape", "text"), EXAMPLES, ids=[shape for shape, _ in EXAMPLES])
def test_an_example_is_told_as_its_shape(shape: str, text: str) -> None:
    name = f"bank.{'csv' if shape == 'csv' else 'md'}"
    named = shape if shape == "mochi" else None
    result = import_bank(Bank(name, name, text, "utf-8"), shape=named, allow_unanswered=False, name="bank")
    assert (result.shape, result.unanswered) == (shape, 0)
    assert result.deck is not None
    assert not any(problem.is_error for problem in result.problems)
