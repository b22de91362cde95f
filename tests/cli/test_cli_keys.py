"""Keys of the quiz in the configuration."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[keys]\n\nundoo = "z"\n', "config.toml:3:1: error wrong-setting no key does 'undoo'; there are hint"),
        ("[keys]\nundo = 7\n", 'config.toml:2:1: error wrong-setting undo must be a key such as "z"'),
        ('[keys]\nundo = "hyper-z"\n', "config.toml:2:1: error wrong-setting undo must be a key"),
        ('[keys]\nundo = "1"\n', "config.toml:2:1: error wrong-setting undo cannot be on '1', which rates"),
        ('[keys]\nedit = "z"\nundo = "b"\n', "config.toml:3:1: error wrong-setting undo and bury are both on"),
        ('[keys]\nedit = "z"\nundo = "z"\n', "are both on the key 'z'"),
        ('keys = "z"\n', "config.toml:1:1: error wrong-setting keys must be a table"),
    ],
)
def test_a_key_that_cannot_be_is_told_with_its_line(own, home, text, words):
    (home / "config" / "config.toml").write_text(text, encoding="utf-8")
    told = own("due")
    assert told.status == 2
    assert words in told.err


def test_keys_are_set_listed_and_clashes_refused(own, home):
    assert own("config", "set", "keys.undo", "z").status == 0
    rows = {row["name"]: row for row in own("config", "--json").json["settings"]}
    assert rows["keys.undo"]["value"] == '"z"'
    assert rows["keys.undo"]["origin"].startswith(str(home / "config" / "config.toml:"))
    refused = own("config", "set", "keys.bury", "z")
    assert refused.status == 2 and "both on the key 'z'" in refused.err
    assert 'bury = "z"' not in (home / "config" / "config.toml").read_text(encoding="utf-8")


def test_two_keys_may_change_places(own, home):
    (home / "config" / "config.toml").write_text('[keys]\nundo = "b"\nbury = "u"\n', encoding="utf-8")
    assert own("due").status == 0
