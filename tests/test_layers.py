"""The direction of imports: cli -> ui -> core, and cli -> the packages in the middle -> core."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "studycli"

MAY_IMPORT = {
    "core": {"core"},
    "decks": {"decks", "core"},
    "catalogue": {"catalogue", "decks", "core", "helpers", "language"},
    "history": {"history", "core"},
    "importers": {"importers", "core"},
    "exporters": {"exporters", "core", "helpers"},
    "anki": {"anki", "core"},
    "ui": {"ui", "core"},
    "cli": {"cli", "ui", "decks", "catalogue", "history", "importers", "exporters", "anki", "core", "language"},
}
LIBRARIES = {
    "core": set(),
    "decks": {"yaml"},
    "catalogue": set(),
    "history": {"fsrs_rs_python"},
    "importers": {"markdown_it"},
    "exporters": {"genanki", "cmarkgfm", "pygments"},
    "anki": {"backports", "compression"},  # the same library: from Python 3.14 on in the standard one
    "ui": {"rich", "texicode", "pygments", "markdown_it"},
    "cli": {"typer", "rich", "platformdirs", "tomlkit"},
}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    layer = path.relative_to(PACKAGE).parts[0]
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "studycli":
            assert not rest or rest.split(".")[0] in MAY_IMPORT[layer], f"{path} imports {name}"
        elif top not in sys.stdlib_module_names:
            allowed = LIBRARIES[layer] | ({"fsrs"} if path.name == "schedule.py" and layer == "core" else set())
            assert top in allowed, f"{path} imports {name}"


def test_the_core_reads_no_file_and_no_clock():
    forbidden = {"os", "pathlib", "sqlite3", "time", "random", "subprocess", "io", "sys"}
    for path in (PACKAGE / "core").glob("*.py"):
        assert not forbidden & {name.partition(".")[0] for name in imported(path)}, path


def test_every_package_is_known():
    assert {path.relative_to(PACKAGE).parts[0] for path in FILES} <= set(MAY_IMPORT)
