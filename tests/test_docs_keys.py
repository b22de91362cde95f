"""The page of keys is made from the table that the quiz goes by."""

import os
from pathlib import Path

from studycli.ui.keymap import ACTIONS, KEYS

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"


def test_the_page_of_keys_is_made_from_the_table():
    if os.environ.get("STUDYCLI_REGENERATE"):
        PAGE.write_text(keys_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == keys_page()


def keys_page():
    changeable = {key: f"`{word}`" for word, key in ACTIONS.items()}
    rows = (f"| {changeable.get(key, '')} | `{key.label}` | {key.does} | {key.when.value.lower()} |\n" for key in KEYS)
    head, rule, _ = PAGE.read_text(encoding="utf-8").partition("|---|---|---|---|\n")
    assert rule, "the page has the table of keys"
    return head + rule + "".join(rows)
