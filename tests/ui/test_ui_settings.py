from cards_on_screen import drawn

from studycli.ui.settings import ShownSetting, settings_view

SETTINGS = [
    ShownSetting("library", "your own decks and the shipped ones", "", "Files or folders studied together."),
    ShownSetting("language", '"zh"', "config.toml:1", "卡片的语言：en、zh 或 both（两种都显示）。"),
]


def test_what_a_setting_means_stands_below_it():
    assert drawn(settings_view(SETTINGS), 30).splitlines() == [
        "library  your own decks and",
        "  the shipped ones",
        "  Files or folders studied",
        "  together.",
        'language  "zh"',
        "  卡片的语言：en、zh 或 both",
        "  （两种都显示）。",
        "  config.toml:1",
    ]
