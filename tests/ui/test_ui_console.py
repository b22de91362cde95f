import io
import sys

import pytest

from studycli.ui.console import stdout_console


def printed(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"TERM": "xterm-256color"} | environment).items():
        monkeypatch.setenv(name, value)
    file = io.StringIO()
    monkeypatch.setattr(sys, "stdout", file)
    stdout_console().print("[red]12[/red] :smile:", style="red")
    return file.getvalue()


@pytest.mark.parametrize(
    ("environment", "red"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False),
    ],
)
def test_colour(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], red: bool) -> None:
    text = "[red]12[/red] :smile:"
    assert printed(monkeypatch, **environment) == (f"\x1b[31m{text}\x1b[0m\n" if red else f"{text}\n")


def test_an_encoding_without_chinese_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console = stdout_console()
    console.print("学 ok")
    console.file.flush()
    assert raw.getvalue() == b"\\u5b66 ok\n"
