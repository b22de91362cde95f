"""Every message in both languages: what the code marks is translated, and no prose is left unmarked."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from source_messages import PACKAGE, Message, messages, sources, unmarked

# Packages that speak both languages whole.
BILINGUAL: tuple[str, ...] = ("anki", "catalogue", "cli", "core", "decks", "exporters", "history", "importers", "ui")
# Prose that nobody is shown as a message, and why; by the file and a part of the text.
NOT_MESSAGES: dict[str, tuple[str, ...]] = {
    "core/history.py": ("card TEXT PRIMARY KEY",),  # columns of a table of the catalogue
    "core/plain.py": ("Data",),  # the name of a type
    "core/words.py": ("Mn", "Me", "Cf"),  # categories of Unicode
    "ui/keymap.py": ("Enter", "Esc"),  # as it stands on the key
    "ui/styles.py": ("bold magenta",),
    "ui/typed_line.py": ("not bold",),
    # Names of fields, note types and decks in Anki.
    "anki/note_types.py": ("Cloze",),
    "anki/own_note.py": ("",),
    "anki/package_decks.py": ("Search", "Id", "Reversed", "Choices", "Default"),
    # What the one YAML parser says, for the other: it is put in plain words.
    "decks/events.py": ("while parsing a quoted scalar", "unknown escape"),
    # Stored in the history: the name of a fact, those of migrations, columns.
    "history/derived.py": ("place of new cards",),
    "history/migrations.py": ("events and progress", "texts of events", "cards that were joined"),
    "history/rows.py": ("id, device, card",),
    # SQLite's own words.
    "history/open.py": ("file is not a database",),
    # Command lines.
    "cli/add.py": ("studycli add {}",),
    "cli/edit.py": ("studycli edit {}",),
    "cli/history_file.py": ("import events.jsonl", "restore history-2026-03-01.db"),
    "cli/outlook.py": ("studycli search",),
    # Scripts of shells.
    "cli/completion.py": ("_studycli()", "__studycli_complete"),
    # What Typer says, to be found and said otherwise.
    "cli/usage_words.py": ("No such", "Missing command", "Option '", "Got unexpected", "Invalid value for"),
    # Content: fields, labels and note types on cards, and headings in files, in the language of the cards.
    "exporters/anki_note.py": ("",),
    "exporters/anki_types.py": ("",),
    "exporters/markdown_page.py": ("",),
    "exporters/html_page.py": ("body.card", "matchMedia"),
    # Words that banks have, to be compared.
    "importers/anki_text.py": ("back extra",),
    "importers/labels.py": ("|参考答案|", "|代码示例|"),
    "importers/table.py": ("答案", "题目", "解析", "标签", "题号"),
}

_FIELD = re.compile(r"\{[a-z_]*(?:![rs])?(?::[^{}]*)?\}")


def translated() -> dict[str, str]:
    """Message -> its Chinese, from all parts."""
    pairs: dict[str, str] = {}
    for part in sorted((PACKAGE / "locale" / "zh").glob("*.po")):
        with part.open("rb") as file:
            for message in read_po(file, locale="zh", abort_invalid=True):
                if message.id:
                    single = message.id[0] if isinstance(message.id, tuple) else message.id
                    assert single not in pairs, f"{part.name}: {single!r} is translated twice"
                    pairs[single] = message.string[0] if isinstance(message.id, tuple) else message.string
    return pairs


def of_package(name: str) -> list[Path]:
    return [path for path in sources() if path.relative_to(PACKAGE).parts[0] == name]


def said(paths: list[Path]) -> list[Message]:
    return [message for path in paths for message in messages(path)]


@pytest.mark.parametrize("package", BILINGUAL)
def test_every_message_is_in_chinese_too(package: str) -> None:
    chinese = translated()
    assert [each for each in said(of_package(package)) if not chinese.get(each.text)] == []


@pytest.mark.parametrize("package", BILINGUAL)
def test_no_prose_is_left_unmarked(package: str) -> None:
    left = [
        (place, text)
        for path in of_package(package)
        for place, text in unmarked(path)
        if not any(part in text for part in NOT_MESSAGES.get(path.relative_to(PACKAGE).as_posix(), ()))
    ]
    assert left == []


def test_the_same_values_go_into_both() -> None:
    for english, chinese in translated().items():
        assert Counter(_FIELD.findall(english)) == Counter(_FIELD.findall(chinese)), english


def test_nothing_is_translated_that_is_not_said() -> None:
    known = {message.text for message in said(sources())}
    typers = {"Show this message and exit."}
    assert set(translated()) - known - typers == set()


def test_the_mark_is_nothing_else_where_it_is_used() -> None:
    """`_` for a value that is not needed would hide the function in the whole of its scope."""
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "studycli.core.messages"
            and any(name.name == "_" for name in node.names)
            for node in ast.walk(tree)
        )
        bound = [
            node.lineno
            for node in ast.walk(tree)
            if (isinstance(node, ast.Name) and node.id == "_" and not isinstance(node.ctx, ast.Load))
        ]
        assert not (imported and bound), f"{path}: {bound}"


def main() -> None:
    """What is left to do in the packages named: python tests/test_messages.py core ui"""
    import sys

    chinese = translated()
    for package in sys.argv[1:]:
        for path in of_package(package):
            for place, text in unmarked(path):
                if not any(part in text for part in NOT_MESSAGES.get(path.relative_to(PACKAGE).as_posix(), ())):
                    print(f"unmarked      {place}: {text!r}")
        for message in said(of_package(package)):
            if not chinese.get(message.text):
                print(f"untranslated  {message.place}: {message.text!r}")


if __name__ == "__main__":
    main()
