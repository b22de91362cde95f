"""Which language the program speaks."""

import io
import sys

import pytest

from studycli import language
from studycli.cli.interface import speak
from studycli.core import messages


@pytest.fixture
def compiled(tmp_path, compiled_chinese, monkeypatch):
    """Messages that are compiled from the source; English again at the end."""
    file = tmp_path / "locale" / "zh" / "LC_MESSAGES" / "studycli.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(compiled_chinese)
    monkeypatch.setattr(language, "LOCALES", tmp_path / "locale")
    monkeypatch.setenv("STUDYCLI_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    messages.use("en", None)


def spoken_to(monkeypatch, encoding, *arguments):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert speak(arguments) == ["due"]
    return messages.spoken()


@pytest.mark.parametrize(
    ("encoding", "spoken"), [("utf-8", "zh"), ("gb18030", "zh"), ("ascii", "en"), ("latin-1", "en")]
)
def test_chinese_is_spoken_where_it_can_be_written(compiled, monkeypatch, encoding, spoken):
    assert spoken_to(monkeypatch, encoding, "due", "--ui-lang", "zh") == spoken


@pytest.mark.parametrize(
    ("locale", "setting", "arguments", "spoken"),
    [
        ("zh_CN.UTF-8", "", (), "zh"),
        ("zh_TW.UTF-8", "", (), "zh"),
        ("de_DE.UTF-8", "", (), "en"),
        ("zh_CN.UTF-8", "en", (), "en"),
        ("de_DE.UTF-8", "zh", (), "zh"),
        ("zh_CN.UTF-8", "zh", ("--ui-lang=en",), "en"),
        ("zh_CN.UTF-8", "nonsense", (), "zh"),
    ],
)
def test_the_command_line_comes_before_the_setting_and_the_locale(
    compiled, monkeypatch, locale, setting, arguments, spoken
):
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.delenv("LANGUAGE", raising=False)
    if setting:
        (compiled / "config").mkdir(parents=True)
        (compiled / "config" / "config.toml").write_text(f'ui_language = "{setting}"\n', encoding="utf-8")
    assert spoken_to(monkeypatch, "utf-8", *arguments, "due") == spoken
