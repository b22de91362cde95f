import tomllib

import pytest

from studycli.core.settings import SETTINGS, Settings, read_settings


def read(text):
    return read_settings(tomllib.loads(text), path="config.toml", text=text)


def test_nothing_written_is_the_defaults():
    assert read("") == (Settings(), ())


def test_every_setting_is_a_field_and_the_other_way_round():
    assert [setting.name for setting in SETTINGS] == list(Settings.__dataclass_fields__)


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.name not in ("decks", "language")], ids=lambda s: s.name)
def test_the_documented_default_is_the_default(setting):
    read_back, problems = read(f"{setting.name} = {setting.default}")
    assert (read_back, problems) == (Settings(), ())


def test_values_are_taken():
    settings, problems = read('decks = "~/notes"\nlearning_steps = ["30s", "1h"]\nrollover = 0\n')
    assert not problems
    assert (settings.decks, settings.learning_steps, settings.rollover) == (("~/notes",), (30, 3600), 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("new_per_day = -1", "config.toml:1:1: error wrong-setting new_per_day must be a whole number from 0 to 9999"),
        ("new_per_day = true", "config.toml:1:1: error wrong-setting new_per_day must be a whole number from 0 to 9999"),
        ('\n\nrollover = "4"', "config.toml:3:1: error wrong-setting rollover must be a whole number from 0 to 23"),
        ("desired_retention = 1.5", "config.toml:1:1: error wrong-setting desired_retention must be a number from 0.70 to 0.99"),
        ('learning_steps = ["soon"]', 'config.toml:1:1: error wrong-setting learning_steps must be a list of durations such as ["1m", "10m"]'),
        ('# x\nlearn_ahead = "0x"', 'config.toml:2:1: error wrong-setting learn_ahead must be a duration such as "20m"'),
        ('language = "fr"', 'config.toml:1:1: error wrong-setting language must be "en", "zh" or "both"'),
        ("decks = []", "config.toml:1:1: error wrong-setting decks must be a path, or a list of paths"),
        ('bury_siblings = "no"', "config.toml:1:1: error wrong-setting bury_siblings must be true or false"),
        ("new_per_dya = 3", "config.toml:1:1: error unknown-setting no setting is called 'new_per_dya'; did you mean new_per_day?"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_line(text, expected):
    settings, problems = read(text)
    assert [str(problem) for problem in problems] == [expected]
    assert settings == Settings()


def test_all_faults_are_told_at_once():
    assert len(read("new_per_day = -1\nrollover = 99\n")[1]) == 2
