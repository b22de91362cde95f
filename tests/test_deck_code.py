"""Every Python fence of the shipped decks runs, and asserts what its card claims."""

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from shipped import FENCE, notes, texts

pytestmark = [
    pytest.mark.torch,
    pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason='torch is missing: pip install -e ".[torch]"'),
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork"),
]


def programs():
    """Each different program by the id of its note; fences that differ only in comments are one program."""
    found = {}
    for note_id, note in notes().items():
        for _, text in texts(note):
            for language, shown in text.variants:
                for code in FENCE.findall(shown):
                    found.setdefault(ast.dump(ast.parse(code)), (f"{note_id} {language}", code))
    return [pytest.param(name, code, id=name) for name, code in found.values()]


PROGRAMS = programs()


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What became of each program, by its name."""
    folder = tmp_path_factory.mktemp("programs")
    paths = {}
    for number, program in enumerate(PROGRAMS):
        name, code = program.values
        path = folder / f"program_{number}.py"
        path.write_text(code, encoding="utf-8")
        paths[str(path)] = name
    runner = Path(__file__).with_name("deck_code_runner.py")
    done = subprocess.run(
        [sys.executable, str(runner)], input="\n".join(paths), capture_output=True, text=True, check=True
    )
    rows = map(json.loads, done.stdout.splitlines())
    return {paths[row["path"]]: row for row in rows}


@pytest.mark.parametrize(("name", "code"), PROGRAMS)
def test_the_code_runs_and_its_claims_hold(outcomes, name, code):
    outcome = outcomes[name]
    assert outcome["status"] == 0, outcome["output"]


@pytest.mark.parametrize(("name", "code"), PROGRAMS)
def test_the_code_claims_something(name, code):
    assert any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(code))) or "assert" in code
