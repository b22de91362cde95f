import tomllib

import pytest

from studycli.core.setting_reader import read_settings
from studycli.core.setting_table import SETTINGS
from studycli.core.settings import Configuration, Order, Settings


def read(text):
    return read_settings(tomllib.loads(text), path="config.toml", text=text)


def test_nothing_written_is_the_defaults():
    assert read("") == (Configuration(), ())


def test_every_setting_is_a_field_and_the_other_way_round():
    assert [setting.name for setting in SETTINGS] == list(Settings._fields)


@pytest.mark.parametrize(
    "setting",
    [s for s in SETTINGS if s.name not in ("library", "language", "ui_language", "parameters")],
    ids=lambda s: s.name,
)
def test_the_documented_default_is_the_default(setting):
    read_back, problems = read(f"{setting.name} = {setting.default}")
    assert (read_back.settings, problems) == (Settings(), ())
    assert read_back.written == {setting.name}


def test_values_are_taken():
    text = 'library = "~/notes"\nlearning_steps = ["30s", "1h"]\nrollover = 0\norder = "random"\neasy_days = {sat = 0.5, sun = 0}\n'
    configuration, problems = read(text)
    settings = configuration.settings
    assert not problems
    assert (settings.library, settings.learning_steps, settings.rollover) == (("~/notes",), (30, 3600), 0)
    assert (settings.order, settings.easy_days) == (Order.RANDOM, (1, 1, 1, 1, 1, 0.5, 0))


@pytest.mark.parametrize("text", ['decks = "~/notes"', 'decks = ["~/notes"]'])
def test_the_library_may_be_called_decks(text):
    assert read(text)[0].settings.library == ("~/notes",)


TABLES = """
new_per_day = 7
[decks."cnn"]
new_per_day = 3
[decks."*/hard"]
desired_retention = 0.95
new_per_day = 1
"""


def test_some_decks_have_settings_of_their_own():
    configuration, problems = read(TABLES)
    assert not problems
    told = {name: configuration.for_deck(name) for name in ("cnn", "cnn/basics", "cnn/hard", "rnn")}
    assert [settings.new_per_day for settings in told.values()] == [3, 3, 1, 7]
    assert [settings.desired_retention for settings in told.values()] == [0.9, 0.9, 0.95, 0.9]
    assert [configuration.pool_of(name) for name in told] == ["cnn", "cnn", "*/hard", ""]


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
        ("library = []", "config.toml:1:1: error wrong-setting library must be a path, or a list of paths"),
        ("decks = 3", 'config.toml:1:1: error wrong-setting decks must be a path, a list of paths, or tables such as [decks."cnn/*"]'),
        ('order = "hard"', 'config.toml:1:1: error wrong-setting order must be "due", "difficulty", "retrievability" or "random"'),
        ("easy_days = {sunday = 0}", "config.toml:1:1: error wrong-setting easy_days must be a weight from 0 to 1 for weekdays such as {sat = 0.5, sun = 0}"),
        ('[decks."cnn"]\nnew_per_day = 2\nrollover = 3', "config.toml:3:1: error unknown-setting rollover cannot be set for some decks; there are new_per_day, reviews_per_day, desired_retention, learning_steps, relearning_steps, maximum_interval, leeches"),
        ('new_per_day = 2\n[decks.cnn]\nnew_per_day = -2', "config.toml:3:1: error wrong-setting new_per_day must be a whole number from 0 to 9999"),
        ('bury_siblings = "no"', "config.toml:1:1: error wrong-setting bury_siblings must be true or false"),
        ("new_per_dya = 3", "config.toml:1:1: error unknown-setting no setting is called 'new_per_dya'; did you mean new_per_day?"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_line(text, expected):
    configuration, problems = read(text)
    assert [str(problem) for problem in problems] == [expected]
    assert configuration.settings.rollover == 4


def test_all_faults_are_told_at_once():
    assert len(read("new_per_day = -1\nrollover = 99\n")[1]) == 2
