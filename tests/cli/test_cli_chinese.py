"""The commands in Chinese: what they say and their help pages, with no English left but what is typed or stored."""

import os
import re
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from studycli.cli.app import COMMANDS
from studycli.cli.output import put_table

pytestmark = pytest.mark.usefixtures("chinese")

GOLDEN = Path(__file__).parent / "golden" / "chinese.txt"
HAN = re.compile("[\u4e00-\u9fff]")
# Two words with a blank between, as lists of names have commas, or a number of something.
PROSE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|\d [a-z]{3,}")
# The name at the head of a line, command lines, what stands in quotes, words that are options, and paths.
TYPED = re.compile(
    r"^studycli: |(?:studycli|pytest|python|history)(?: [-a-z]+)+|'[^']*'|`[^`]*`|\B--?[a-z-]+(?: -\B)?|\S*/\S+", re.M
)

BANK = "Q: What is a?\nA: A letter.\n\nQ: What is b?\nA: Another.\n"


@pytest.fixture
def chinese_cli(studycli, library, tmp_path, monkeypatch):
    """Run a command line in Chinese on the test deck, in a folder of its own."""
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("STUDYCLI_DECKS", str(library))
    monkeypatch.setenv("EDITOR", "true")
    (place / "bank.md").write_text(BANK, encoding="utf-8")
    return lambda *arguments, **more: studycli(*arguments, "--ui-lang", "zh", **more)


def prose_in(text: str) -> list[str]:
    return PROSE.findall(TYPED.sub("·", text))


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("due", 0),
        ("due tag:none", 0),
        ("due --decks nowhere", 2),
        ("due --nonsense", 2),
        ("search zzzz", 0),
        ("search --limit 0 x", 2),
        ("search !!", 2),
        ("search -x", 2),
        ("search x --lang fr", 2),
        ("decks tag:none", 0),
        ("fmt", 0),
        ("fmt --check", 0),
        ("show drop", 4),
        ("show nonesuch", 4),
        ("show dropout -o - --json", 2),
        ("add networks --question MTU --answer x", 0),
        ("add ../x --question a", 2),
        ("add networks --answer a", 2),
        ("add networks --question a --lang fr", 2),
        ("add networks", 0),
        ("edit dropout", 0),
        ("edit nonesuch", 4),
        ("rate dropout good", 0),
        ("rate dropout", 2),
        ("rate dropout superb", 2),
        ("rate dropout good --at noon", 2),
        ("rate dropout good --seconds -1", 2),
        ("rate nonesuch good", 4),
        ("rate", 2),
        ("suspend dropout", 0),
        ("unsuspend dropout", 0),
        ("bury dropout", 0),
        ("unbury dropout", 0),
        ("reset dropout", 0),
        ("reset nonesuch", 4),
        ("undo", 0),
        ("config set", 2),
        ("history", 0),
        ("history verify", 0),
        ("history rebuild", 0),
        ("history reschedule", 0),
        ("history reschedule --dry-run", 0),
        ("history restore", 2),
        ("history backup x", 2),
        ("history export x", 2),
        ("history export --json", 2),
        ("history dropout x", 2),
        ("stats", 0),
        ("export", 2),
        ("export -o x.docx", 2),
        ("export -o x.csv", 0),
        ("export zzzz -o x.csv", 0),
        ("export -o x.csv --with-progress", 2),
        ("export -o no/such/folder.csv", 6),
        ("dedupe", 0),
        ("dedupe --yes", 2),
        ("dedupe --merge", 2),
        ("dedupe --merge --json", 2),
        ("import none.md", 3),
        ("import -", 2),
        ("import bank.md -o - --json", 2),
        ("import bank.md bank.md -o x.yaml", 2),
        ("import bank.md --update --force", 2),
        ("import bank.md --no-limit -o -", 2),
        ("import bank.md --history --force", 2),
        ("import bank.md --shape apkg", 3),
        ("completion tcsh", 2),
        ("quiz", 2),
        ("nonsense", 2),
        ("qiuz", 2),
    ],
)
def test_nothing_english_is_said(chinese_cli, line, status):
    told = chinese_cli(*line.split())
    assert told.status == status
    assert HAN.search(told.out + told.err)
    assert prose_in(told.err) == []
    assert told.out.startswith("{") or prose_in(told.out) == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("name", ["", *(name for name, _module in COMMANDS)])
def test_help_pages_fit(studycli, monkeypatch, name, columns, language):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = studycli(*filter(None, (name, "--help", "--ui-lang", language))).out.splitlines()
    # Commands are not broken, so that they can be copied.
    prose = [line for line in lines if not line.startswith(("  studycli ", "  echo ", "  EDITOR="))]
    assert [line for line in prose if cell_len(line) > columns] == []
    assert not any(line != line.rstrip() for line in lines)


@pytest.mark.parametrize("name", ["", *(name for name, _module in COMMANDS)])
def test_help_pages_are_chinese(studycli, name):
    told = studycli(*filter(None, (name, "--help", "--ui-lang", "zh"))).out
    assert [line for line in told.splitlines() if not line.startswith("  studycli ") and prose_in(line)] == []
    assert "\n选项：\n" in told


def test_programs_read_the_same_words(chinese_cli, capfd, monkeypatch):
    assert chinese_cli("due", "--json").json["cards"][0]["reason"] == "new"
    assert chinese_cli("due").out.splitlines()[0].split("\t")[2] == "new"
    chinese_cli("suspend", "dropout")
    assert "\tsuspend\t" in chinese_cli("history").out
    assert chinese_cli("rate", "dropout", "good", "--json").json["state"] == "learning"
    assert chinese_cli("config", "--json").json["settings"][3]["origin"] == "default"


def test_people_are_shown_words_in_a_table(capfd, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    put_table(("card", "why"), [("new", "new")], worded=("why",))
    sys.stdout.flush()
    assert [line.split() for line in capfd.readouterr().out.splitlines()] == [["卡片", "原因"], ["new", "新"]]


def test_a_template_of_the_other_language_is_left_as_it_is(chinese_cli, studycli, home, monkeypatch):
    monkeypatch.setenv("EDITOR", "nonesuch")
    assert chinese_cli("add", "notes").status == 2
    assert HAN.search(next((home / "data" / "drafts").iterdir()).read_text(encoding="utf-8"))
    monkeypatch.setenv("EDITOR", "true")
    assert studycli("add", "notes", "--ui-lang", "en").err == "studycli: nothing was added\n"


def test_what_is_seen_most(chinese_cli, home, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = []
    for line in SEEN:
        told = chinese_cli(*line.split())
        lines += [f"$ studycli {line}", *told.out.splitlines(), *told.err.splitlines()]
    text = "\n".join(lines).replace(str(home), "HOME") + "\n"
    text = re.sub(r"用法：(?:python -m )?\S+", "用法：studycli", text)
    if os.environ.get("STUDYCLI_REGENERATE"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


SEEN = (
    "--help",
    "quiz --help",
    "due",
    "search dropout axis",
    "search --limit 1 dropout",
    "decks",
    "rate dropout good",
    "rate bn-axis again",
    "suspend dropout-rate",
    "undo",
    "due",
    "history verify",
    "export -o x.csv",
    "export -o x.apkg --with-progress",
    "import x.apkg -o out",
    "import x.apkg -o out",
    "import x.apkg --history",
    "dedupe",
    "nonsense",
)
